// Passkeys: asks the server what to ask the device, asks the device, and sends its answer with the form around the button.
// Texts and addresses are in the page. Without this file the password and the codes work as before.
(function () {
  "use strict";
  const root = document.documentElement;
  if (root.dataset.passkeys) { return; } // a page with two forms names this file twice
  root.dataset.passkeys = "ready";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  async function ask(button) {
    const body = new FormData();
    body.append("csrf_token", button.form.elements.csrf_token.value);
    body.append("page", location.pathname);
    body.append("about", button.dataset.about || "");
    const answer = await fetch(button.dataset.options, { method: "POST", body });
    if (answer.redirected) { location.assign(answer.url); return null; }
    if (!answer.ok) { throw new Error(String(answer.status)); }
    return answer.json();
  }

  async function make(options) {
    const made = await navigator.credentials.create({ publicKey: {
      ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    } });
    return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    } };
  }

  async function use(options) {
    const used = await navigator.credentials.get({ publicKey: {
      ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials),
    } });
    const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
    return { id: used.id, rawId: text(used.rawId), type: used.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    } };
  }

  function say(button, words) {
    const place = button.parentNode.querySelector("[data-passkey-says]");
    place.textContent = words;
    place.hidden = !words;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-passkey]");
    if (!button || button.getAttribute("aria-busy")) { return; }
    const form = button.form, says = button.dataset;
    if (!window.PublicKeyCredential) { say(button, says.none); return; }
    const needed = [...form.elements].find((field) => field.required && field.type === "text" && !field.value.trim());
    if (says.passkey === "make" && needed) { form.requestSubmit(); return; }
    button.setAttribute("aria-busy", "true");
    say(button, says.waiting);
    try {
      const options = await ask(button);
      if (!options) { return; }
      form.elements.passkey.value = JSON.stringify(await (says.passkey === "make" ? make(options) : use(options)));
      const sends = [...form.querySelectorAll("[type=submit]")];
      if (sends.length > 1) { say(button, says.next); } else { say(button, ""); form.requestSubmit(sends[0] || null); }
    } catch {
      say(button, says.stopped);
    }
    button.removeAttribute("aria-busy");
  });
})();
