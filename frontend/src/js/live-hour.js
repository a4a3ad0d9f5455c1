// The page of an hour follows what happens in it: rows and counts change in the list, the figures
// above it too, and votes are given without leaving the page.
import { QuestionList } from "./live-list.js";
import { Votes } from "./live-votes.js";
import { Live } from "./live.js";

class HourPage {
  constructor(place, tell) {
    this.place = place;
    this.list = new QuestionList(place, document.querySelector("[data-show-new-order]"), tell);
    const form = document.querySelector("#votes");
    if (form) new Votes(form, this.list, tell);
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

const place = document.querySelector("#questions[data-live-topic]");
if (place) {
  const live = new Live(place);
  live.follow(new HourPage(place, (what) => live.told(what)));
}
