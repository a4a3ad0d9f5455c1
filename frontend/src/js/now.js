// What the front page says of now (ways in, question hour, channel) is asked for anew when the clock
// changes it, when somebody comes back to the page, and now and then: an hour may be moved, and our
// clock may be wrong. It takes no seat in the live stream; those are for the hall.
//   <div data-now="/forsiden/naa/" data-now-changes="2026-10-29T08:30:00+01:00">
import { Still } from "./still.js";

const ASK_WITHIN = 4_000;
const ASK_AGAIN = 60_000;
const ASK_EVERY = 300_000;

class Now {
  constructor(part) {
    this.part = part;
    this.still = new Still(() => this.ask());
    document.addEventListener("visibilitychange", () => this.isDue() && this.ask());
    addEventListener("pageshow", (event) => event.persisted && this.ask());
    part.addEventListener("focusout", () => this.isHeldBack && this.ask());
    this.wait();
  }

  // A timer of a machine that slept comes late; `due` tells whoever comes back.
  wait() {
    const left = Date.parse(this.part.dataset.nowChanges) - Date.now();
    const pause = left > 0 ? Math.min(left, ASK_EVERY) : Number.isNaN(left) ? ASK_EVERY : ASK_AGAIN;
    this.due = Date.now() + pause + Math.random() * ASK_WITHIN;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.due - Date.now());
  }

  isDue() {
    return Date.now() >= this.due;
  }

  // Nobody looks, or nobody wants it: then nothing is asked until they do.
  async ask() {
    if (document.hidden || this.still.stands()) return;
    this.wait();
    try {
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.part.dataset.now, { headers, cache: "no-store" });
      if (answer.ok && !this.still.stands()) this.take(await answer.text(), answer.headers.get("ETag"));
    } catch {
      // The network is away; what stands here stands until the next time.
    }
    this.wait();
  }

  // A card that somebody is in is not taken from under them; it changes when they leave it.
  take(html, etag) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-now]");
    if (!fresh) return;
    this.part.dataset.nowChanges = fresh.dataset.nowChanges ?? "";
    this.isHeldBack = false;
    const cards = [...fresh.children];
    for (const [place, card] of [...this.part.children].entries()) {
      if (!cards[place] || card.outerHTML === cards[place].outerHTML) continue;
      if (!card.contains(document.activeElement)) card.replaceWith(document.adoptNode(cards[place]));
      else this.isHeldBack = true;
    }
    this.etag = this.isHeldBack ? "" : etag;
  }
}

const part = document.querySelector("[data-now]");
// Whoever looks at another day has asked for that one.
if (part && !document.querySelector(".band-preview")) new Now(part);
