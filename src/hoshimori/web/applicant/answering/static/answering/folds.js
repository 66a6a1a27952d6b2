/*
 * One criterion is open at a time, and the address says which. Guide and list are folded where there is no room for
 * them beside the work. What stands under data-loads is asked for when it is first opened.
 */
import { markHere } from "./list.js";

const isNarrow = new Map();

const narrow = (width) => {
  if (!isNarrow.has(width)) isNarrow.set(width, matchMedia(`(max-width: ${width})`));
  return isNarrow.get(width);
};

const setFolds = (root) => {
  for (const fold of root.querySelectorAll("details[data-folds]")) {
    fold.open = !narrow(fold.dataset.folds).matches;
    fold.dataset.set = "";
  }
};

const onToggle = (criterion) => {
  if (!criterion.open) return;
  for (const other of document.querySelectorAll("details.crit[open]")) if (other !== criterion) other.open = false;
  if (criterion.dataset.address !== location.pathname + location.search) {
    history.replaceState(history.state, "", criterion.dataset.address);
  }
  markHere();
};

/** Open a criterion and bring it into sight. */
export const openCriterion = (criterion) => {
  criterion.open = true;
  const summary = criterion.querySelector("summary");
  summary.focus({ preventScroll: true });
  const top = criterion.getBoundingClientRect().top;
  if (top < 0 || top > innerHeight / 2) criterion.scrollIntoView({ block: "start" });
};

const load = async (place) => {
  const response = await fetch(place.dataset.loads, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.ok && !response.redirected) place.innerHTML = await response.text();
};

export const bindFolds = (root) => {
  setFolds(root);
  for (const criterion of root.querySelectorAll("details.crit")) {
    criterion.addEventListener("toggle", () => onToggle(criterion));
  }
  for (const place of root.querySelectorAll("[data-loads]")) {
    place.closest("details").addEventListener("toggle", ({ target }) => target.open && load(place));
  }
};

for (const width of ["56em", "75em"]) narrow(width).addEventListener("change", () => setFolds(document));
