// Proposals for what to write: pressed, they stand in the field to be written on.
//   <a data-fill="id_reason" href="…">This is about one single case …</a>
//   <a data-fill="reply_text" data-words="How to …: https://…" href="…">Insert</a>
// They come where somebody was writing, else at the end.
const written = new WeakSet();

document.addEventListener("focusin", (event) => written.add(event.target));

function insert(field, words) {
  const end = field.value.trimEnd().length;
  const [from, to] = written.has(field) ? [field.selectionStart, field.selectionEnd] : [end, field.value.length];
  const gap = /\S$/.test(field.value.slice(0, from)) ? (words.includes("\n") ? "\n\n" : " ") : "";
  field.setRangeText(gap + words, from, to, "end");
}

document.addEventListener("click", (event) => {
  const proposal = event.target.closest?.("[data-fill]");
  const field = proposal && document.getElementById(proposal.dataset.fill);
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  insert(field, proposal.dataset.words ?? proposal.textContent.trim());
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
