/*
 * The side list and the counts: brought up to date after a save, with what colleagues did meanwhile; the present
 * requirement marked; the reader's place in it kept.
 */
const PAUSE = 300;
let timer = 0;

const present = () => document.querySelector("[data-work]");

const addressOfList = () => {
  const address = new URL(location.href);
  address.pathname = present().dataset.list;
  const criterion = document.querySelector("details.crit[open]")?.dataset.criterion;
  if (criterion) address.searchParams.set("criterion", criterion);
  return address;
};

const openParts = (list) =>
  new Set([...list.querySelectorAll("details.part[open]")].map((part) => part.dataset.part));

const renew = async () => {
  const response = await fetch(addressOfList(), { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = document.getElementById("list");
  const opened = openParts(list);
  const place = list.scrollTop;
  document.getElementById("counts").replaceChildren(...fresh.getElementById("counts").childNodes);
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.querySelector("nav").replaceWith(fresh.querySelector("#list nav"));
  for (const part of list.querySelectorAll("details.part")) if (opened.has(part.dataset.part)) part.open = true;
  list.scrollTop = place;
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
};

/** Ask the server for list and counts as they stand now. */
export const renewList = () => {
  clearTimeout(timer);
  timer = setTimeout(renew, PAUSE);
};

/** Mark where one is. */
export const markHere = () => {
  const here = present().dataset.work;
  const criterion = document.querySelector("details.crit[open]")?.dataset.criterion;
  for (const link of document.querySelectorAll("#list a[data-moves]")) {
    const is = link.dataset.requirement === here || (criterion && link.dataset.hit === criterion);
    link.toggleAttribute("aria-current", false);
    if (!is) continue;
    link.setAttribute("aria-current", "true");
    const part = link.closest("details.part");
    if (part) part.open = true;
    const list = document.getElementById("list");
    const below = link.offsetTop + link.offsetHeight - list.scrollTop - list.clientHeight;
    if (below > 0 || link.offsetTop < list.scrollTop) list.scrollTop = link.offsetTop - list.clientHeight / 3;
  }
};
