/*
 * What the pages about one's own account need besides page.js.
 *
 * form[data-passkey="get"|"create"]  asks the device for a passkey and sends what it answers in the field "credential";
 *                                    the options stand as JSON in the element data-options, or at data-options-from
 * [data-passkeys]                    shown where passkeys work; [data-no-passkeys] shown where they do not
 * [data-passkey-problem]             shown when the device did not answer
 * [data-prints]                      prints the page
 * [data-shows="ID"]                  a button that shows what was typed into the field ID
 */
"use strict";

(() => {
  const bytes = (text) => {
    const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    if (!buffer) return undefined;
    const letters = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const listed = (credentials) => (credentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  // Names of hosts only: a passkey belongs to a name, never to a number.
  const works = isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);
  for (const element of document.querySelectorAll("[data-passkeys]")) element.hidden = !works;
  for (const element of document.querySelectorAll("[data-no-passkeys]")) element.hidden = works;

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  };

  const created = async (publicKey, alone) => {
    const choice = publicKey.authenticatorSelection;
    choice.residentKey = alone ? "required" : "discouraged";
    choice.requireResidentKey = alone;
    if (alone) choice.userVerification = "required";
    const credential = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: listed(publicKey.excludeCredentials),
      },
    });
    return {
      ...about(credential),
      response: {
        clientDataJSON: text(credential.response.clientDataJSON),
        attestationObject: text(credential.response.attestationObject),
        transports: credential.response.getTransports?.() ?? [],
      },
    };
  };

  const given = async (publicKey) => {
    const credential = await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: listed(publicKey.allowCredentials),
      },
    });
    return {
      ...about(credential),
      response: {
        clientDataJSON: text(credential.response.clientDataJSON),
        authenticatorData: text(credential.response.authenticatorData),
        signature: text(credential.response.signature),
        userHandle: text(credential.response.userHandle),
      },
    };
  };

  const about = (credential) => ({
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = form.parentElement.querySelector("[data-passkey-problem]");
      if (problem) problem.hidden = true;
      try {
        const { publicKey } = await options(form);
        const alone = form.elements.passwordless?.checked ?? false;
        const credential = form.dataset.passkey === "create" ? await created(publicKey, alone) : await given(publicKey);
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        if (problem) problem.hidden = false;
      }
    });
  }

  for (const button of document.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  for (const button of document.querySelectorAll("[data-shows]")) {
    const field = document.getElementById(button.dataset.shows);
    button.hidden = !field;
    button.addEventListener("click", () => {
      const isShown = field.type === "text";
      field.type = isShown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!isShown));
    });
  }
})();
