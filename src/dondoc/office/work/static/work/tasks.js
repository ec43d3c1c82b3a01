/* The task list: choosing rows. Without this script every row is chosen by hand and the fields are always in sight. */

const form = document.querySelector("[data-bulk]");

function update() {
  const boxes = [...form.querySelectorAll('input[name="task"]')];
  const chosen = boxes.filter((box) => box.checked).length;
  const bar = form.querySelector("[data-bulk-bar]");
  const all = form.querySelector("[data-pick-page]");
  bar.hidden = chosen === 0;
  bar.querySelector("[data-bulk-count]").textContent = `(${chosen})`;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

if (form?.querySelector("[data-pick-page]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-page]")) {
      for (const box of form.querySelectorAll('input[name="task"]')) box.checked = event.target.checked;
    }
    update();
  });
  update();
}
