/* The plan desk: a task and its words light up together, the keyboard goes through the items, a selection becomes a task.
   All of it is comfort: every deed is a form the server answers without this script. */

import { prepareRows } from "./rows.js";

const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const desk = () => document.getElementById("desk");
const items = () => [...document.querySelectorAll("#items .item")];

// ── lighting up ─────────────────────────────────────────────────────────────────────────────────────
let lit = "";

function numbersOf(element) {
  return (element?.closest("[data-i]")?.dataset.i ?? "").trim().split(/\s+/).filter(Boolean);
}

function light(number) {
  if (number === lit) return;
  for (const old of document.querySelectorAll(".is-lit")) old.classList.remove("is-lit");
  lit = number;
  if (!number) return;
  for (const element of document.querySelectorAll(`[data-i~="${CSS.escape(number)}"]`)) element.classList.add("is-lit");
}

function bring(element) {
  const pane = element?.closest(".pane");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const room = pane.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const head = pane.querySelector(".pane-head")?.offsetHeight ?? 0;
  if (box.top >= Math.max(room.top, 0) + head && box.bottom <= Math.min(room.bottom, innerHeight)) return;
  pane.scrollTo({ top: pane.scrollTop + box.top - room.top - head - 16, behavior: reduced.matches ? "auto" : "smooth" });
}

const counterpart = (element, number) =>
  element.closest("#source") ? document.getElementById(`item-${number}`) : document.getElementById(`src-${number}`);

let waiting;

function point(event) {
  const [number] = numbersOf(event.target).slice(-1);
  if (!number) return;
  light(number);
  clearTimeout(waiting);
  const wait = event.type === "focusin" ? 0 : 180; // passing over is not pointing at
  waiting = setTimeout(() => bring(counterpart(event.target, number)), wait);
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);

function arrive(id) {
  const target = document.getElementById(id);
  if (!target) return;
  showPaneOf(target);
  bring(target);
  target.focus({ preventScroll: Boolean(target.closest(".pane")?.scrollHeight > target.closest(".pane")?.clientHeight) });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#item-"], a[href^="#src-"]'); // those with ?at= lead to another page of items
  if (!link) return;
  event.preventDefault();
  arrive(link.hash.slice(1));
});

// ── two panes on a narrow screen ────────────────────────────────────────────────────────────────────
function showPane(name) {
  const root = desk();
  if (!root) return;
  root.dataset.shown = name;
  for (const tab of root.querySelectorAll("[data-pane]")) {
    if (tab.dataset.pane === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

function showPaneOf(element) {
  const pane = element.closest(".pane");
  if (pane) showPane(pane.id);
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("[data-pane]");
  if (!tab) return;
  event.preventDefault();
  showPane(tab.dataset.pane);
});

// ── the keyboard ────────────────────────────────────────────────────────────────────────────────────
const OFF = "dondoc.desk.keys-off";
const keysDialog = document.getElementById("keys");
const keysSwitch = keysDialog?.querySelector("[data-keys-on]");
const remembered = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
let keysOn = !remembered();

if (keysSwitch) {
  keysSwitch.checked = keysOn;
  keysSwitch.addEventListener("change", () => {
    keysOn = keysSwitch.checked;
    try { localStorage.setItem(OFF, keysOn ? "0" : "1"); } catch { /* private window: holds for this page */ }
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys]")) keysDialog?.showModal();
});

function current() {
  return document.activeElement?.closest?.(".item") ?? document.querySelector(".item.is-lit");
}

function step(by) {
  const all = items();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) arrive(next.id);
}

function press(key) {
  current()?.querySelector(`[data-key="${key}"]`)?.click();
}

function view() {
  const source = document.activeElement?.closest?.("#source");
  const number = lit || numbersOf(document.activeElement)[0];
  if (number) arrive(source ? `item-${number}` : `src-${number}`);
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1),
  k: () => step(-1), ArrowUp: () => step(-1),
  a: () => press("a"), e: () => press("e"), s: () => press("s"), x: () => press("x"), u: () => press("u"),
  v: view,
  "?": () => keysDialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && event.target.closest?.(".is-editing")) { press("Escape"); return; }
  const arrow = event.key.startsWith("Arrow");
  if (typing || !keysOn || (arrow && !event.target.closest?.(".item")) || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

// ── a selection of the source → offsets ─────────────────────────────────────────────────────────────
const codePoints = (words) => [...words].length;

/** Offset in the source, in code points, of a boundary of a range; null outside the text. */
function offsetOf(node, offset) {
  const text = document.getElementById("source-text");
  if (!text?.contains(node)) return null;
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-s]");
  if (piece) {
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, offset);
    return Number(piece.dataset.s) + codePoints(before.toString());
  }
  const boundary = document.createRange();
  boundary.setStart(node, offset);
  const pieces = [...text.querySelectorAll("[data-s]")];
  const after = pieces.find((one) => boundary.comparePoint(one, 0) >= 0);
  const last = pieces.at(-1);
  return after ? Number(after.dataset.s) : last ? Number(last.dataset.s) + codePoints(last.textContent) : null;
}

function readSelection() {
  const bar = document.querySelector("[data-selection]");
  if (!bar) return;
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const start = range ? offsetOf(range.startContainer, range.startOffset) : null;
  const end = range ? offsetOf(range.endContainer, range.endOffset) : null;
  const some = start !== null && end !== null && end > start;
  if (!some && bar.contains(document.activeElement)) return;
  bar.hidden = !some;
  if (!some) return;
  bar.querySelector("[data-selection-words]").textContent = desk().dataset.saySelected.replace("{n}", String(end - start));
  bar.querySelector("[data-selection-add]").value = `${start}:${end}`;
}

document.addEventListener("selectionchange", readSelection);

// ── what comes back from the server ─────────────────────────────────────────────────────────────────
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) { // refused, and the answer says why
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

let panes = {};

document.addEventListener("htmx:beforeRequest", () => {
  panes = Object.fromEntries([...document.querySelectorAll(".pane")].map((pane) => [pane.id, pane.scrollTop]));
});

document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  const root = desk() ?? document;
  prepareRows(root);
  lit = "";
  if (target?.id === "desk") {
    for (const [id, top] of Object.entries(panes)) document.getElementById(id)?.scrollTo({ top });
    showPane("items");
    arrive(desk()?.dataset.arrive ?? "items");
    return;
  }
  const item = document.getElementById(target?.id ?? "");
  if (!item) return;
  const first = item.querySelector('[role="alert"], textarea');
  if (first?.matches("textarea")) first.focus();
  else item.focus({ preventScroll: true });
  bring(first ?? item);
  light(item.dataset.i);
});

showPane("items");
if (location.hash.startsWith("#item-") || location.hash.startsWith("#src-")) arrive(location.hash.slice(1));
