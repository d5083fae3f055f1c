// Passkeys: a form marked data-passkey asks the browser for a credential and sends it along.
"use strict";

(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function read(options) {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    if (key.excludeCredentials) key.excludeCredentials = known(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = known(key.allowCredentials);
    return { publicKey: key };
  }

  function written(found) {
    const said = found.response;
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (said[name]) response[name] = text(said[name]);
    }
    if (said.getTransports) response.transports = said.getTransports();
    return {
      id: found.id,
      rawId: text(found.rawId),
      type: found.type,
      authenticatorAttachment: found.authenticatorAttachment || undefined,
      clientExtensionResults: found.getClientExtensionResults(),
      response,
    };
  }

  function passwordless(options, form) {
    const box = form.elements.passwordless;
    if (!box || !options.publicKey.authenticatorSelection) return;
    const wanted = options.publicKey.authenticatorSelection;
    wanted.residentKey = box.checked ? "required" : "discouraged";
    wanted.requireResidentKey = box.checked;
    if (box.checked) wanted.userVerification = "required";
  }

  async function asked(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  }

  async function used(form) {
    const options = await asked(form);
    const making = form.dataset.passkey === "create";
    if (making) passwordless(options, form);
    const way = making ? "create" : "get";
    form.elements.credential.value = JSON.stringify(written(await navigator.credentials[way](read(options))));
    form.submit();
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      failed.hidden = true;
      used(form).catch(() => { failed.hidden = false; });
    });
  }
})();
