/*
 * One quiet line that says whether everything is saved, in the words its data attributes hold in the reader's language.
 */
import { isSending, keys } from "./outbox.js";

const refused = new Set();
let savedAt = "";
let isAway = false;
let isSignedOut = false;

const mood = () => {
  const waiting = keys().length;
  if (isSignedOut && waiting) return ["waiting", "away", {}];
  if (isAway && waiting) return ["waiting", "waiting", { amount: waiting }];
  if (isSending()) return ["busy", "saving", {}];
  if (refused.size) return ["waiting", "held", { amount: refused.size }];
  return savedAt ? ["saved", "saved", { time: savedAt }] : null;
};

const show = () => {
  const line = document.getElementById("saved");
  const now = mood();
  if (!line || !now) return;
  const [look, name, values] = now;
  const words = line.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  line.dataset.mood = look;
  const text = line.querySelector("span");
  if (text.textContent !== words) text.textContent = words;
};

/* "Saving" is shown only where it lasts: a line that flickers at every letter would be no quiet one. */
let timer = 0;
const showSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(show, 400);
};

export const startStatus = () => {
  document.addEventListener("outbox", ({ detail: { key, kind, reply } }) => {
    if (kind === "saved") {
      savedAt = reply.at;
      refused.delete(key);
    }
    if (kind === "dropped") refused.delete(key);
    if (kind === "refused" || kind === "conflict") refused.add(key);
    if (kind === "saved" || kind === "refused" || kind === "conflict") isAway = isSignedOut = false;
    if (kind === "away") isAway = true;
    if (kind === "signed-out") isSignedOut = true;
    if (kind === "kept" || kind === "sending") showSoon();
    else show();
  });
};
