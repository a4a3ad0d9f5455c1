// The queue on the desk follows the hour. It is put in anew when nobody is in it, otherwise offered;
// the question in hand is never touched, but says when something has happened to it.
import { Live } from "./live.js";

const RESTLESS = 2_000;
// Votes come many at a time; what they do to the order is looked at now and then.
const LOOK_AT_ORDER_EVERY = 5_000;

class Queue {
  within = 200;

  constructor(place, fetchAgain) {
    this.place = place;
    this.fetchAgain = fetchAgain;
    this.touchedAt = 0;
    this.button = document.querySelector("[data-show-queue]");
    this.button.addEventListener("click", () => this.show());
    this.watch();
  }

  address() {
    return location.href.split("#")[0];
  }

  count(item, count) {
    this.write(item, count);
    this.looking ??= setTimeout(() => {
      this.looking = null;
      this.fetchAgain();
    }, LOOK_AT_ORDER_EVERY);
  }

  write(item, count) {
    for (const shown of this.counters(item)) {
      if (shown.textContent !== String(count)) shown.textContent = count;
    }
  }

  counters(item) {
    const own = Number(item);
    const inPanel = document.querySelector(`[data-count-of="${own}"]`);
    const inQueue = this.place.querySelector(`[data-item="${own}"] [data-count]`);
    return [inPanel, inQueue].filter(Boolean);
  }

  take(page) {
    const fresh = page.querySelector("#queue");
    const known = new Set(items(this.place).map((row) => row.dataset.item));
    const news = items(fresh).filter((row) => !known.has(row.dataset.item)).length;
    this.tellOfPanel(fresh);
    this.tellOfFigures(page);
    for (const row of items(fresh)) this.write(row.dataset.item, row.querySelector("[data-count]").textContent);
    this.fresh = document.adoptNode(fresh);
    this.settle();
    return { revision: Number(fresh.dataset.liveRevision), news };
  }

  tellOfPanel(fresh) {
    const panel = document.querySelector("[data-panel]");
    const row = panel && fresh.querySelector(`[data-item="${Number(panel.dataset.panel)}"]`);
    if (panel) panel.querySelector("[data-panel-changed]").hidden = row?.dataset.stamp === panel.dataset.stamp;
  }

  tellOfFigures(page) {
    const [shown, fresh] = [document, page].map((one) => one.querySelector("[data-desk-left]"));
    if (shown && fresh) shown.textContent = fresh.textContent;
  }

  settle() {
    if (!this.fresh) return;
    if (!this.isInUse()) this.put();
    else this.button.hidden = order(this.fresh) === order(this.place);
  }

  isInUse() {
    const { place } = this;
    return place.matches(":hover") || place.contains(document.activeElement) || Date.now() - this.touchedAt < RESTLESS;
  }

  // Rows that look the same stay where they are, and so does the focus.
  put() {
    const focused = this.place.contains(document.activeElement) && document.activeElement.closest("[data-item]");
    const isOpen = this.place.querySelector("details")?.open;
    const top = this.place.scrollTop;
    this.place.replaceWith(this.fresh);
    this.place = this.fresh;
    this.fresh = null;
    const folded = this.place.querySelector("details");
    if (folded && isOpen !== undefined) folded.open = isOpen;
    this.place.scrollTop = top;
    if (focused) this.place.querySelector(`[data-item="${focused.dataset.item}"] a`)?.focus({ preventScroll: true });
    this.button.hidden = true;
    this.watch();
  }

  show() {
    this.put();
    this.place.querySelector("a")?.focus();
  }

  watch() {
    for (const sign of ["pointermove", "pointerdown", "focusin"]) {
      this.place.addEventListener(sign, () => (this.touchedAt = Date.now()), { passive: true });
    }
    for (const sign of ["pointerleave", "focusout"]) this.place.addEventListener(sign, () => this.left());
  }

  left() {
    this.touchedAt = Date.now();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), RESTLESS + 50);
  }
}

function items(queue) {
  return [...queue.querySelectorAll("[data-item]")];
}

function order(queue) {
  return items(queue)
    .map((row) => row.dataset.item)
    .join();
}

const place = document.querySelector("#queue[data-live-topic]");
if (place) {
  const live = new Live(place);
  live.follow(new Queue(place, () => live.fetchSoon(0)));
}
