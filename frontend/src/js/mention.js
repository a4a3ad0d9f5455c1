// Mentioning a colleague in a note: a combobox beside it, by the pattern of WAI-ARIA. An @ at the
// beginning of a word leads there; whoever is chosen stands in the note, and one writes on.
//   <div data-mention="/…/nevn/" data-into="note_text" data-none="…" data-some="# …">
//   an input with role=combobox, a list with role=listbox and a status
let asked = 0;

const partsOf = (place) => ({
  input: place.querySelector("[role=combobox]"),
  list: place.querySelector("[role=listbox]"),
  status: place.querySelector("[role=status]"),
  note: document.getElementById(place.dataset.into),
});

function mark(place, option) {
  const { input, list } = partsOf(place);
  for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function show(place, isOpen) {
  const { input, list } = partsOf(place);
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) mark(place, null);
}

async function ask(place) {
  const { input, list, status } = partsOf(place);
  const own = ++asked;
  const answer = await fetch(`${place.dataset.mention}?q=${encodeURIComponent(input.value.replace("@", ""))}`);
  const found = answer.ok ? await answer.text() : "";
  // What was asked for last is what is shown.
  if (own !== asked || document.activeElement !== input) return;
  list.innerHTML = found;
  const count = list.children.length;
  status.textContent = count ? place.dataset.some.replace("#", count) : place.dataset.none;
  show(place, count > 0);
  mark(place, list.firstElementChild);
}

function back(place, words) {
  const { input, note } = partsOf(place);
  show(place, false);
  input.value = "";
  note.focus();
  note.setRangeText(words, note.selectionStart, note.selectionEnd, "end");
  note.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(place, option) {
  const { note } = partsOf(place);
  const gap = /\S$/.test(note.value.slice(0, note.selectionStart)) ? " " : "";
  back(place, `${gap}@${option.dataset.name} `);
}

function step(place, by) {
  const { list } = partsOf(place);
  const options = [...list.children];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  mark(place, options.at((at + by + options.length) % options.length));
}

function press(event, place) {
  const { list } = partsOf(place);
  const chosen = list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) ask(place);
    else step(place, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    if (chosen && !list.hidden) choose(place, chosen);
  } else if (event.key === "Escape") back(place, "");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener(
  "keydown",
  (event) => {
    const place = event.target.closest?.("[data-mention]");
    if (place && event.target.matches("[role=combobox]")) return press(event, place);
    if (event.key !== "@" || event.isComposing) return;
    const beside = document.querySelector(`[data-into="${CSS.escape(event.target.id || "-")}"]`);
    // Within a word it is an address.
    if (!beside || /\S$/.test(event.target.value.slice(0, event.target.selectionStart))) return;
    event.preventDefault();
    partsOf(beside).input.focus();
    ask(beside);
  },
  true,
);

document.addEventListener("input", (event) => {
  const place = event.target.matches?.("[role=combobox]") && event.target.closest("[data-mention]");
  if (place) ask(place);
});

// Before the field loses the focus.
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-mention] [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option.closest("[data-mention]"), option);
});

document.addEventListener("focusout", (event) => {
  const place = event.target.matches?.("[role=combobox]") && event.target.closest("[data-mention]");
  if (place) show(place, false);
});
