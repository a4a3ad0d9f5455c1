// Light, dark or as the system has it. The cookie lets the server write the choice into the page,
// so that nothing flickers; the browser's own store brings it back when the cookie has run out.
import { recall, remember } from "./store.js";

const KEY = "color_scheme";
const CHOICES = ["auto", "light", "dark"];
const A_YEAR = 365 * 24 * 60 * 60;

function choose(choice) {
  remember(KEY, choice);
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${KEY}=${choice};path=/;max-age=${A_YEAR};samesite=lax${secure}`;
  show(choice);
}

function show(choice) {
  document.documentElement.dataset.colorScheme = choice;
  for (const button of document.querySelectorAll("[data-color-scheme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.colorSchemeChoice === choice));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-color-scheme-choice]");
  if (button && CHOICES.includes(button.dataset.colorSchemeChoice)) {
    choose(button.dataset.colorSchemeChoice);
  }
});

window.addEventListener("storage", (event) => {
  if (event.key === KEY && CHOICES.includes(event.newValue)) show(event.newValue);
});

const kept = recall(KEY);
if (CHOICES.includes(kept)) {
  if (kept === document.documentElement.dataset.colorScheme) show(kept);
  else choose(kept);
}
