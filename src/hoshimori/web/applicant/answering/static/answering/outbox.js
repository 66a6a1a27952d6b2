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
const LONGEST_WAIT = 60_000;
const sending = new Set();
const held = new Set();
let wait = 3_000;
let timer = 0;

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

/** Write down what stands in a form. An entry that is on its way keeps the version it was written against. */
export const keep = (key, { url, fields, version }) => {
  const earlier = kept(key);
  write(key, { url, fields, version: earlier && !held.has(key) ? earlier.version : version });
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
  const response = await fetch(location.href, { headers: { "HX-Request": "true" } });
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

/** Send one entry. What was typed while it was on its way is sent after it. */
export const send = async (key, options = {}) => {
  const entry = kept(key);
  if (!entry || sending.has(key) || held.has(key)) return;
  sending.add(key);
  tell(key, "sending");
  const outcome = await attempt(entry, options);
  sending.delete(key);
  const now = kept(key);
  const isNewer = now !== undefined && JSON.stringify(now.fields) !== JSON.stringify(entry.fields);
  if (outcome.kind === "saved") {
    wait = 3_000;
    if (isNewer) write(key, { ...now, version: outcome.reply.version });
    else remove(key);
  }
  if (outcome.kind === "conflict") held.add(key);
  if (outcome.kind === "away" || outcome.kind === "signed-out") later();
  tell(key, outcome.kind, { reply: outcome.reply, fields: entry.fields, isNewer });
  if (isNewer && (outcome.kind === "saved" || outcome.kind === "refused")) await send(key);
};

export const sendAll = () => {
  for (const key of keys()) send(key);
};

addEventListener("online", () => {
  wait = 3_000;
  sendAll();
});
addEventListener("pagehide", () => {
  for (const key of keys()) send(key, { keepalive: true });
});
