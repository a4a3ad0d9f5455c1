// Warns while somebody writes something that looks like a national identity number, so that nobody
// has to be told so after sending. The server has the last word (sufflor/lib/personal_numbers.py).
//   <form data-warn-of-numbers="This looks like a national identity number: #. …">
const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const LAST_DAY = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTH_SHIFTS = [0, 40, 65, 80];
// Digits with at most three signs between them; eleven of them in whole groups.
const RUN = /[0-9](?:[\s.,:;/_·•'’\-‐‑‒–—−]{0,3}[0-9]){10,}/g;
const SAID_TO_BE_ANOTHER = /(?:konto|kid|iban|faktura|ordre|saks?nr|saksnummer|org\S*nr|account|invoice)\D{0,20}$/i;

export function numbersIn(text) {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  return [...plain.matchAll(RUN)]
    .filter((run) => !SAID_TO_BE_ANOTHER.test(plain.slice(0, run.index)))
    .flatMap((run) => [...elevens(run[0].match(/[0-9]+/g))])
    .filter(isNumber);
}

function* elevens(groups) {
  for (let first = 0; first < groups.length; first += 1) {
    let digits = "";
    for (let last = first; digits.length < 11 && last < groups.length; last += 1) digits += groups[last];
    if (digits.length === 11) yield digits;
  }
}

function isNumber(digits) {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return MONTH_SHIFTS.some((shift) => {
    if (!isDate(day > 40 ? day - 40 : day, month - shift)) return false;
    const unmoved = digits.slice(0, 2) + String(month - shift).padStart(2, "0") + digits.slice(4);
    return checks(digits) || checks(unmoved);
  });
}

function isDate(day, month) {
  return month >= 1 && month <= 12 && day >= 1 && day <= LAST_DAY[month - 1];
}

function checks(digits) {
  return [FIRST, SECOND].every((weights) => {
    const sum = weights.reduce((total, weight, place) => total + weight * digits[place], 0);
    return (sum + Number(digits[weights.length])) % 11 === 0;
  });
}

function warn(field, words) {
  const found = numbersIn(field.value).map((digits) => `${digits.slice(0, 6)} *****`);
  let warning = document.getElementById(`${field.id}_number`);
  if (!warning && !found.length) return;
  warning ??= place(field);
  const text = found.length ? words.replace("#", [...new Set(found)].join(", ")) : "";
  if (warning.textContent !== text) warning.textContent = text;
}

// The place for the warning is there before the words are, or nobody would hear them.
function place(field) {
  const warning = document.createElement("p");
  Object.assign(warning, { id: `${field.id}_number`, className: "field-warning" });
  warning.setAttribute("role", "status");
  field.after(warning);
  return warning;
}

document.addEventListener("input", (event) => {
  const words = event.target.form?.dataset?.warnOfNumbers;
  if (words && event.target.matches("textarea")) warn(event.target, words);
});
