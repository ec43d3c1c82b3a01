/* Rows of a form that can be added to, and boxes ticked together. Without this script there is always one empty row. */

export function prepareRows(root) {
  for (const button of root.querySelectorAll("[data-add-row], [data-pick-all]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const adding = event.target.closest?.("[data-add-row]");
  if (adding) {
    const rows = [...adding.closest("[data-body-rows]").querySelectorAll("[data-row]")];
    const row = rows.at(-1).cloneNode(true);
    for (const field of row.querySelectorAll("input, select")) field.value = "";
    for (const field of row.querySelectorAll("[id]")) {
      const label = row.querySelector(`label[for="${CSS.escape(field.id)}"]`);
      field.id = `${field.id}-${rows.length}`;
      if (label) label.htmlFor = field.id;
    }
    adding.before(row);
    row.querySelector("input:not([type=hidden])").focus();
  }
  const all = event.target.closest?.("[data-pick-all]");
  if (all) for (const box of all.closest("details").querySelectorAll('input[type="checkbox"]')) box.checked = true;
});

prepareRows(document);
