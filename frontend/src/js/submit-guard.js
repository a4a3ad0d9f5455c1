// A form that writes is sent once, however often its button is pressed.
const LONG_ENOUGH = 10_000;

function release(form) {
  form.removeAttribute("data-sending");
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-held]")) {
    button.removeAttribute("data-held");
    button.disabled = false;
  }
}

function hold(form, button) {
  form.setAttribute("data-sending", "");
  form.setAttribute("aria-busy", "true");
  // A disabled button's name and value are not sent: wait until the browser has read them.
  setTimeout(() => {
    if (!button || button.disabled) return;
    button.setAttribute("data-held", "");
    button.disabled = true;
  });
  setTimeout(() => release(form), LONG_ENOUGH);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.hasAttribute("data-sending")) event.preventDefault();
  else hold(form, event.submitter);
});

// Coming back with the browser's arrow finds the page as it was left: open the buttons again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-sending]").forEach(release);
});
