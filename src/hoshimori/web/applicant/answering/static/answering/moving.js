/*
 * From requirement to requirement without loading the page: the work area is exchanged, the next one fetched ahead.
 * Forms other than answers (data-quiet) are sent the same way. Where anything is not as expected, the browser goes
 * there itself.
 */
import { sent } from "./drafts.js";
import { openCriterion } from "./folds.js";
import { sendWaiting } from "./forms.js";
import { markHere, renewList } from "./list.js";

const FRESH = 60_000;
const ahead = new Map();
let setUp = () => {};

const work = () => document.getElementById("work");

/* What was done a moment ago is told in the next part that is shown, not in one that is only fetched ahead. */
const AHEAD = { headers: { "HX-Preloaded": "true" } };

const part = async (address, { headers, ...options } = {}) => {
  const response = await fetch(address, { ...options, headers: { "HX-Request": "true", ...headers } });
  const text = await response.text();
  const isWork = response.headers.get("Content-Type")?.startsWith("text/html") && text.includes("data-work=");
  if (!isWork) throw new Error("not the part that was asked for");
  return { text, isTaken: response.ok };
};

const withoutHash = (address) => {
  const plain = new URL(address, location.href);
  plain.hash = "";
  return plain.href;
};

/** Fetch a requirement ahead; what was fetched a while ago is not used. */
const fetchAhead = (address) => {
  const href = withoutHash(address);
  const earlier = ahead.get(href);
  if (earlier && Date.now() - earlier.at < FRESH) return;
  ahead.set(href, { at: Date.now(), part: part(href, AHEAD).catch(() => null) });
};

const take = async (address) => {
  const href = withoutHash(address);
  const earlier = ahead.get(href);
  ahead.delete(href);
  const found = earlier && Date.now() - earlier.at < FRESH ? await earlier.part : null;
  return (found ?? (await part(href))).text;
};

const exchange = (text) => {
  work().innerHTML = text;
  const shown = work().querySelector("[data-work]");
  document.title = shown.dataset.title;
  setUp(work());
  markHere();
  const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 200));
  idle(lookAhead);
};

/* The next requirement is that of the last criterion's next one; where somebody looks for something, the next find. */
const lookAhead = () => {
  const here = location.pathname;
  const links = [...document.querySelectorAll("details.crit a[rel=next], details.crit a[data-next-open]")];
  const beyond = new Set(links.map((link) => link.href).filter((href) => new URL(href).pathname !== here));
  for (const href of [...beyond].slice(0, 2)) fetchAhead(href);
};

const inThisRequirement = (address) => {
  const there = new URL(address, location.href);
  const no = there.searchParams.get("criterion");
  return there.pathname === location.pathname && no ? document.getElementById(`criterion-${no}`) : null;
};

/** Go to a criterion, here or in another requirement. */
export const go = async (address, { isNew = true } = {}) => {
  const here = inThisRequirement(address);
  if (here) {
    openCriterion(here);
    return;
  }
  sendWaiting();
  try {
    const text = await take(address);
    if (isNew) history.pushState({}, "", address);
    exchange(text);
    scrollTo({ top: 0, behavior: "instant" });
    work().querySelector("details.crit[open] > summary")?.focus({ preventScroll: true });
  } catch {
    // Offline the page stays as it is, and the layout says so.
    if (navigator.onLine) location.assign(address);
  }
};

/** Go to the next unanswered criterion: further down on this page, else where the page says. */
export const goToNextOpen = () => {
  const criteria = [...document.querySelectorAll("details.crit")];
  const present = criteria.findIndex((criterion) => criterion.open);
  const waiting = criteria.slice(present + 1).find((criterion) => "open" in criterion.dataset);
  if (waiting) {
    openCriterion(waiting);
    return;
  }
  const link = criteria.at(-1)?.querySelector("a[data-next-open]");
  if (link) go(link.href);
};

const openFolds = () => [...work().querySelectorAll("details[id^=fold-][open]")].map((fold) => fold.id);

/* Everything stays as open as it was, and the focus where it was. */
const sendQuietly = async (form, submitter) => {
  await sendWaiting();
  const folds = openFolds();
  const focused = document.activeElement?.id;
  const body = new FormData(form, submitter);
  const address = submitter?.getAttribute("formaction") ?? form.action;
  const { text, isTaken } = await part(address, { method: "POST", body });
  ahead.clear();
  if (isTaken) sent(form);
  exchange(text);
  for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
  const problem = work().querySelector("[aria-invalid=true]");
  (problem ?? document.getElementById(focused) ?? work().querySelector("details.crit[open] > summary"))?.focus({
    preventScroll: true,
  });
  renewList();
};

const onClick = (event) => {
  const link = event.target.closest("a[data-moves]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if ("nextOpen" in link.dataset) goToNextOpen();
  else go(link.href);
};

const onSubmit = async (event) => {
  const form = event.target;
  if (!form.matches("form[data-quiet]")) return;
  event.preventDefault();
  const { submitter } = event;
  try {
    await sendQuietly(form, submitter);
  } catch {
    // Offline everything typed stays in its field; else the browser sends the form itself.
    if (!navigator.onLine) return;
    delete form.dataset.quiet;
    form.requestSubmit(submitter);
  }
};

export const startMoving = (bind) => {
  setUp = bind;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, ({ target }) => {
      const link = target.closest?.("a[data-moves]");
      if (link && !inThisRequirement(link.href)) fetchAhead(link.href);
    });
  }
  // A page that the browser kept as it was may be older than what is saved.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("popstate", () => go(location.href, { isNew: false }));
  document.addEventListener("outbox", ({ detail }) => detail.kind === "saved" && ahead.clear());
  markHere();
  setTimeout(lookAhead, 500);
};
