/*
 * What every page needs; without it everything can still be read and saved.
 *
 * data-offline              shown while there is no connection
 * data-opens="ID"           a button that opens the dialog ID; data-closes closes the dialog around it
 * data-copies="ID"          a button that copies what stands in ID; data-done holds the word shown afterwards
 * data-asks-before-leaving  a form: leaving with unsent text is asked about
 * hoshimori:saved           an event any script may send with {words}: they are shown in [data-saved]
 */
"use strict";

(() => {
  const banner = document.querySelector("[data-offline]");
  const showConnection = () => {
    if (banner) banner.hidden = navigator.onLine;
  };
  addEventListener("online", showConnection);
  addEventListener("offline", showConnection);
  showConnection();

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-opens], [data-closes], [data-copies]");
    if (!button) return;
    if (button.dataset.opens) {
      const dialog = document.getElementById(button.dataset.opens);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    } else if ("closes" in button.dataset) {
      event.preventDefault();
      button.closest("dialog")?.close();
    } else {
      await copy(button);
    }
  });

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copies);
    const text = source.value ?? source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // An old or unsafe connection: mark the text, so that the reader can copy it.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      return;
    }
    const word = button.querySelector("[data-word]") ?? button;
    const before = word.textContent;
    word.textContent = button.dataset.done;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => {
      word.textContent = before;
    }, 2500);
  };

  const unsent = new Set();
  for (const form of document.querySelectorAll("form[data-asks-before-leaving]")) {
    form.addEventListener("input", () => unsent.add(form));
    form.addEventListener("submit", () => unsent.delete(form));
  }
  addEventListener("beforeunload", (event) => {
    if (unsent.size) event.preventDefault();
  });

  // htmx sends the token of the page; every page has one in its language form.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });

  document.addEventListener("hoshimori:saved", (event) => {
    for (const line of document.querySelectorAll("[data-saved]")) {
      line.textContent = event.detail.words;
      line.hidden = false;
    }
  });
})();
