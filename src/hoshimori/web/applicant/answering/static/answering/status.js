/*
 * One quiet line that says whether everything is saved, in the words its data attributes hold in the reader's language.
 */
import { isSending, keys } from "./outbox.js";

const refused = new Set();
let savedAt = "";
let isAway = false;
let isSignedOut = false;
let first = "";

const mood = () => {
  const waiting = keys().length;
  if (isSignedOut && waiting) return ["waiting", "away", {}];
  if (isAway && waiting) return ["waiting", "waiting", { amount: waiting }];
  if (isSending()) return ["busy", "saving", {}];
  if (refused.size) return ["waiting", "held", { amount: refused.size }];
  return savedAt ? ["saved", "saved", { time: savedAt }] : ["saved", "", {}];
};

const show = () => {
  const line = document.getElementById("saved");
  const [look, name, values] = mood();
  const words = name ? line.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]) : first;
  line.dataset.mood = look;
  line.querySelector("[data-shows-unsaved]").hidden = look !== "waiting";
  const text = line.querySelector("span");
  if (text.textContent !== words) text.textContent = words;
};

/* "Saving" is shown only where it lasts: a line that flickers at every letter would be no quiet one. */
let timer = 0;
const showSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(show, 400);
};

const note = ({ key, kind, reply }) => {
  if (kind === "saved") savedAt = reply.at;
  if (kind === "saved" || kind === "dropped") refused.delete(key);
  if (kind === "refused" || kind === "conflict") refused.add(key);
  if (kind === "saved" || kind === "refused" || kind === "conflict") isAway = isSignedOut = false;
  if (kind === "away") isAway = true;
  if (kind === "signed-out") isSignedOut = true;
};

export const startStatus = () => {
  first = document.querySelector("#saved span").textContent;
  document.addEventListener("outbox", ({ detail }) => {
    note(detail);
    if (detail.kind === "kept" || detail.kind === "sending") showSoon();
    else show();
  });
};
