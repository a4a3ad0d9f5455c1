// The list of questions on an open page: counts and rows change in place, and the order never moves
// while somebody points at the list, has focus in it or reads on past it.
const RESTLESS = 2_000;
const SORTED_HERE = { stemmer: byVotes, nyeste: byNewest };
const FOCUSABLE = "a[href], button, summary, input, textarea";

export class QuestionList {
  constructor(list, showButton, tell) {
    this.list = list;
    this.showButton = showButton;
    this.tell = tell;
    this.touchedAt = 0;
    this.needsPage = false;
    const order = document.querySelector("#votes [name=sorter]")?.value;
    const isWhole = list.matches("ol") && !document.querySelector(".pager");
    this.sorter = isWhole ? SORTED_HERE[order] : undefined;
    this.takesNew = Boolean(this.sorter);
    for (const sign of ["pointermove", "pointerdown", "focusin"]) {
      list.addEventListener(sign, () => this.touch(), { passive: true });
    }
    for (const sign of ["pointerleave", "focusout"]) list.addEventListener(sign, () => this.left());
    addEventListener("scroll", () => this.left(), { passive: true });
    showButton?.addEventListener("click", () => this.show());
  }

  item(number) {
    return this.list.querySelector(`[data-item="${Number(number)}"]`);
  }

  count(number, count) {
    const shown = this.item(number)?.querySelector("[data-count]");
    if (!shown || shown.textContent === String(count)) return;
    shown.textContent = count;
    this.settle();
  }

  // One row as the server draws it for everyone. What is the reader's own is kept from the old row.
  put(row) {
    const old = this.item(row.dataset.item);
    if (old) {
      keepOwnVote(old, row);
      swap(old, row);
    } else if (this.takesNew) {
      this.list.append(row);
    } else {
      this.needsPage = true;
    }
    this.settle();
    return !old;
  }

  remove(number) {
    const row = this.item(number);
    const next = row?.contains(document.activeElement) && (row.nextElementSibling ?? row.previousElementSibling);
    row?.remove();
    if (next) next.querySelector(FOCUSABLE)?.focus();
  }

  // Put things in order at once when nobody is in the list; otherwise offer to.
  settle() {
    if (!this.isOutOfOrder()) return this.offer(false);
    if (this.isInUse() || this.needsPage) return this.offer(true);
    this.sort();
  }

  isInUse() {
    const { list } = this;
    return list.matches(":hover") || list.contains(document.activeElement) || Date.now() - this.touchedAt < RESTLESS;
  }

  isOutOfOrder() {
    if (this.needsPage) return true;
    const rows = this.sorter ? [...this.list.children] : [];
    return rows.some((row, index) => index > 0 && this.sorter(rows[index - 1], row) > 0);
  }

  sort() {
    const active = document.activeElement;
    const rows = [...this.list.children].sort(this.sorter);
    for (const row of rows) this.list.append(row);
    if (this.list.contains(active)) active.focus({ preventScroll: true });
    this.offer(false);
  }

  show() {
    if (this.needsPage) return location.reload();
    this.sort();
    this.tell("sorted");
    this.list.querySelector(FOCUSABLE)?.focus();
  }

  offer(isOffered) {
    if (this.showButton && this.showButton.hidden === isOffered) this.showButton.hidden = !isOffered;
  }

  touch() {
    this.touchedAt = Date.now();
  }

  left() {
    this.touch();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), RESTLESS + 50);
  }
}

function byVotes(one, other) {
  return byRank(one, other) || countOf(other) - countOf(one) || one.dataset.item - other.dataset.item;
}

function byNewest(one, other) {
  return byRank(one, other) || other.dataset.item - one.dataset.item;
}

// What is being answered now, and then what is pinned, whatever the order of the others.
function byRank(one, other) {
  return Number(other.dataset.first ?? 0) - Number(one.dataset.first ?? 0);
}

function countOf(row) {
  return Number(row.querySelector("[data-count]")?.textContent);
}

function keepOwnVote(old, row) {
  const [before, after] = [old.querySelector(".vote"), row.querySelector(".vote")];
  const isVoted = before?.getAttribute("aria-pressed") === "true" || before?.hasAttribute("data-voted");
  if (!isVoted || !after) return;
  if (after.matches("button")) press(after, true);
  else after.setAttribute("data-voted", "");
}

function swap(old, row) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const place = active && [...old.querySelectorAll(FOCUSABLE)].indexOf(active);
  old.replaceWith(row);
  if (!active) return;
  const again = row.querySelectorAll(FOCUSABLE);
  (again[place] ?? again[0])?.focus({ preventScroll: true });
}

// The button says what it is and leads to what a press does next.
export function press(button, isPressed) {
  const address = button.getAttribute("formaction").replace(/angre\/$/, "");
  button.setAttribute("aria-pressed", String(isPressed));
  button.setAttribute("formaction", isPressed ? `${address}angre/` : address);
}
