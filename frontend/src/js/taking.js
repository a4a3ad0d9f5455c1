// What is selected in a text goes into a list with one phrase on each line:
//   <dl id="given">...</dl>
//   <button type="button" data-takes-from="given" data-takes-to="id_phrases" hidden>...</button>
for (const button of document.querySelectorAll("[data-takes-from]")) {
  const text = document.getElementById(button.dataset.takesFrom);
  const list = document.getElementById(button.dataset.takesTo);
  if (!text || !list) continue;
  button.hidden = false;
  // Else the text is not selected any more when the button hears of it.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selected = getSelection();
    if (!selected.rangeCount || !text.contains(selected.getRangeAt(0).commonAncestorContainer)) return;
    const phrase = selected.toString().replace(/\s+/g, " ").trim();
    const phrases = list.value.split("\n").filter(Boolean);
    if (phrase && !phrases.includes(phrase)) list.value = [...phrases, phrase].join("\n");
    list.focus();
  });
}
