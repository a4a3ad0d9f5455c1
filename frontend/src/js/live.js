// The live client: follows the event stream of a question hour and fetches what changed. When the
// stream does not work the page asks now and then instead, and says so.
//
// What is fetched and how it is shown is the view's: `address(revision)` says where, `count(item,
// count)` shows a count at once, and `take(page)` puts in what came and answers with the revision
// that it is from and how much of it was new. `within` says how soon: a hall of a thousand pages
// asks spread over a second or two, a handful of hosts need not wait.

import { Still } from "./still.js";

const LONGEST_PAUSE = 60_000;
const FETCH_WITHIN = 1_500;
const POLL_FROM = 5_000;
const POLL_WITHIN = 5_000;
const SILENCE = 50_000;
const HIDDEN_FOR = 300_000;
const SUM_UP_EVERY = 10_000;
const TICKET_GOOD_FOR = 480_000;
// A vote that did not count is told of so long, whatever else there is to say of the connection.
const REFUSAL_STANDS = 10_000;

export class Live {
  constructor(place) {
    this.place = place;
    this.status = document.querySelector("[data-live-status]");
    this.still = new Still(() => this.turn());
    this.revision = Number(place.dataset.liveRevision);
    this.wanted = this.revision;
    this.position = String(this.revision);
    this.ticket = place.dataset.liveTicket;
    this.ticketAt = Date.now();
    this.failures = 0;
    this.news = 0;
  }

  follow(view) {
    this.view = view;
    this.within = view.within ?? FETCH_WITHIN;
    document.addEventListener("visibilitychange", () => this.seen());
    addEventListener("online", () => this.connect());
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    this.standOrFollow();
  }

  turn() {
    this.standOrFollow();
    if (!this.standsStill()) this.fetchChanges();
  }

  standsStill() {
    return this.still.stands();
  }

  standOrFollow() {
    if (!this.standsStill()) return this.connect();
    this.leave();
    this.say("still");
  }

  connect() {
    if (this.standsStill()) return;
    this.disconnect();
    this.pollLater();
    const query = new URLSearchParams({ ticket: this.ticket, r: this.position });
    this.stream = new EventSource(`${this.place.dataset.liveUrl}${this.place.dataset.liveTopic}?${query}`);
    this.openedAt = Date.now();
    this.stream.onopen = () => this.alive();
    this.stream.onmessage = (event) => this.hear(event);
    this.stream.addEventListener("beat", () => this.alive());
    this.stream.addEventListener("bye", (event) => this.toldToLeave(JSON.parse(event.data).in));
    this.stream.onerror = () => this.failed();
  }

  disconnect() {
    this.stream?.close();
    this.stream = null;
    clearTimeout(this.again);
    clearTimeout(this.silence);
  }

  // Leave the hall: no stream and no asking until somebody looks at the page again.
  leave() {
    this.disconnect();
    this.stopPolling();
  }

  alive() {
    clearTimeout(this.silence);
    this.stopPolling();
    this.silence = setTimeout(() => this.failed(), SILENCE);
    // A stream that says goodbye at once has not helped anybody.
    if (Date.now() - this.openedAt > 1_000) this.failures = 0;
    this.say("live");
  }

  hear(event) {
    this.alive();
    this.failures = 0;
    this.position = event.lastEventId;
    const { r, c = {}, u = [], all = false } = JSON.parse(event.data);
    for (const [item, count] of Object.entries(c)) this.view.count(item, count);
    if (all || u.length) this.fetchUpTo(r, all);
    else if (!this.fetching) this.revision = Math.max(r, this.revision);
  }

  toldToLeave(pause) {
    if (Date.now() - this.openedAt > 1_000) return this.reconnectIn(pause);
    // Refused at the door: the ticket may have run out, or the house is full.
    this.ticketAt = 0;
    this.failures += 1;
    this.reconnectIn(Math.max(pause, this.backOff()));
  }

  failed() {
    this.failures += 1;
    this.reconnectIn(this.backOff());
  }

  backOff() {
    return Math.random() * Math.min(LONGEST_PAUSE, 2_000 * 2 ** this.failures);
  }

  reconnectIn(pause) {
    this.disconnect();
    this.pollLater();
    this.again = setTimeout(() => this.returnToStream(), pause);
  }

  async returnToStream() {
    if (Date.now() - this.ticketAt > TICKET_GOOD_FOR) await this.fetchChanges();
    this.connect();
  }

  // Polling goes on beside the attempts to return, until the stream is alive.
  pollLater() {
    this.poll ??= setTimeout(async () => {
      this.poll = null;
      this.say((await this.fetchChanges()) ? "polling" : "offline");
      if (!this.isOpen()) this.pollLater();
    }, POLL_FROM + Math.random() * POLL_WITHIN);
  }

  stopPolling() {
    clearTimeout(this.poll);
    this.poll = null;
  }

  isOpen() {
    return this.stream?.readyState === EventSource.OPEN;
  }

  // `all` with an earlier revision: a database was restored, and everything may be different.
  fetchUpTo(revision, all) {
    this.wanted = revision;
    if (all && revision < this.revision) {
      this.revision = 0;
      this.etag = "";
    }
    this.fetchSoon(Math.random() * this.within);
  }

  fetchSoon(pause) {
    this.fetching ??= setTimeout(() => this.fetchChanges(), pause);
  }

  async fetchChanges() {
    clearTimeout(this.fetching);
    this.fetching = true;
    const isDone = await this.ask();
    this.fetching = null;
    if (isDone && this.wanted > this.revision) this.fetchSoon(Math.random() * this.within);
    if (!isDone && this.isOpen()) this.fetchSoon(POLL_FROM + Math.random() * POLL_WITHIN);
    return isDone;
  }

  async ask() {
    try {
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.view.address(this.revision), { headers, cache: "no-store" });
      this.renewTicket(answer.headers.get("Live-Ticket"));
      if (answer.status === 304) return true;
      if (!answer.ok) return false;
      this.etag = answer.headers.get("ETag");
      this.apply(await answer.text());
      return true;
    } catch {
      return false;
    }
  }

  apply(html) {
    const { revision, news } = this.view.take(new DOMParser().parseFromString(html, "text/html"));
    this.revision = revision;
    this.news += news;
    if (this.news) this.sumUp();
  }

  renewTicket(ticket) {
    if (!ticket) return;
    this.ticket = ticket;
    this.ticketAt = Date.now();
  }

  // One sentence at most every ten seconds, for those who listen to the page.
  sumUp() {
    this.summing ??= setTimeout(() => {
      this.summing = null;
      this.say("new", this.news);
      this.news = 0;
    }, Math.max(0, (this.summedAt ?? 0) + SUM_UP_EVERY - Date.now()));
  }

  told(what) {
    if (what !== "stored") this.say(what);
    else if (this.isOpen()) this.say("live");
  }

  say(what, number = 0) {
    if (!this.status) return;
    if (what === "new") this.summedAt = Date.now();
    if (what === "refused") this.refusedAt = Date.now();
    else if (Date.now() - (this.refusedAt ?? 0) < REFUSAL_STANDS) return;
    const template = this.status.dataset[`text${what[0].toUpperCase()}${what.slice(1)}`] ?? "";
    const text = template.replace("{n}", number);
    const state = what === "polling" || what === "offline" ? "away" : what;
    // "Follows along" comes again with every beat; it must not push away what is news.
    const isOver = ["away", "still"].includes(this.status.dataset.state);
    if (what === "live" && !isOver && this.status.textContent) return;
    if (this.status.textContent === text) return;
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  // A page that nobody looks at lets go of its seat after five minutes.
  seen() {
    clearTimeout(this.hidden);
    if (document.hidden) this.hidden = setTimeout(() => this.leave(), HIDDEN_FOR);
    else if (!this.stream) this.comeBack();
  }

  comeBack() {
    if (this.standsStill()) return;
    this.fetchChanges();
    this.connect();
  }
}
