// The screen for the hall follows the hour, keeps the time, and shows in every window of the same
// browser what the host's own window shows.
import { Live } from "./live.js";

// Votes come many at a time; what they do to the order is looked at now and then.
const LOOK_AT_ORDER_EVERY = 5_000;

class Screen {
  within = 200;

  constructor(place, fetchAgain) {
    this.fetchAgain = fetchAgain;
    this.put(place);
    setInterval(() => this.tick(), 1_000);
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(place.dataset.liveTopic) : null;
    if (place.hasAttribute("data-follows")) this.channel?.addEventListener("message", (event) => this.turnTo(event.data));
    else this.channel?.postMessage(place.dataset.slide);
  }

  address() {
    return location.href;
  }

  count(item, count) {
    for (const shown of this.place.querySelectorAll(`[data-count-of="${Number(item)}"]`)) shown.textContent = count;
    this.looking ??= setTimeout(() => {
      this.looking = null;
      this.fetchAgain();
    }, LOOK_AT_ORDER_EVERY);
  }

  // The whole screen anew; what had focus keeps it.
  take(page) {
    const fresh = document.adoptNode(page.querySelector("#screen"));
    const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const wasAt = this.place.dataset.slide;
    this.place.replaceWith(fresh);
    this.put(fresh);
    if (focused) fresh.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    document.dispatchEvent(new Event("sufflor:shown"));
    if (wasAt !== fresh.dataset.slide && !fresh.hasAttribute("data-follows")) this.channel?.postMessage(fresh.dataset.slide);
    return { revision: Number(fresh.dataset.liveRevision), news: 0 };
  }

  turnTo(slide) {
    if (!slide || slide === this.place.dataset.slide) return;
    const address = new URL(location.href);
    address.searchParams.set("del", slide);
    location.replace(address);
  }

  put(place) {
    this.place = place;
    this.madeAt = performance.now();
    this.tick();
  }

  // The server said what time it was; from there we count ourselves, whatever this clock says.
  tick() {
    const { now, closes } = this.place.dataset;
    const at = new Date(Date.parse(now) + performance.now() - this.madeAt);
    const clock = this.place.querySelector("[data-clock]");
    if (clock) clock.textContent = clockTime(at);
    const left = this.place.querySelector("[data-left]");
    if (left) left.textContent = inWords(left.dataset, Math.ceil((Date.parse(closes) - at) / 60_000));
  }
}

function clockTime(at) {
  const parts = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("hour")}.${part("minute")}`;
}

function inWords({ textLeft, textOne, textOver }, minutes) {
  if (minutes <= 0) return textOver;
  return (minutes === 1 ? textOne : textLeft).replace("{n}", minutes);
}

const place = document.querySelector("#screen[data-live-topic]");
if (place) {
  const live = new Live(place);
  live.follow(new Screen(place, () => live.fetchSoon(0)));
}
