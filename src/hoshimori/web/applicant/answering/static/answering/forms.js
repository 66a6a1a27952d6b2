/*
 * The forms of answers: what is typed is kept at once and saved shortly after; what the server says of it is shown
 * where it belongs. Where somebody else saved the same answer, the form comes back with both versions.
 */
import { drop, keep, kept, release, send, settled } from "./outbox.js";
import { renewList } from "./list.js";

const PAUSE = 700;
const FACTS = ["result", "responsible", "due_on"];
const timers = new Map();

const keyOf = (form) => `${form.closest("[data-keeper]").dataset.keeper}/${form.dataset.answer}`;

const fieldsOf = (form) => {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  delete fields.version;
  return fields;
};

const fill = (form, fields) => {
  for (const [name, value] of Object.entries(fields)) {
    const control = form.elements[name];
    if (!control) continue;
    control.value = value;
    if (control.tagName === "TEXTAREA" && value) control.closest("details.note-fold")?.setAttribute("open", "");
  }
};

const remember = (form) => {
  keep(keyOf(form), { url: form.action, fields: fieldsOf(form), version: form.elements.version.value });
};

const sendNow = (form) => {
  clearTimeout(timers.get(form));
  timers.delete(form);
  send(keyOf(form));
};

const sendSoon = (form) => {
  clearTimeout(timers.get(form));
  timers.set(
    form,
    setTimeout(() => sendNow(form), PAUSE),
  );
};

/** Send whatever waits for a pause in typing, for example before leaving; settles when all is answered. */
export const sendWaiting = () => {
  for (const form of [...timers.keys()]) sendNow(form);
  return settled();
};

const clearProblem = (form) => {
  form.querySelector("[data-problem]")?.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
};

const showProblem = (form, { message, field }) => {
  clearProblem(form);
  const problem = document.getElementById("problem").content.firstElementChild.cloneNode(true);
  problem.id = `problem-${form.dataset.answer}`;
  problem.querySelector("span").textContent = message;
  const control = form.elements[field];
  const isText = control?.tagName === "TEXTAREA";
  if (isText) control.after(problem);
  else form.querySelector(".decide").after(problem);
  if (control?.setAttribute) control.setAttribute("aria-invalid", "true");
  // Asked for by a choice just made: go where the answer is to be written, but never away from where one writes.
  if (isText && !form.contains(document.activeElement?.closest("textarea"))) control.focus();
};

const showHere = (form, words, isSaved) => {
  const line = form.querySelector("[data-saved-here]");
  if (!line) return;
  line.textContent = words;
  line.classList.toggle("waiting", !isSaved);
  line.hidden = false;
};

const words = (name) => document.getElementById("saved").dataset[name];

const showSaved = (form, { reply, fields, isNewer }) => {
  form.elements.version.value = reply.version;
  const criterion = form.closest("details.crit");
  const marks = criterion.querySelectorAll("[data-state]");
  const isOther = marks[0].innerHTML !== reply.mark;
  for (const mark of marks) mark.innerHTML = reply.mark;
  criterion.toggleAttribute("data-open", reply.open);
  criterion.querySelector(".again")?.remove();
  delete form.dataset.takenOver;
  if (!isNewer) {
    clearProblem(form);
    showHere(form, words("saved").replace("{time}", reply.at), true);
  }
  const facts = JSON.stringify(FACTS.map((name) => fields[name]));
  if (isOther || form.dataset.facts !== facts) renewList();
  form.dataset.facts = facts;
};

const showBoth = (form, { reply }) => {
  const typed = fieldsOf(form);
  const place = document.createElement("template");
  place.innerHTML = reply.form;
  const both = place.content.querySelector("form");
  fill(both, typed);
  form.replaceWith(both);
  bind(both);
  const message = both.querySelector("[role=alert]");
  message.tabIndex = -1;
  message.focus();
};

const onOutcome = ({ detail }) => {
  const form = [...document.querySelectorAll("form[data-answer]")].find((other) => keyOf(other) === detail.key);
  if (!form) return;
  if (detail.kind === "saved") showSaved(form, detail);
  if (detail.kind === "conflict") showBoth(form, detail);
  if (detail.kind === "refused" && !detail.isNewer) {
    showProblem(form, detail.reply);
    showHere(form, words("unsaved"), false);
  }
  if (detail.kind === "away") showHere(form, words("here"), false);
};

const bind = (form) => {
  form.dataset.facts = JSON.stringify(FACTS.map((name) => fieldsOf(form)[name]));
  form.addEventListener("input", () => {
    remember(form);
    sendSoon(form);
  });
  form.addEventListener("change", () => {
    remember(form);
    sendNow(form);
  });
  // To choose again what was taken over confirms it, although nothing changes.
  form.addEventListener("click", ({ target }) => {
    if (target.matches("input[type=radio]") && "takenOver" in form.dataset) {
      remember(form);
      sendNow(form);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(form);
    release(keyOf(form), form.elements.version.value);
    sendNow(form);
  });
  form.querySelector("[data-take-theirs]")?.addEventListener("click", () => drop(keyOf(form)));
  for (const button of form.querySelectorAll("[data-joins]")) {
    button.addEventListener("click", () => {
      const field = button.closest(".field");
      const text = field.querySelector("textarea");
      text.value = `${field.querySelector("[data-words]").textContent}\n${text.value}`;
      remember(form);
      text.focus();
    });
  }
};

/** Watch the forms below `root`; what was kept on this device comes back into them and is sent. */
export const bindAnswers = (root) => {
  for (const form of root.querySelectorAll("form[data-answer]")) {
    bind(form);
    const entry = kept(keyOf(form));
    if (!entry) continue;
    fill(form, entry.fields);
    send(keyOf(form));
  }
};

document.addEventListener("outbox", onOutcome);
