/*
 * What was typed stays on this device until the server has it: written down before it is sent, so that neither a lost
 * connection nor a closed window loses anything. One entry for each person, self-evaluation and criterion:
 * {url, fields, version}, where version is the one the writer saw.
 *
 * What becomes of an entry is told as the event "outbox" with {key, kind, …}:
 * kept, sending, saved {reply}, refused {reply}, conflict {reply}, away (no connection), signed-out.
 */
import { forget, keysUnder, recall, store } from "./storing.js";

const PREFIX = "hoshimori.answer/";
const SHORTEST_WAIT = 3_000;
const LONGEST_WAIT = 60_000;
const sending = new Map();
const held = new Set();
let wait = SHORTEST_WAIT;
let timer = 0;
let isLeaving = false;

const tell = (key, kind, more = {}) =>
  document.dispatchEvent(new CustomEvent("outbox", { detail: { key, kind, ...more } }));

const write = (key, entry) => store(PREFIX + key, entry);

const remove = (key) => forget(PREFIX + key);

export const kept = (key) => recall(PREFIX + key);

/** The keys of the reader's own entries: other people may use the same device. */
export const keys = () => {
  const own = document.querySelector("[data-keeper]")?.dataset.keeper.split("/")[0];
  return keysUnder(PREFIX).filter((key) => key.split("/")[0] === own);
};

export const isSending = () => sending.size > 0;

/** Write down what stands in a form. What is not saved yet keeps the version it was first written against. */
export const keep = (key, { url, fields, version }) => {
  write(key, { url, fields, version: kept(key)?.version ?? version });
  tell(key, "kept");
};

export const drop = (key) => {
  held.delete(key);
  remove(key);
  tell(key, "dropped");
};

/** Let go of an entry that waited because somebody else had changed the same answer: the reader has chosen. */
export const release = (key, version) => {
  held.delete(key);
  const entry = kept(key);
  if (entry) write(key, { ...entry, version });
};

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

/* Somebody who signed in again in another window has another token: ask for a page that carries it. */
const renewToken = async () => {
  const response = await fetch(location.href, { headers: { "HX-Request": "true", "HX-Preloaded": "true" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!response.ok || !fresh) return false;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = fresh;
  return true;
};

const post = async (entry, options) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(entry.fields)) body.set(name, value);
  body.set("version", entry.version);
  const headers = { Accept: "application/json", "HX-Request": "true", "X-CSRFToken": token() };
  const response = await fetch(entry.url, { method: "POST", body, headers, ...options });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  if (response.status >= 500) return { kind: "away" };
  if (response.status === 401 || response.redirected || !isJson) return { kind: "signed-out" };
  const reply = await response.json();
  if (response.ok) return { kind: "saved", reply };
  if (reply.code === "CSRF") return { kind: "signed-out" };
  return { kind: reply.form ? "conflict" : "refused", reply };
};

const attempt = async (entry, options) => {
  try {
    const outcome = await post(entry, options);
    if (outcome.kind === "signed-out" && (await renewToken())) return await post(entry, options);
    return outcome;
  } catch {
    return { kind: "away" };
  }
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(sendAll, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
};

/* What becomes of an entry in storage: gone once it is saved, unless something newer stands there. */
const settle = (key, outcome, isNewer) => {
  const now = kept(key);
  if (outcome.kind === "saved" && now) {
    wait = SHORTEST_WAIT;
    // A page that is being loaded already may not know of this save; it finds the entry and sends it once more.
    if (isNewer || isLeaving) write(key, { ...now, version: outcome.reply.version });
    else remove(key);
  }
  if (outcome.kind === "conflict") held.add(key);
  if (outcome.kind === "away" || outcome.kind === "signed-out") later();
};

const sendUntilDone = async (key, options) => {
  for (let goesOn = true; goesOn; ) {
    const entry = kept(key);
    tell(key, "sending");
    const outcome = await attempt(entry, options);
    const now = kept(key);
    const isNewer = now !== undefined && JSON.stringify(now.fields) !== JSON.stringify(entry.fields);
    goesOn = isNewer && (outcome.kind === "saved" || outcome.kind === "refused");
    if (!goesOn) sending.delete(key);
    settle(key, outcome, isNewer);
    tell(key, outcome.kind, { reply: outcome.reply, fields: entry.fields, isNewer });
  }
};

/** Send one entry, and what is typed while it is on its way; settles when there is nothing more to send. */
export const send = (key, options = {}) => {
  if (kept(key) && !sending.has(key) && !held.has(key)) sending.set(key, sendUntilDone(key, options));
  return sending.get(key) ?? Promise.resolve();
};

/** Settles when nothing is on its way any more. */
export const settled = () => Promise.all(sending.values());

export const sendAll = () => {
  for (const key of keys()) send(key);
};

addEventListener("online", () => {
  wait = SHORTEST_WAIT;
  sendAll();
});
addEventListener("beforeunload", () => {
  isLeaving = true;
  setTimeout(() => {
    isLeaving = false;
    sendAll();
  }, 2 * SHORTEST_WAIT);
});
addEventListener("pagehide", () => {
  for (const key of keys()) send(key, { keepalive: true });
});
