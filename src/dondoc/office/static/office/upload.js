// Handing in files by dropping them: one request a file, each answered by itself. Without this file the form sends them all at once.
const form = document.querySelector("[data-upload]");
const drop = form.querySelector("[data-drop]");
const section = document.querySelector("[data-receipts]");
const list = section.querySelector("ul");
const area = section.querySelector("[data-progress-area]");
const bar = area.querySelector("progress");
const words = area.querySelector("[role=status]");
const button = form.querySelector("[data-upload-button]");

drop.querySelector("[data-drop-words]").hidden = false;
const chosen = drop.querySelector("[data-chosen]");
const inputs = [...form.querySelectorAll("input[type=file]")];
const filesChosen = () => inputs.flatMap((input) => [...input.files]);

function showChosen() {
  const count = filesChosen().length;
  chosen.textContent = count ? chosen.dataset.template.replace("{n}", count) : "";
}
form.addEventListener("change", showChosen);

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    for (const inner of some) found.push(...(await filesOf(inner)));
  }
  return found;
}

function failed(file) {
  const item = document.createElement("li");
  item.className = "receipt receipt-refused";
  const box = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = file.name;
  const reason = document.createElement("div");
  reason.textContent = form.dataset.failed;
  box.append(name, reason);
  item.append(box);
  list.append(item);
}

async function send(file) {
  const body = new FormData();
  body.append("files", file, file.name);
  const answer = await fetch(form.action || location.href, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value, "X-Dondoc-Upload": "1" },
    redirect: "manual",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  list.append(template.content);
}

// Files not yet sent are only in this page: leaving it loses them, so the browser asks first.
let sending = 0;
window.addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

/** Sends `files`; with `chosen` they are those of the form, which is empty afterwards. Dropped ones leave what was chosen there alone. */
async function sendAll(files, chosen) {
  if (!files.length) return;
  sending += 1;
  section.hidden = false;
  area.hidden = false;
  button.disabled = true;
  bar.max = files.length;
  const show = (n) => {
    bar.value = n;
    words.textContent = form.dataset.progress.replace("{n}", n).replace("{of}", files.length);
  };
  for (const [index, file] of files.entries()) {
    show(index);
    try {
      await send(file);
    } catch {
      failed(file);
    }
  }
  sending -= 1;
  show(files.length);
  button.disabled = false;
  if (chosen) {
    form.reset();
    showChosen();
  }
}

form.addEventListener("submit", (event) => {
  const files = filesChosen();
  if (!files.length) return; // the server says what to do
  event.preventDefault();
  sendAll(files, true);
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files];
  sendAll(files, false);
});
