// Voting without leaving the page. A vote shows at once, is sent until it is stored, and is taken
// back with a sentence when it was refused. Sending one twice is the same as sending it once.
import { press } from "./live-list.js";

const AGAIN_AFTER = 5_000;

export class Votes {
  constructor(form, list, tell) {
    this.form = form;
    this.list = list;
    this.tell = tell;
    this.wanted = new Map();
    this.underWay = new Set();
    // Before the guard against double sending, which would close the button.
    document.addEventListener("submit", (event) => this.intercept(event), true);
    addEventListener("online", () => this.sendAll());
  }

  intercept(event) {
    const button = event.submitter;
    if (event.target !== this.form || !button?.matches(".vote") || button.dataset.plain) return;
    event.preventDefault();
    event.stopPropagation();
    const item = button.closest("[data-item]").dataset.item;
    const isPressed = button.getAttribute("aria-pressed") !== "true";
    this.wanted.set(item, { isPressed, address: button.getAttribute("formaction") });
    this.show(item, isPressed);
    this.send(item);
  }

  show(item, isPressed) {
    const row = this.list.item(item);
    const button = row?.querySelector("button.vote");
    if (!button || (button.getAttribute("aria-pressed") === "true") === isPressed) return;
    press(button, isPressed);
    const count = Number(row.querySelector("[data-count]").textContent);
    this.list.count(item, Math.max(0, count + (isPressed ? 1 : -1)));
  }

  async send(item) {
    if (this.underWay.has(item)) return;
    const wish = this.wanted.get(item);
    this.underWay.add(item);
    const answer = await post(wish.address, this.form);
    this.underWay.delete(item);
    if (answer === null) return this.later();
    const isStillWished = this.wanted.get(item) === wish;
    if (answer.type === "opaqueredirect") return this.plainly(item);
    if (!answer.ok) return this.refused(item, wish);
    if (!isStillWished) return this.send(item);
    this.wanted.delete(item);
    const { count, voted } = await answer.json();
    this.show(item, voted);
    this.list.count(item, count);
    this.tell("stored");
  }

  sendAll() {
    for (const item of this.wanted.keys()) this.send(item);
  }

  later() {
    this.tell("offline");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendAll(), AGAIN_AFTER);
  }

  refused(item, wish) {
    this.wanted.delete(item);
    this.show(item, !wish.isPressed);
    this.tell("refused");
  }

  // The server wants to show a page first (sign-in): let the browser go there as without us.
  plainly(item) {
    const { isPressed } = this.wanted.get(item);
    this.wanted.delete(item);
    this.show(item, !isPressed);
    const button = this.list.item(item).querySelector("button.vote");
    button.dataset.plain = "1";
    this.form.requestSubmit(button);
  }
}

async function post(address, form) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    // 503: our records are away for a moment, nothing was stored.
    return answer.status === 503 ? null : answer;
  } catch {
    return null;
  }
}
