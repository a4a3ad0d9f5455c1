// Counts what is left of a field's room, and puts the reader at the summary of what must be mended.
//   <p data-counter-for="id_text" data-limit="500" data-under="# left" data-over="# too many">
// What is longer than data-best may be sent, and is told with data-long that shorter is better.
const A_PAUSE_IN_TYPING = 800;
const NEARLY_FULL = 0.8;
const A_FEW_WORDS = 30;
let announcing;

function count(counter) {
  const field = document.getElementById(counter.dataset.counterFor);
  if (!field) return;
  const limit = Number(counter.dataset.limit);
  const left = limit - field.value.length;
  const beyondBest = field.value.length - Number(counter.dataset.best || limit);
  const state = left < 0 ? "over" : beyondBest > 0 ? "long" : "under";
  counter.textContent = counter.dataset[state].replace("#", String(Math.abs(left)));
  counter.dataset.state = state;
  const hasJustGrownLong = beyondBest > 0 && beyondBest < A_FEW_WORDS;
  counter.dataset.nearlyFull = String(left < limit * (1 - NEARLY_FULL) || hasJustGrownLong);
}

// Speech is for those who have nearly filled the field and have stopped to think.
function announce(counter) {
  clearTimeout(announcing);
  counter.removeAttribute("role");
  if (counter.dataset.nearlyFull !== "true") return;
  announcing = setTimeout(() => {
    counter.setAttribute("role", "status");
    count(counter);
  }, A_PAUSE_IN_TYPING);
}

function prepare() {
  document.querySelectorAll("[data-counter-for]").forEach(count);
  const first = document.querySelector("[data-focus-on-load]");
  // Once: what is put in later must not take the reader away from where they are.
  first?.removeAttribute("data-focus-on-load");
  first?.focus();
}

document.addEventListener("input", (event) => {
  if (!event.target.id) return;
  const counter = document.querySelector(`[data-counter-for="${CSS.escape(event.target.id)}"]`);
  if (!counter) return;
  count(counter);
  announce(counter);
});
document.addEventListener("htmx:after:swap", prepare);

prepare();
