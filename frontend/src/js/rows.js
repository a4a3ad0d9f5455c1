// A list of rows without a mouse: one goes from row to row, and chooses some of them for a deed.
//   <ol data-rows> <li><input type="checkbox" name="valgt"> <a data-row>
// How many are chosen stands beside the buttons ([data-chosen]).
const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];

const here = (row) => row.closest("li").contains(document.activeElement);

export function step(way) {
  const all = rows();
  const next = all[Math.min(Math.max(all.findIndex(here) + way, 0), all.length - 1)];
  next?.focus();
  next?.closest("li").scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

export function choose() {
  const box = rows().find(here)?.closest("li").querySelector("[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function count() {
  const shown = document.querySelector("[data-chosen]");
  if (shown) shown.textContent = document.querySelectorAll("[data-rows] :checked").length || "";
}

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-rows]")) count();
});
// The browser may have kept what was chosen when one comes back.
window.addEventListener("pageshow", count);
