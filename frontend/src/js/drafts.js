// Keeps what somebody is writing, so that an expired sign-in or a lost network costs nothing.
//   <textarea data-keep-draft="question-12">   kept while it is written in, restored when empty
//   <input type="radio" data-keep-draft="…">   the choice is kept, and made again
//   <p hidden data-drafts-done="question-12">  the server has it: forget it and "question-12-…"
//   <form data-forget-drafts>                  signing out: forget all of them
import { forget, keysBeginningWith, recall, remember } from "./store.js";

const PREFIX = "draft:";
const A_WEEK = 7 * 24 * 60 * 60 * 1000;

function keep(field) {
  const key = PREFIX + field.dataset.keepDraft;
  if (field.value.trim()) remember(key, JSON.stringify({ text: field.value, at: Date.now() }));
  else forget(key);
}

function kept(key) {
  try {
    const { text, at } = JSON.parse(recall(key) ?? "{}");
    return Date.now() - at < A_WEEK ? text : null;
  } catch {
    return null;
  }
}

function restore(field) {
  const text = kept(PREFIX + field.dataset.keepDraft);
  if (!text) return;
  if (field.type === "radio") return choose(field, text);
  if (field.value) return;
  field.value = text;
  // What is folded away with something in it would be sent unseen.
  field.closest("details")?.setAttribute("open", "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The page's own first choice is no choice, but what the address or the last sending said is.
function choose(field, value) {
  if (field.value !== value || field.checked || field.closest("[data-chosen]")) return;
  field.checked = true;
  // A form that changes with the choice is drawn anew, and gets back the rest of what was written.
  if ("steers" in field.dataset) field.dispatchEvent(new Event("change", { bubbles: true }));
}

function settle() {
  for (const marker of document.querySelectorAll("[data-drafts-done]")) {
    for (const done of marker.dataset.draftsDone.split(/\s+/)) finish(PREFIX + done);
    marker.removeAttribute("data-drafts-done");
  }
  document.querySelectorAll("[data-keep-draft]").forEach(restore);
}

function finish(key) {
  forget(key);
  keysBeginningWith(`${key}-`).forEach(forget);
}

function forgetOld() {
  for (const key of keysBeginningWith(PREFIX)) if (kept(key) === null) forget(key);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-keep-draft]")) keep(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget-drafts]")) keysBeginningWith(PREFIX).forEach(forget);
});
document.addEventListener("htmx:after:swap", settle);

forgetOld();
// After htmx, which has to see the choices that are made again.
setTimeout(settle);
