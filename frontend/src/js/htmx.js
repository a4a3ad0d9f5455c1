// htmx asks for pages and puts in the part that changed. It may never turn text into code: our
// content security policy forbids it, and the refusal below says which attribute tried.
import htmx from "htmx.org";

function refuse(...code) {
  throw new Error(`Code in attributes is not allowed: ${code.at(-1)}`);
}

htmx.registerExtension("no-code-in-attributes", {
  init: (internals) => internals.initSecurity(null, refuse, refuse),
});
