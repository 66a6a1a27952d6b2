/*
 * The page on which a certificate is checked: takes a file, a text, or a QR code, and shows what comes of judging it.
 * Without this, or where the browser cannot judge by itself, the form is sent to the server.
 */

import { utf8 } from "./bytes.js";
import { judged, Unreachable } from "./asking.js";
import { LIMITS } from "./rejected.js";
import { inPicture, withCamera } from "./scanning.js";
import { shown } from "./showing.js";
import { canJudge } from "./trust.js";

const form = document.querySelector("form[data-handing-in]");
const place = document.querySelector("[data-result]");
const input = form.querySelector("input[type=file]");
const text = form.querySelector("textarea");
const part = (name) => form.querySelector(`[data-${name}]`);
const LANGUAGE = document.documentElement.lang === "en" ? "en" : "ja";

if (await canJudge()) begin();

function begin() {
  for (const each of form.querySelectorAll("[data-here]")) each.hidden = false;
  part("there").hidden = true;
  part("scanning").hidden = false;
  part("scan").hidden = !navigator.mediaDevices?.getUserMedia;
  form.addEventListener("submit", handIn);
  input.addEventListener("change", () => input.files.length && takeFile(input.files[0]));
  part("scan").addEventListener("click", scan);
  takeDrops();
}

async function handIn(event) {
  if (!input.files.length && !text.value.trim()) return;
  event.preventDefault();
  if (input.files.length) await takeFile(input.files[0]);
  else await take(utf8(text.value));
}

function takeDrops() {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    part("drop").classList.add("over");
  });
  form.addEventListener("dragleave", () => part("drop").classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    part("drop").classList.remove("over");
    const [file] = event.dataTransfer.files;
    if (file) await takeFile(file);
    else if (event.dataTransfer.getData("text/plain")) await take(utf8(event.dataTransfer.getData("text/plain")));
  });
}

async function takeFile(file) {
  quiet();
  if (!file.type.startsWith("image/")) {
    await take(new Uint8Array(await file.slice(0, LIMITS.file + 1).arrayBuffer()));
    return;
  }
  const found = await inPicture(file, form.dataset);
  if (found) await take(utf8(found));
  else part("no-code").hidden = false;
}

/** Judges what was handed in and shows the result, where the reader then is. */
async function take(bytes) {
  quiet();
  form.setAttribute("aria-busy", "true");
  try {
    const verdict = await judged(bytes, form.dataset);
    const titles = await titlesOf(verdict);
    place.replaceChildren(shown(verdict, titles, form.dataset));
    input.value = "";
    const result = place.firstElementChild;
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  } catch (no) {
    if (!(no instanceof Unreachable)) throw no;
    part("failed").hidden = false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function quiet() {
  place.replaceChildren();
  for (const name of ["no-camera", "no-code", "failed"]) part(name).hidden = true;
}

/** What the numbers are called that a certificate shows; nothing where it shows none, or nobody answers. */
async function titlesOf(verdict) {
  if (!verdict.shown?.categories && !verdict.ownWords?.length) return {};
  const address = form.dataset.titles.replace("EDITION", encodeURIComponent(verdict.facts.edition));
  const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
  return answer?.ok ? (await answer.json())[LANGUAGE] : {};
}

async function scan() {
  quiet();
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  part("stop").addEventListener("click", stop, { once: true });
  addEventListener("pagehide", stop, { once: true });
  part("camera").hidden = false;
  part("scan").hidden = true;
  try {
    const found = await withCamera(part("preview"), stopping.signal, form.dataset);
    if (found) await take(utf8(found));
  } catch {
    part("no-camera").hidden = false;
  } finally {
    part("camera").hidden = true;
    part("scan").hidden = false;
    if (stopping.signal.aborted) part("scan").focus();
  }
}
