// What is typed into a form marked data-draft waits in this browser until the form was sent and taken: after a time-out, a crash
// or a lost network it is there again, as soon as the form is: with the page, or when HTMX opens it. Kept by person and by the name in
// data-draft (by page where there is none); passwords and files never are.
//   data-draft-words    on a form: kept only while one of these fields holds something (ticking rows of a list is not yet work)
//   data-returned       on a form: the server gave it back with what was typed in it, nothing was taken
//   data-draft-sends    on a form: sending it sends the draft of that name too
//   data-draft-cancel   on a link: following it gives the draft of that name up
const PREFIX = "dondoc:draft:";

const keyNamed = (name) => `${PREFIX}${document.body.dataset.person}:${name}`;

function keyOf(form) {
  const forms = [...document.querySelectorAll("form[data-draft]")];
  return keyNamed(form.dataset.draft || `${location.pathname}:${form.id || forms.indexOf(form)}`);
}

// Of hidden fields only the version counts: typed over an older version, the server shows what has changed since.
const isKept = (field) => field.name === "version" || !["password", "file", "hidden", "submit", "button"].includes(field.type);
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && isKept(field));
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

function take(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] ??= [];
    if (!isTicked(field) || field.checked) values[field.name].push(field.value);
  }
  return values;
}

/** Rows that were added by hand are added again. */
function addRows(form, values) {
  for (const rows of form.querySelectorAll("[data-body-rows]")) {
    const add = rows.querySelector("[data-add-row]");
    const name = rows.querySelector("[data-row] input:not([type=hidden], [type=checkbox])")?.name;
    const missing = (values[name]?.length ?? 0) - rows.querySelectorAll("[data-row]").length;
    for (let row = 0; add && row < missing; row++) add.click();
  }
}

function put(form, values) {
  addRows(form, values);
  const seen = {};
  for (const field of fieldsOf(form)) {
    const kept = values[field.name];
    if (kept === undefined) continue;
    if (isTicked(field)) {
      field.checked = kept.includes(field.value);
    } else {
      const at = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (at < kept.length) field.value = kept[at];
      else if (field.type !== "hidden" && field.closest("[data-row]")) field.value = "";
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Whether what is kept says nothing that does not stand in the form already. */
const sameWords = (kept, there) =>
  Object.entries(there).every(([name, values]) => name === "version" || !(name in kept) || JSON.stringify(kept[name]) === JSON.stringify(values));

function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function save(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The browser's store is full or closed: the form works without drafts.
  }
}

function notice(form, key, before) {
  const template = document.getElementById("draft-notice");
  if (!template) return;
  const note = template.content.cloneNode(true).firstElementChild;
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drop(key);
    put(form, before);
    note.remove();
  });
  form.prepend(note);
}

const waiting = new Map();

function write(key, draft) {
  clearTimeout(waiting.get(key));
  save(key, draft);
}

function drop(key) {
  clearTimeout(waiting.get(key));
  localStorage.removeItem(key);
}

const isWorthKeeping = (form) => (form.dataset.draftWords ?? "").split(" ").some((name) => !name || form.elements[name]?.value);
const watched = new WeakSet();
const isReturned = (form) => form.matches("[data-returned]") || form.querySelector("[data-form-errors]") !== null;

function watch(form) {
  if (watched.has(form)) return;
  watched.add(form);
  const key = keyOf(form);
  const before = take(form);
  const draft = load(key);
  if (isReturned(form)) {
    write(key, { values: { ...draft?.values, ...before }, sent: false });
  } else if (draft && !sameWords(draft.values, before)) {
    put(form, draft.values);
    notice(form, key, before);
  }
  form.addEventListener("input", () => {
    clearTimeout(waiting.get(key));
    if (!isWorthKeeping(form)) return drop(key);
    waiting.set(key, setTimeout(() => save(key, { values: take(form), sent: false }), 300));
  });
  form.addEventListener("submit", () => write(key, { values: take(form), sent: true }));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    const { status } = event.detail.xhr;
    if (status >= 200 && status < 300) drop(key);
    else if (load(key)) save(key, { ...load(key), sent: false });
  });
}

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

/** A form was sent, and this page is not that form given back: it was taken. */
function forgetTaken(forms) {
  if (document.querySelector("[data-problem]")) return;
  const returned = new Set(forms.filter(isReturned).map(keyOf));
  for (const key of keys()) if (load(key)?.sent && !returned.has(key)) localStorage.removeItem(key);
}

export function startDrafts() {
  if (!document.body.dataset.person) {
    // Signing in: what was sent may not have arrived (the session had ended), so it stays.
    for (const key of keys()) save(key, { ...load(key), sent: false });
    return;
  }
  const forms = [...document.querySelectorAll("form[data-draft]")];
  forgetTaken(forms);
  forms.forEach(watch);
  document.addEventListener("htmx:load", (event) => {
    const root = event.detail.elt;
    if (root.matches?.("form[data-draft]")) watch(root);
    root.querySelectorAll?.("form[data-draft]").forEach(watch);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-draft-cancel]");
    if (link) drop(keyNamed(link.dataset.draftCancel));
  });
  document.addEventListener("submit", (event) => {
    const name = event.target.dataset.draftSends;
    const draft = name && load(keyNamed(name));
    if (draft) write(keyNamed(name), { ...draft, sent: true });
  });
}
