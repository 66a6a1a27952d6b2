/*
 * Evidence: files are sent one by one with their progress in sight; a digest is computed without sending the file;
 * a page on which a file waits for the virus check looks again by itself. Without this all of it works by plain forms,
 * except the digest, which is then typed.
 */

const HERE = "#here";
const DIGEST_LIMIT = 1024 ** 3;
const LOOKS = 24;
const PAUSE = 5000;

for (const form of document.querySelectorAll("form[data-uploads]")) {
  form.addEventListener("submit", (event) => {
    const files = chosen(form);
    if (!files.length) return;
    event.preventDefault();
    sendAll(form, files);
  });
}

for (const field of document.querySelectorAll("[data-digest]")) {
  if (!globalThis.crypto?.subtle) continue;
  field.hidden = false;
  field.querySelector("input").addEventListener("change", (event) => digest(field, event.target.files[0]));
}

look(LOOKS);

function chosen(form) {
  return [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
}

async function sendAll(form, files) {
  const section = form.parentElement;
  const list = section.querySelector("[data-sent]");
  const button = form.querySelector("button[type=submit]");
  list.replaceChildren();
  button.disabled = true;
  const lines = files.map((file) => line(section, list, file));
  let refused = 0;
  for (const [index, file] of files.entries()) {
    const message = file.size > Number(form.dataset.limit) ? form.dataset.large : await send(form, file, lines[index]);
    finish(section, lines[index], message, form.dataset.added);
    refused += message ? 1 : 0;
  }
  button.disabled = false;
  if (!refused) {
    location.reload();
    return;
  }
  for (const input of form.querySelectorAll("input[type=file]")) input.value = "";
  await renew();
  list.querySelector(".error")?.scrollIntoView({ block: "nearest" });
}

function line(section, list, file) {
  const item = section.querySelector("template[data-line]").content.cloneNode(true).firstElementChild;
  const progress = item.querySelector("progress");
  item.querySelector("[data-name]").textContent = file.name;
  progress.setAttribute("aria-label", file.name);
  list.append(item);
  return item;
}

/** Send one file with the other fields of the form; returns why it was not taken, or nothing. */
function send(form, file, item) {
  const content = new FormData(form);
  content.delete("files_photo");
  content.set("files_file", file);
  const progress = item.querySelector("progress");
  const request = new XMLHttpRequest();
  item.querySelector("[data-message]").textContent = form.dataset.sending;
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = (100 * event.loaded) / event.total;
  });
  return new Promise((resolve) => {
    request.addEventListener("load", () => resolve(said(request, form)));
    for (const broken of ["error", "abort", "timeout"]) {
      request.addEventListener(broken, () => resolve(form.dataset.lost));
    }
    request.send(content);
  });
}

function said(request, form) {
  const answer = request.response;
  if (answer?.files) return answer.files[0].message;
  return answer?.message || form.dataset.failed;
}

function finish(section, item, message, added) {
  const place = item.querySelector("[data-message]");
  const mark = section.querySelector(`template[data-mark=${message ? "no" : "ok"}]`).content.cloneNode(true);
  const words = document.createElement("span");
  item.querySelector("progress").remove();
  words.textContent = message || added;
  place.className = message ? "error" : "evidence-added";
  place.replaceChildren(mark, words);
}

/** Show what is there by now, and leave the rest of the page as it is. */
async function renew() {
  const here = document.querySelector(HERE);
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!here || !answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(HERE);
  if (fresh) here.replaceWith(fresh);
}

function look(left) {
  if (!left || !document.querySelector("[data-waits]")) return;
  setTimeout(async () => {
    await renew();
    look(left - 1);
  }, PAUSE);
}

async function digest(field, file) {
  if (!file) return;
  const status = field.querySelector("[role=status]");
  if (file.size > DIGEST_LIMIT) {
    status.textContent = field.dataset.large;
    return;
  }
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const target = document.getElementById(field.dataset.digest);
  target.value = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  status.textContent = field.dataset.done;
  const name = document.getElementById("pointer_name");
  if (!name.value) name.value = file.name;
}
