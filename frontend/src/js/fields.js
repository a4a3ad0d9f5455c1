// Counters under text fields, and focus on the summary of what must be mended.
import "@digdir/designsystemet-web/ds-field";

function focusSummary(root) {
  root.querySelector("[data-focus-on-load]")?.focus();
}

focusSummary(document);
document.addEventListener("htmx:after:swap", () => focusSummary(document));
