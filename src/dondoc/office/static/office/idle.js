// The idle session: a warning 60 seconds before it ends, then back to signing in. The server decides; this file only asks it.
const WARN = 60;
const SEEN = "dondoc:seen"; // shared by all windows: what is done in one keeps the others alive

const now = () => Date.now() / 1000;

function lastSeen() {
  return Number(localStorage.getItem(SEEN)) || now();
}

export function startIdle() {
  const limit = Number(document.body.dataset.idleSeconds);
  const dialog = document.getElementById("idle");
  if (!limit || !dialog) return;

  const count = dialog.querySelector("[data-idle-count]");
  const say = dialog.querySelector("[data-idle-say]");
  let asking = false;
  let said = null;

  const seen = () => localStorage.setItem(SEEN, String(now()));
  seen();
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!("X-Dondoc-Background" in (event.detail.requestConfig?.headers ?? {})) && event.detail.successful) seen();
  });

  async function secondsLeft() {
    const answer = await fetch(dialog.dataset.keep, { headers: { "X-Dondoc-Background": "1" }, redirect: "manual" });
    return answer.ok ? (await answer.json()).seconds : 0;
  }

  async function stay() {
    const answer = await fetch(dialog.dataset.keep, {
      method: "POST",
      headers: { "X-CSRFToken": document.body.dataset.csrf },
      redirect: "manual",
    });
    if (!answer.ok) return leave();
    seen();
    close();
  }

  function close() {
    if (dialog.open) dialog.close();
    said = null;
    say.textContent = "";
  }

  function leave() {
    // A form opened in the page, or a page that only answers to a form, says where the same form is found again.
    const place = document.querySelector("form[data-return]")?.dataset.return ?? location.pathname + location.search;
    const next = encodeURIComponent(place);
    location.assign(`${dialog.dataset.signIn}?next=${next}`);
  }

  function announce(seconds) {
    const mark = [60, 30, 10].find((at) => seconds <= at && seconds > at - 5);
    if (mark && mark !== said) {
      said = mark;
      say.textContent = say.dataset.template.replace("{n}", String(mark));
    }
  }

  async function tick() {
    let left = lastSeen() + limit - now();
    if (left > WARN) return close();
    if (!dialog.open && !asking) {
      // The clock of this computer may be off, and another browser may have been used: the server has the last word.
      asking = true;
      try {
        const real = await secondsLeft();
        localStorage.setItem(SEEN, String(now() - limit + real));
        left = real;
      } catch {
        // No network: count on; typed work is kept in this browser.
      } finally {
        asking = false;
      }
      if (left <= WARN && left > 0) dialog.showModal();
    }
    if (left <= 0) return leave();
    count.textContent = String(Math.ceil(left));
    announce(left);
  }

  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  // Typing and clicking count as being here: the server is told at most once in half a minute.
  let told = now();
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => {
      if (dialog.open || now() - told < 30) return;
      told = now();
      stay().catch(() => {});
    }, { passive: true });
  }
  setInterval(tick, 1000);
}
