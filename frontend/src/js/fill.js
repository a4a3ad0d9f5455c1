// Proposals for what to write: pressed, they stand in the field to be written on.
//   <a data-fill="id_reason" href="…">This is about one single case …</a>
//   <a data-fill="reply_text" data-words="How to …: https://…" href="…">Insert</a>
document.addEventListener("click", (event) => {
  const proposal = event.target.closest?.("[data-fill]");
  const field = proposal && document.getElementById(proposal.dataset.fill);
  if (!field) return;
  event.preventDefault();
  const words = proposal.dataset.words ?? proposal.textContent.trim();
  field.closest("details")?.setAttribute("open", "");
  field.value = [field.value.trim(), words].filter(Boolean).join(" ");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
