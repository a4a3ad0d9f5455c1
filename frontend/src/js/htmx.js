// htmx asks for pages and puts in the part that changed. It may never turn text into code: our
// content security policy forbids it, and the refusal below says which attribute tried.
import htmx from "htmx.org";

function refuse(...code) {
  throw new Error(`Code in attributes is not allowed: ${code.at(-1)}`);
}

htmx.registerExtension("no-code-in-attributes", {
  init: (internals) => internals.initSecurity(null, refuse, refuse),
});

// A sign-in that ran out, a refusal, a fault: an answer without the part that was asked for takes
// nothing away, so that what somebody is writing stays. The server says it when all is sent; a form
// that has just been sent is sent once more, as without us.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  const main = tasks.find((task) => task.type === "main");
  if (!main || main.swapSpec.style === "none") return;
  const isPage = /^\s*<!doctype/i.test(ctx.text);
  if (ctx.select ? main.fragment.hasChildNodes() : !isPage) return;
  event.preventDefault();
  const form = ctx.sourceElement;
  if (form.matches("form[action][method=post]")) HTMLFormElement.prototype.submit.call(form);
});
