/*
 * The keyboard: single letters, never while somebody types, and only as long as they are wanted (WCAG 2.1.4).
 */
import { go, goToNextOpen } from "./moving.js";
import { forget, recall, store } from "./storing.js";

const OFF = "hoshimori.keys-off";

const isOff = () => recall(OFF) === true;

const setOff = (off) => {
  if (off) store(OFF, true);
  else forget(OFF);
  document.getElementById("keys").classList.toggle("off", off);
};

const present = () => document.querySelector("details.crit[open]") ?? document.querySelector("details.crit");

const follow = (selector) => {
  const link = present()?.querySelector(selector);
  if (link) go(link.href);
};

const choose = (result) => {
  const button = present()?.querySelector(`form[data-answer] input[name=result][value="${result}"]`);
  if (!button) return;
  button.focus({ preventScroll: true });
  button.click();
};

/* Where one would write now: what will be done, if it is not met; else why it is met. */
const write = () => {
  const form = present()?.querySelector("form[data-answer]");
  const isUnmet = form?.querySelector("input[name=result]:checked")?.value === "NOT_MET";
  form?.elements[isUnmet ? "plan" : "reason"].focus();
};

const ACTS = {
  j: () => follow("a[rel=next]"),
  k: () => follow("a[rel=prev]"),
  n: goToNextOpen,
  0: () => choose(""),
  1: () => choose("MET"),
  2: () => choose("NOT_MET"),
  3: () => choose("NOT_APPLICABLE"),
  w: write,
  e: () => present()?.querySelector("[data-evidence]")?.click(),
  "/": () => document.getElementById("find")?.focus(),
  "?": () => document.getElementById("keys-list").showModal(),
};

const isTyping = (target) =>
  Boolean(target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])"));

/* Escape leads from a field back to its criterion, where the letters are keys again. */
const leave = (event) => {
  const criterion = event.target.closest?.("details.crit");
  if (!criterion || !isTyping(event.target) || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  criterion.querySelector("summary").focus({ preventScroll: true });
};

const onKey = (event) => {
  if (event.key === "Escape" && !isOff()) leave(event);
  const act = ACTS[event.key];
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
  if (!act || isOther || isOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
};

export const startKeys = () => {
  const box = document.getElementById("keys-on");
  box.checked = !isOff();
  box.addEventListener("change", () => setOff(!box.checked));
  setOff(isOff());
  document.addEventListener("keydown", onKey);
};
