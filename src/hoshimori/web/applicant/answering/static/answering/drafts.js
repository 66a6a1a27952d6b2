/*
 * What is typed into the other forms (alternative, comment) waits on this device until it is sent with their button.
 * It comes back with the version it was written against, so that it never covers what somebody else wrote meanwhile.
 */
import { forget, recall, store } from "./storing.js";

const PREFIX = "hoshimori.draft/";

const keyOf = (form) => {
  const keeper = form.closest("[data-keeper]").dataset.keeper;
  return `${PREFIX}${keeper}/${new URL(form.action).pathname}`;
};

const textsOf = (form) => [...form.querySelectorAll("textarea")];

const remember = (form) => {
  const texts = Object.fromEntries(textsOf(form).map((field) => [field.name, field.value]));
  store(keyOf(form), { texts, version: form.elements.version?.value });
};

const restore = (form) => {
  const draft = recall(keyOf(form));
  if (!draft) return;
  const changed = textsOf(form).filter((field) => (draft.texts[field.name] ?? field.value) !== field.value);
  if (!changed.length) {
    forget(keyOf(form));
    return;
  }
  for (const field of changed) field.value = draft.texts[field.name];
  if (form.elements.version) form.elements.version.value = draft.version;
  form.closest("details")?.setAttribute("open", "");
};

/** The form was taken: nothing of it has to be kept. */
export const sent = (form) => forget(keyOf(form));

export const bindDrafts = (root) => {
  for (const form of root.querySelectorAll("form[data-quiet]")) {
    if (!textsOf(form).length) continue;
    // What comes back refused holds what was typed already, and the version to answer it with.
    if (!form.querySelector("[role=alert]")) restore(form);
    form.addEventListener("input", () => remember(form));
  }
};
