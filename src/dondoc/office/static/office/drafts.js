// What is typed into a form marked data-draft waits in this browser until the form was sent and taken: after a time-out, a crash
// or a lost network it is there again. Kept by person and page; passwords and files never are.
const PREFIX = "dondoc:draft:";

const keyOf = (person, form, index) => `${PREFIX}${person}:${location.pathname}:${form.id || form.dataset.draft || index}`;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type),
  );
}

function take(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "radio" && !field.checked) continue;
    (values[field.name] ??= []).push(field.type === "checkbox" ? field.checked : field.value);
  }
  return values;
}

function put(form, values) {
  const seen = {};
  for (const field of fieldsOf(form)) {
    const kept = values[field.name];
    if (kept === undefined) continue;
    if (field.type === "radio") {
      field.checked = kept.includes(field.value);
      continue;
    }
    const at = (seen[field.name] = (seen[field.name] ?? -1) + 1);
    if (at >= kept.length) continue;
    if (field.type === "checkbox") field.checked = kept[at];
    else field.value = kept[at];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

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
    localStorage.removeItem(key);
    put(form, before);
    note.remove();
  });
  form.prepend(note);
}

function watch(form, key) {
  const before = take(form);
  const refused = form.querySelector("[data-form-errors]") !== null;
  const draft = load(key);
  if (draft && !refused && !same(draft.values, before)) {
    put(form, draft.values);
    notice(form, key, before);
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(key, { values: take(form), sent: false }), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    save(key, { values: take(form), sent: true });
  });
}

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

export function startDrafts() {
  const person = document.body.dataset.person;
  if (!person) {
    // Signing in: what was sent may not have arrived (the session had ended), so it stays.
    for (const key of keys()) save(key, { ...load(key), sent: false });
    return;
  }
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const refused = forms.some((form) => form.querySelector("[data-form-errors]"));
  for (const key of keys()) {
    // A form was sent and this page is not that form with errors: it was taken.
    const draft = load(key);
    if (draft?.sent && !(refused && key.startsWith(`${PREFIX}${person}:${location.pathname}:`)) && !document.querySelector("[data-problem]")) {
      localStorage.removeItem(key);
    }
  }
  forms.forEach((form, index) => watch(form, keyOf(person, form, index)));
}
