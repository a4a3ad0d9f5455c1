// The page of commands laid over the one that is open. It is fetched from there for each word that is
// typed, so there is one list, and who may do what is decided in one place. As a combobox with a list
// of choices: the focus stays in the field, the arrows move among the choices.
import { press } from "./keys.js";

const PAUSE = 120;

class Palette {
  constructor(link) {
    this.link = link;
    this.commands = [];
    this.dialog = document.createElement("dialog");
    this.dialog.className = "palette";
    this.dialog.setAttribute("aria-label", link.dataset.palette);
    this.field = Object.assign(document.createElement("input"), { className: "ds-input", autocomplete: "off", spellcheck: false, placeholder: link.dataset.palette });
    this.list = Object.assign(document.createElement("div"), { id: "palette-list", className: "palette-list" });
    this.said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    this.said.setAttribute("role", "status");
    this.list.setAttribute("role", "listbox");
    for (const each of [this.field, this.list]) each.setAttribute("aria-label", link.dataset.palette);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list" }))
      this.field.setAttribute(name, value);
    this.dialog.append(this.field, this.list, this.said);
    document.body.append(this.dialog);
    this.field.addEventListener("input", () => this.fetchSoon());
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    this.list.addEventListener("click", (event) => this.run(this.options().indexOf(event.target.closest("[role=option]"))));
    // Outside the box is the dialog itself.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  open() {
    if (this.dialog.open) return this.dialog.close();
    this.field.value = "";
    this.dialog.showModal();
    this.fetch();
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  fetchSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fetch(), PAUSE);
  }

  async fetch() {
    this.asking?.abort();
    this.asking = new AbortController();
    // The request that is open says what can be done with it.
    const from = document.querySelector("[data-palette-from]") ?? this.link;
    const address = new URL(from.href);
    address.searchParams.set("q", this.field.value);
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      if (!answer.ok || answer.redirected) return location.assign(address);
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch (problem) {
      if (problem.name !== "AbortError") location.assign(address);
    }
  }

  show(page) {
    this.commands = [...page.querySelectorAll("[data-command]")].map((command) => document.adoptNode(command));
    this.said.textContent = page.querySelector("[data-commands-said]")?.textContent ?? "";
    const groups = new Map();
    this.commands.forEach((command, number) => {
      const title = command.dataset.command;
      if (!groups.has(title)) groups.set(title, group(title));
      groups.get(title).append(option(command, number));
    });
    this.list.replaceChildren(...groups.values());
    this.list.hidden = !this.commands.length;
    this.go(0);
  }

  go(number) {
    const options = this.options();
    this.at = Math.min(Math.max(number, 0), options.length - 1);
    options.forEach((each, place) => each.setAttribute("aria-selected", String(place === this.at)));
    const active = options[this.at];
    if (active) this.field.setAttribute("aria-activedescendant", active.id);
    else this.field.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  keyed(event) {
    const last = this.options().length - 1;
    const to = { ArrowDown: this.at === last ? 0 : this.at + 1, ArrowUp: this.at ? this.at - 1 : last };
    if (event.key in to) this.go(to[event.key]);
    else if (event.key === "Enter" && !event.isComposing) this.run(this.at);
    else return;
    event.preventDefault();
  }

  // What stands on the page is pressed there; else one goes where the command leads.
  run(number) {
    const command = this.commands[number];
    if (!command) return;
    this.dialog.close();
    if (command.dataset.press && press(command.dataset.press)) return;
    if (command.matches("a")) return location.assign(command.href);
    command.hidden = true;
    document.body.append(command);
    command.requestSubmit();
  }
}

function group(title) {
  const made = Object.assign(document.createElement("div"), { className: "palette-group" });
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", title);
  const shown = Object.assign(document.createElement("p"), { className: "palette-title", textContent: title });
  shown.setAttribute("aria-hidden", "true");
  made.append(shown);
  return made;
}

function option(command, number) {
  const made = Object.assign(document.createElement("div"), { className: "palette-option", id: `command-${number}` });
  made.setAttribute("role", "option");
  made.append(...command.querySelector("[data-words]").cloneNode(true).childNodes);
  return made;
}

let palette;
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-palette]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  palette ??= new Palette(link);
  palette.open();
});
