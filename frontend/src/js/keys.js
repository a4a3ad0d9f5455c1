// One key for each thing a host often does: it presses what says so itself, so a key can never do
// more than a button that is there.
//   <a data-key="j" href="…">            followed
//   <textarea data-key="s">              gets the focus
//   <button data-key="ArrowRight n">     pressed by either
// Single letters can be turned off (WCAG 2.1.4), and no key acts while somebody writes, nor in the
// middle of a word that was meant for a field without focus.
import { recall, remember } from "./store.js";

const SETTING = "single_keys";
const A_WORD = 800;
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

let strayAt = -A_WORD;

const isOn = () => recall(SETTING) !== "off";

function show() {
  document.documentElement.dataset.keys = isOn() ? "on" : "off";
  for (const toggle of document.querySelectorAll("[data-single-keys]")) toggle.checked = isOn();
  for (const pressed of document.querySelectorAll("[data-key]")) {
    const keys = pressed.dataset.key.split(" ").filter((key) => isOn() || key.length > 1);
    if (keys.length) pressed.setAttribute("aria-keyshortcuts", keys.join(" "));
    else pressed.removeAttribute("aria-keyshortcuts");
  }
}

function press(key) {
  const found = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (!found.matches(FIELDS)) found.click();
  else {
    // What is folded away comes out before it is written in.
    found.closest("details")?.setAttribute("open", "");
    found.focus();
  }
  return true;
}

// A letter that nothing waits for is the beginning of a word, and those after it are the rest.
function isCommand(key) {
  const isStray = !document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  const isInWord = performance.now() - strayAt < A_WORD;
  if (isStray || isInWord) strayAt = performance.now();
  return !isStray && !isInWord;
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
  if (event.key === "Enter" && hasControl) return send(event);
  if (hasControl || event.altKey) return;
  if (event.key === "Escape") return escape(event);
  if (event.target.matches?.(FIELDS)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key.length === 1 && !(isOn() && isCommand(key))) return;
  if (press(key)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-single-keys]")) return;
  remember(SETTING, event.target.checked ? "on" : "off");
  show();
});
document.addEventListener("sufflor:shown", show);

show();
