/* Passkeys: asks the browser with the page's options and sends its answer with the form. */

const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (credentials) => (credentials ?? []).map((one) => ({ ...one, id: fromText(one.id) }));

function creation(options) {
  const user = { ...options.user, id: fromText(options.user.id) };
  return { ...options, user, challenge: fromText(options.challenge), excludeCredentials: listed(options.excludeCredentials) };
}
function request(options) {
  return { ...options, challenge: fromText(options.challenge), allowCredentials: listed(options.allowCredentials) };
}

/* Every buffer of the answer as web-safe text. */
function plain(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const part = credential.response[name];
    if (part) response[name] = toText(part);
  }
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
}

async function answer(form) {
  const options = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "create") return navigator.credentials.create({ publicKey: creation(options) });
  return navigator.credentials.get({ publicKey: request(options) });
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  event.stopImmediatePropagation();
  const failed = form.querySelector("[role=alert][hidden], [data-said]");
  try {
    form.elements.answer.value = JSON.stringify(plain(await answer(form)));
    form.submit();
  } catch {
    failed.hidden = false;
    failed.dataset.said = "1";
    failed.textContent = form.dataset.failed;
  }
}

document.querySelectorAll("form[data-passkey]").forEach((form) => form.addEventListener("submit", send));
