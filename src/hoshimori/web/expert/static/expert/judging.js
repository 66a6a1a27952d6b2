/*
 * Judging with a script: what is complete is saved when one leaves it, what is typed stays on this device until then,
 * and single letters lead from thing to thing. Without a script the same form is sent with its buttons.
 */
const PREFIX = "hoshimori.judging/";
const OFF = "hoshimori.keys-off";
const memory = new Map();

const store = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    memory.set(key, value);
  }
};

const recall = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
};

const forget = (key) => {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored.
  }
};

const form = document.querySelector("form[data-judges]");
const saved = document.getElementById("saved");
const keeper = document.querySelector("[data-keeper]")?.dataset.keeper;
const keyOf = (code) => `${PREFIX}${keeper}/${code}`;
const blocks = () => [...document.querySelectorAll("[data-judgment]")];
const codeOf = (block) => block.dataset.judgment;
const reasonOf = (block) => block.querySelector("textarea");
const verdictOf = (block) => block.querySelector("input[type=radio]:checked")?.value ?? "";
const valueOf = (block) => JSON.stringify([verdictOf(block), reasonOf(block)?.value.trim()]);

/* What the server holds of each judgement, as far as this page knows. */
const settled = new Map();

const say = (mood, words) => {
  const line = document.getElementById("saved");
  line.dataset.mood = mood;
  line.querySelector("span").textContent = words;
};

const words = (name) => document.getElementById("saved").dataset[name];

const remember = (block) => {
  const version = form.elements[`version-${codeOf(block)}`].value;
  store(keyOf(codeOf(block)), { verdict: verdictOf(block), reason: reasonOf(block).value, version });
};

const restore = (block) => {
  const draft = recall(keyOf(codeOf(block)));
  if (!draft) return;
  const wasTaken = draft.isSent && form.elements[`version-${codeOf(block)}`].value !== draft.version;
  if (wasTaken || JSON.stringify([draft.verdict, draft.reason.trim()]) === valueOf(block)) {
    forget(keyOf(codeOf(block)));
    return;
  }
  reasonOf(block).value = draft.reason;
  const chosen = block.querySelector(`input[type=radio][value="${CSS.escape(draft.verdict)}"]`);
  if (chosen) chosen.checked = true;
  // It was written against that version: it never covers what was judged in another window meanwhile.
  form.elements[`version-${codeOf(block)}`].value = draft.version;
  say("waiting", words("unsaved"));
};

const exchange = (from, selector) => {
  const [there, here] = [from.querySelector(selector), document.querySelector(selector)];
  if (there && here) here.replaceChildren(...there.childNodes);
};

/* The list is exchanged where the reader is in it. */
const exchangeList = (from) => {
  const list = document.getElementById("list");
  const opened = [...list.querySelectorAll("details.part")].map((part) => part.open);
  const place = list.scrollTop;
  exchange(from, "#list nav");
  list.querySelectorAll("details.part").forEach((part, index) => {
    part.open = opened[index] ?? part.open;
  });
  list.scrollTop = place;
};

const show = (block, from, isTaken) => {
  const fresh = from.querySelector(`[data-judgment="${CSS.escape(codeOf(block))}"]`);
  exchange(from, "#counts");
  exchangeList(from);
  const [next, mine] = [from.querySelector("a[data-next-open]"), document.querySelector("a[data-next-open]")];
  if (next && mine) mine.href = next.getAttribute("href");
  if (!fresh) return;
  for (const part of ["[data-message]", "[data-reason-error]", "[data-state]"]) {
    const [there, here] = [fresh.querySelector(part), block.querySelector(part)];
    if (there && here) here.replaceChildren(...there.childNodes);
  }
  const problem = fresh.querySelector("textarea")?.getAttribute("aria-invalid");
  reasonOf(block).toggleAttribute("aria-invalid", false);
  if (problem) reasonOf(block).setAttribute("aria-invalid", "true");
  for (const name of ["version", "mark"]) {
    const field = fresh.querySelector(`[name="${name}-${CSS.escape(codeOf(block))}"]`);
    if (field && (isTaken || name === "version")) form.elements[`${name}-${codeOf(block)}`].value = field.value;
  }
  block.toggleAttribute("data-open", fresh.hasAttribute("data-open"));
};

const waiting = new Map();

const send = async (block) => {
  const sent = valueOf(block);
  const body = new FormData(form);
  body.set("only", codeOf(block));
  body.delete("act");
  say("busy", words("saving"));
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const text = await response.text();
    const from = new DOMParser().parseFromString(text, "text/html");
    if (!from.querySelector(`[data-judgment="${CSS.escape(codeOf(block))}"]`)) throw new Error("not what was asked for");
    show(block, from, response.ok);
    if (response.ok) settled.set(block, sent);
    const isSame = valueOf(block) === sent;
    if (response.ok && isSame) forget(keyOf(codeOf(block)));
    else remember(block);
    say(response.ok && isSame ? "saved" : "waiting", words(response.ok && isSame ? "saved" : "unsaved"));
  } catch {
    remember(block);
    say("waiting", words("waiting"));
  }
};

/* One after the other, so that each carries the version the one before it made. */
const save = (block) => {
  if (!verdictOf(block) || !reasonOf(block).value.trim() || valueOf(block) === settled.get(block)) return;
  const before = waiting.get(block) ?? Promise.resolve();
  waiting.set(block, before.then(() => (valueOf(block) === settled.get(block) ? null : send(block))));
};

const bind = (block) => {
  if (!reasonOf(block)) return;
  settled.set(block, valueOf(block));
  const isRefused = block.querySelector("[role=alert], .error");
  if (isRefused) settled.set(block, "");
  else restore(block);
  block.addEventListener("input", () => {
    remember(block);
    say("waiting", words("unsaved"));
  });
  block.addEventListener("change", () => save(block));
};

/* What is sent whole is kept until the page comes back: then it stands there, saved or refused, or the way failed. */
const onSubmit = () => {
  for (const block of blocks()) {
    const draft = reasonOf(block) && recall(keyOf(codeOf(block)));
    if (draft) store(keyOf(codeOf(block)), { ...draft, isSent: true });
  }
};

/* The keyboard */

const isOff = () => recall(OFF) === true;
let here = null;

const go = (block) => {
  here = block;
  block.focus({ preventScroll: true });
  const { top, bottom } = block.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) block.closest(".entry").scrollIntoView({ block: "start" });
};

const present = () => document.activeElement?.closest?.("[data-judgment]") ?? here;

const step = (by) => {
  const all = blocks();
  const now = present();
  const next = now ? all[all.indexOf(now) + by] : all[by > 0 ? 0 : all.length - 1];
  if (next) go(next);
  else document.querySelector(by > 0 ? ".step a[rel=next]" : ".step a[rel=prev]")?.click();
};

const choose = (verdict) => {
  const block = present() ?? blocks()[0];
  const button = block?.querySelector(`input[type=radio][value="${verdict}"]`);
  if (!button) return;
  button.focus({ preventScroll: true });
  button.click();
  if (!reasonOf(block).value.trim()) reasonOf(block).focus();
};

const nextOpen = () => {
  const all = blocks();
  const now = present();
  const order = now ? [...all.slice(all.indexOf(now) + 1), ...all.slice(0, all.indexOf(now))] : all;
  const open = order.find((block) => block.hasAttribute("data-open"));
  if (open) go(open);
  else document.querySelector("a[data-next-open]")?.click();
};

const atOnce = () => {
  const fold = document.getElementById("at-once");
  if (!fold) return;
  fold.open = true;
  fold.querySelector("input[type=radio]").focus();
};

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: nextOpen,
  1: () => choose("AGREED"),
  2: () => choose("NOT_AGREED"),
  w: () => reasonOf(present() ?? blocks()[0])?.focus(),
  a: atOnce,
  "?": () => document.getElementById("keys-list").showModal(),
};

const isTyping = (target) =>
  Boolean(target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])"));

const leave = (event) => {
  const block = event.target.closest?.("[data-judgment]");
  if (!block || !isTyping(event.target) || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  block.focus({ preventScroll: true });
};

const onKey = (event) => {
  if (event.key === "Escape" && !isOff()) leave(event);
  const act = ACTS[event.key];
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
  if (!act || isOther || isOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
};

const startKeys = () => {
  const box = document.getElementById("keys-on");
  if (!box) return;
  const setOff = (off) => {
    if (off) store(OFF, true);
    else forget(OFF);
    document.getElementById("keys").classList.toggle("off", off);
  };
  box.checked = !isOff();
  box.addEventListener("change", () => setOff(!box.checked));
  setOff(isOff());
  document.addEventListener("keydown", onKey);
};

/* A fold that makes room on a phone begins closed there. */
const startFolds = () => {
  for (const fold of document.querySelectorAll("details[data-folds]")) {
    fold.open = !matchMedia(`(max-width: ${fold.dataset.folds})`).matches;
  }
};

startFolds();
if (form && saved) {
  for (const block of blocks()) bind(block);
  form.addEventListener("submit", onSubmit);
  startKeys();
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches("[data-judgment]")) go(target);
}
