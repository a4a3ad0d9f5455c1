// What is over by the clock leaves pages that have stood open, or that the browser kept:
//   <section data-until="2026-10-29T08:30:00+01:00">
const LONGEST_WAIT = 2 ** 31 - 1;
let waiting;

function hideWhatIsOver() {
  clearTimeout(waiting);
  const left = [];
  for (const passing of document.querySelectorAll("[data-until]:not([hidden])")) {
    const milliseconds = Date.parse(passing.dataset.until) - Date.now();
    if (milliseconds <= 0) passing.hidden = true;
    else left.push(milliseconds);
  }
  if (left.length) waiting = setTimeout(hideWhatIsOver, Math.min(...left, LONGEST_WAIT));
}

window.addEventListener("pageshow", hideWhatIsOver);
document.addEventListener("visibilitychange", hideWhatIsOver);
