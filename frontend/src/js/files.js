// Files are uploaded while the form is being written, each by itself, and the form sends their keys.
// A screenshot may be pasted anywhere in such a form. Without script the form brings the files itself.
//   <div data-files="/filer/" data-uploaded="# is uploaded" …> an input, a list and a status
let last = Promise.resolve();
let waiting = 0;

function say(place, words, name = "") {
  const sentence = place.dataset[words].replace("#", name);
  place.querySelector("[data-files-said]").textContent = sentence;
  return sentence;
}

function fieldOf(place) {
  return place.querySelector("input[type=file]");
}

function row(place, name) {
  const line = document.createElement("li");
  const progress = document.createElement("progress");
  const label = document.createElement("span");
  line.className = "file";
  label.className = "file-name";
  label.textContent = name;
  progress.setAttribute("aria-label", place.dataset.uploading.replace("#", name));
  line.append(label, progress);
  place.querySelector(".file-list").append(line);
  return line;
}

function refuse(place, line, words, name) {
  const refusal = place.querySelector("[data-refusal]").content.cloneNode(true);
  refusal.querySelector("span").textContent = say(place, words, name);
  line.replaceWith(refusal);
}

function request(place, address, body, onProgress) {
  return new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("POST", address);
    call.setRequestHeader("HX-Request", "true");
    call.setRequestHeader("X-CSRFToken", place.closest("form").elements.csrfmiddlewaretoken.value);
    // fetch() does not tell how much of a file has left.
    if (onProgress) call.upload.onprogress = onProgress;
    call.onload = () => done(call);
    call.onerror = call.onabort = fail;
    call.send(body);
  });
}

async function upload(place, file, line) {
  const progress = line.querySelector("progress");
  const body = new FormData();
  body.append("files", file, file.name);
  const call = await request(place, place.dataset.files, body, (event) => {
    progress.max = event.total;
    progress.value = event.loaded;
    // All of it has left; what is looked at there takes its time.
    if (event.loaded === event.total) progress.removeAttribute("value");
  });
  const answer = call.responseText.trim();
  if (!answer.startsWith("<li")) throw new Error(call.status);
  line.insertAdjacentHTML("afterend", answer);
  const arrived = line.nextElementSibling;
  line.remove();
  // A form may have several such fields, and names of its own for them.
  for (const box of arrived.querySelectorAll("input")) box.name = `${fieldOf(place).name}_kept`;
  if (call.status < 300) say(place, "uploaded", file.name);
  else place.querySelector("[data-files-said]").textContent = arrived.textContent.trim();
}

// One after the other: a slow line is not made faster by being shared.
function take(place, files) {
  for (const file of files) {
    const line = row(place, file.name);
    if (file.size > Number(place.dataset.largest)) {
      refuse(place, line, "tooLarge", file.name);
      continue;
    }
    waiting += 1;
    last = last
      .then(() => upload(place, file, line))
      .catch(() => refuse(place, line, "failed", file.name))
      .finally(() => {
        waiting -= 1;
        if (!waiting) changed(place);
      });
  }
}

// A form that changes with what is filled in is drawn anew when all of it is there.
function changed(place) {
  const steering = place.closest("form")?.querySelector("[data-steers]");
  steering?.dispatchEvent(new Event("change", { bubbles: true }));
}

function named(file, place) {
  if (file.name && file.name !== "image.png") return file;
  const time = new Date().toTimeString().slice(0, 8).replaceAll(":", ".");
  return new File([file], `${place.dataset.pasted} ${time}.png`, { type: file.type });
}

async function remove(button) {
  const [place, line] = [button.closest("[data-files]"), button.closest("li")];
  const call = await request(place, button.dataset.removeFile, null).catch(() => ({ status: 0 }));
  // One that is gone already is as good as removed.
  if (call.status !== 200 && call.status !== 404) return;
  line.remove();
  fieldOf(place).focus();
  changed(place);
}

// Before anything that draws the form anew.
document.addEventListener(
  "change",
  (event) => {
    const place = event.target.matches?.("input[type=file]") && event.target.closest("[data-files]");
    if (!place || !event.target.files.length) return;
    take(place, [...event.target.files]);
    event.target.value = "";
  },
  true,
);

document.addEventListener("paste", (event) => {
  const place = event.target.closest?.("form")?.querySelector("[data-files]");
  const files = [...event.clipboardData.files];
  // What is copied from a table comes as a picture too: then it is the words that are meant.
  if (!place || !files.length || event.clipboardData.getData("text/plain")) return;
  event.preventDefault();
  take(place, files.map((file) => named(file, place)));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-remove-file]");
  if (button) remove(button);
});

// A form drawn anew while a file is on its way would lose sight of it.
for (const moment of ["htmx:before:request", "htmx:before:swap"]) {
  document.addEventListener(moment, (event) => {
    if (waiting && event.target.closest?.("form")?.querySelector("[data-files]")) event.preventDefault();
  });
}

// Before anybody else hears of it: what is sent too early would leave a file behind.
document.addEventListener(
  "submit",
  (event) => {
    const place = event.target.querySelector("[data-files]");
    if (!place || !waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target: form, submitter } = event;
    if (form.hasAttribute("data-waits")) return;
    form.setAttribute("data-waits", "");
    say(place, "waiting");
    const refused = () => place.querySelectorAll("[data-refused]").length;
    const before = refused();
    // Nothing is sent behind somebody's back without a file that they had chosen.
    const send = () => {
      if (waiting) return last.then(send);
      if (refused() === before) form.requestSubmit(submitter);
    };
    last.then(send).finally(() => form.removeAttribute("data-waits"));
  },
  true,
);
