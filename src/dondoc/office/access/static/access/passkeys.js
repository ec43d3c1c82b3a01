// Passkeys (WebAuthn): makes or uses one, then sends the form. The server checks everything; this file only carries.
const TEXT = { credential: "input[name=credential]", problem: "[data-passkey-problem]" };

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: toBytes(one.id) }));

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = withBytes(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = withBytes(publicKey.allowCredentials);
  return options;
}

function written(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = toText(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: said,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function optionsOf(form) {
  if (!form.dataset.passkeyOptions) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.dataset.passkeyOptions, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function make(form) {
  const publicKey = readOptions((await optionsOf(form)).creation_options);
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return navigator.credentials.create({ publicKey });
}

async function use(form) {
  return navigator.credentials.get({ publicKey: readOptions((await optionsOf(form)).request_options) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  // Without scripts, or in a browser that knows no passkeys, what could not work is not offered.
  if (window.PublicKeyCredential) form.hidden = false;
  const problem = form.querySelector(TEXT.problem);
  form.querySelector("[data-passkey-start]").addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const credential = await (form.dataset.passkey === "create" ? make : use)(form);
      form.querySelector(TEXT.credential).value = written(credential);
    } catch {
      problem.hidden = false;
      return;
    }
    form.submit();
  });
}
