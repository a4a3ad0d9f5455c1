// The page of an hour follows what happens in it: rows and counts change in the list, the figures
// above it too, and votes are given without leaving the page.
import { QuestionList } from "./live-list.js";
import { Votes } from "./live-votes.js";
import { Live } from "./live.js";

const LONGEST_WAIT = 2 ** 31 - 1;
const ASK_WITHIN = 1_500;
const ASK_AGAIN = 60_000;

class HourPage {
  constructor(place, tell, live) {
    this.place = place;
    this.live = live;
    this.list = new QuestionList(place, document.querySelector("[data-show-new-order]"), tell);
    const form = document.querySelector("#votes");
    if (form) new Votes(form, this.list, tell);
    this.waitForEnd(document.querySelector(".stage [data-closes]")?.dataset.closes);
  }

  // When our clock says that it is over the server is asked, and says so: ours may be wrong, and the
  // end may have been moved. A page that stands still is told by our clock alone.
  waitForEnd(closes) {
    clearTimeout(this.waiting);
    if (!closes) return;
    const left = Date.parse(closes) - Date.now();
    const pause = left > 0 ? left + Math.random() * ASK_WITHIN : ASK_AGAIN;
    this.waiting = setTimeout(() => {
      this.waitForEnd(closes);
      if (Date.parse(closes) > Date.now()) return;
      if (this.live.standsStill()) this.end(true);
      else this.live.fetchChanges();
    }, Math.min(pause, LONGEST_WAIT));
  }

  // What is being written stays where it is.
  end(isOver, closes) {
    for (const part of document.querySelectorAll(".stage [data-over]")) part.hidden = !isOver;
    for (const part of document.querySelectorAll(".stage [data-on]")) part.hidden = isOver;
    const told = document.querySelector("#ask-card .told-over");
    const form = document.querySelector("#ask-card form");
    if (!isOver) told?.remove();
    else if (form && !told) form.before(alertOf(document.querySelector(".stage [data-over]")));
    this.waitForEnd(isOver ? "" : closes);
  }

  address(revision) {
    return `${this.place.dataset.changesUrl}${revision}`;
  }

  count(item, count) {
    this.list.count(item, count);
  }

  take(page) {
    const changes = page.querySelector("#questions");
    let news = 0;
    for (const row of [...changes.children]) {
      const { item, counted } = row.dataset;
      if (row.hasAttribute("data-gone")) this.list.remove(item);
      else if (counted !== undefined) this.list.count(item, counted);
      else if (this.list.put(document.adoptNode(row))) news += 1;
    }
    for (const figure of ["total", "answered"]) {
      const place = document.querySelector(`[data-live-${figure}]`);
      if (place) place.textContent = changes.dataset[figure];
    }
    this.mark(changes.dataset.section);
    this.end(changes.hasAttribute("data-over"), changes.dataset.closes);
    return { revision: Number(changes.dataset.liveRevision), news };
  }

  // Which part of the plan the hour is in, by the server's clock.
  mark(section) {
    for (const part of document.querySelectorAll("[data-section]")) {
      if (part.dataset.section === section) part.setAttribute("aria-current", "true");
      else part.removeAttribute("aria-current");
    }
  }
}

// Where somebody writes, the sentence from the top of the page stands beside what they write.
function alertOf(said) {
  const alert = document.createElement("p");
  alert.className = "ds-alert told-over";
  alert.dataset.color = "warning";
  alert.textContent = said?.firstChild?.textContent ?? "";
  return alert;
}

const place = document.querySelector("#questions[data-live-topic]");
if (place) {
  const live = new Live(place);
  live.follow(new HourPage(place, (what) => live.told(what), live));
}
