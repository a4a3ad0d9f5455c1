// Whoever reads slowly may have pages stand still; they do so until told otherwise, also the next
// time. A page without the button follows along.
import { forget, recall, remember } from "./store.js";

const STANDS_STILL = "live-stands-still";

export class Still {
  constructor(turned) {
    this.button = document.querySelector("[data-live-still]");
    if (!this.button) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => {
      if (this.stands()) forget(STANDS_STILL);
      else remember(STANDS_STILL, "1");
      this.label();
      turned();
    });
    this.label();
  }

  stands() {
    return Boolean(this.button && recall(STANDS_STILL));
  }

  label() {
    this.button.textContent = this.stands() ? this.button.dataset.textFollow : this.button.dataset.textStill;
  }
}
