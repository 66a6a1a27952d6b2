/*
 * What is kept on this device and not saved: shown in a dialog criterion by criterion, so that it can be gone to,
 * copied, or thrown away. Some of it may never be taken, for example when the self-evaluation was closed meanwhile.
 */
import { drop, kept, keys } from "./outbox.js";

const line = (key, list) => {
  const entry = kept(key);
  const criterion = key.split("/").at(-1);
  const shown = document.getElementById("unsaved-line").content.firstElementChild.cloneNode(true);
  const link = shown.querySelector("a");
  link.textContent = criterion;
  link.href = new URL(`../${criterion.replace(/-\d+$/, "")}/?criterion=${criterion}`, entry.url);
  const texts = [entry.fields.reason, entry.fields.plan, entry.fields.note].filter(Boolean);
  shown.querySelector(".words").textContent = texts.join("\n");
  shown.querySelector("button").addEventListener("click", () => {
    drop(key);
    shown.remove();
    if (!list.children.length) list.closest("dialog").close();
  });
  return shown;
};

export const startUnsaved = () => {
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-shows-unsaved]")) return;
    const list = document.getElementById("unsaved-list");
    list.replaceChildren(...keys().map((key) => line(key, list)));
    list.closest("dialog").showModal();
  });
};
