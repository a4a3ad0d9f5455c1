// One key for each thing a host often does: it presses what says so itself, so a key can never do
// more than a button that is there.
//   <a data-key="j" href="…">            followed
//   <textarea data-key="s">              gets the focus
//   <button data-key="ArrowRight n">     pressed by either
//   <a data-key="gm">                    G and then M, one after the other
// Single letters can be turned off (WCAG 2.1.4), and no key acts while somebody writes, nor in the
// middle of a word that was meant for a field without focus.
import { choose, step } from "./rows.js";
import { recall, remember } from "./store.js";

const SETTING = "single_keys";
const A_WORD = 800;
const A_SEQUENCE = 1500;
const IN_ROWS = { j: () => step(1), k: () => step(-1), x: choose };
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

let strayAt = -A_WORD;
let begunAt = -A_SEQUENCE;

const isOn = () => recall(SETTING) !== "off";

function show() {
  document.documentElement.dataset.keys = isOn() ? "on" : "off";
  for (const toggle of document.querySelectorAll("[data-single-keys]")) toggle.checked = isOn();
  for (const pressed of document.querySelectorAll("[data-key]")) {
    // Two letters one after the other have no name there; in the list of keys they are told of.
    const keys = pressed.dataset.key.split(" ").filter((key) => (key.length === 1 ? isOn() : key.length > 2));
    if (keys.length) pressed.setAttribute("aria-keyshortcuts", keys.join(" "));
    else pressed.removeAttribute("aria-keyshortcuts");
  }
}

export function press(key) {
  const found = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (!found) return false;
  // What is folded away comes out before anything is done with it; what unfolds it does so itself.
  if (!found.matches("summary")) found.closest("details")?.setAttribute("open", "");
  if (found.matches(FIELDS)) found.focus();
  else found.click();
  return true;
}

// A letter that nothing waits for is the beginning of a word, and those after it are the rest.
function isCommand(key) {
  const isStray = !document.querySelector(`[data-key~="${CSS.escape(key)}"]`) && !inRows(key) && !begins(key);
  const isInWord = performance.now() - strayAt < A_WORD;
  if (isStray || isInWord) strayAt = performance.now();
  return !isStray && !isInWord;
}

const inRows = (key) => Object.hasOwn(IN_ROWS, key) && document.querySelector("[data-rows]");

const begins = (key) => key === "g" && document.querySelector('[data-key^="g"]');

// The second of two letters, when the first has just been pressed.
function follows(key) {
  const isSecond = performance.now() - begunAt < A_SEQUENCE;
  begunAt = -A_SEQUENCE;
  return isSecond && press(`g${key}`);
}

// Out of a field first; then out of what is open.
function escape(event) {
  if (event.target.matches?.(FIELDS)) event.target.blur();
  else if (!document.querySelector(":popover-open")) press("Escape");
}

function send(event) {
  if (event.target.form?.method !== "post") return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const hasControl = event.ctrlKey || event.metaKey;
  if (hasControl && event.key.toLowerCase() === "k" && press("Control+K")) return event.preventDefault();
  // What lies over the page has keys of its own.
  if (event.target.closest?.("dialog")) return;
  if (event.key === "Enter" && hasControl) return send(event);
  if (hasControl || event.altKey) return;
  if (event.key === "Escape") return escape(event);
  if (event.target.matches?.(FIELDS)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key.length === 1 && !isOn()) return;
  if (follows(key)) return event.preventDefault();
  if (key.length === 1 && !isCommand(key)) return;
  if (begins(key)) begunAt = performance.now();
  else if (press(key) || (inRows(key) && IN_ROWS[key]())) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-single-keys]")) return;
  remember(SETTING, event.target.checked ? "on" : "off");
  show();
});
document.addEventListener("sufflor:shown", show);

show();
