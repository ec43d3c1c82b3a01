// What every page does: the menu on narrow screens, the idle session, drafts of forms, HTMX's settings.
import { startIdle } from "./idle.js";
import { startDrafts } from "./drafts.js";

document.documentElement.classList.add("js");

const toggle = document.querySelector("[data-toggle-menu]");
toggle?.addEventListener("click", () => {
  const open = document.querySelector(".top").classList.toggle("is-open");
  toggle.setAttribute("aria-expanded", String(open));
});

// Forms sent by HTMX carry the same mark against forgery as others; answers with 4xx that hold a form are shown.
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.body.dataset.csrf;
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// A draft is put back when the scripts of the page are there too: they make the rows that were added, and follow what is ticked.
document.addEventListener("DOMContentLoaded", startDrafts);
startIdle();
