/* A file sent in pieces, which survives a lost signal. The page's form works without this; see components/files.html.
   The address answers POST {name, size} with {id, received, address}; `address` takes the pieces by PUT and answers with
   {received}; the upload's own address (its parent) tells by GET how far it came. */

const PIECE = 512 * 1024;
const WAITS = [1000, 2000, 5000, 10000, 20000, 30000];
const OURS = "kudosbay-upload:";
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

class Refused extends Error {}

/* The same file is known again, so a page that was closed goes on where it stopped. */
const nameOf = (file) => `${OURS}${file.name}|${file.size}|${file.lastModified}`;
const remembered = (file) => { try { return sessionStorage.getItem(nameOf(file)); } catch { return null; } };
const remember = (file, address) => { try { sessionStorage.setItem(nameOf(file), address); } catch { /* begins anew */ } };

async function words(answer) {
  try { return (await answer.json()).message ?? ""; } catch { return ""; }
}

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { ...options.headers, "X-CSRFToken": token() } });
  if (answer.ok || answer.status === 409) return answer.json();
  if (answer.status >= 500) throw new Error("try again");
  throw new Refused(await words(answer));
}

async function begin(url, file) {
  const state = remembered(file);
  if (state) {
    try { return await ask(state); } catch (error) { if (!(error instanceof Refused)) throw error; }
  }
  const upload = await ask(url, { method: "POST", body: new URLSearchParams({ name: file.name, size: file.size }) });
  remember(file, upload.address.replace(/[^/]+\/$/, ""));
  return upload;
}

function sendPiece(address, file, from) {
  const to = Math.min(file.size, from + PIECE);
  const headers = { "Content-Range": `bytes ${from}-${to - 1}/${file.size}`, "Content-Type": "application/octet-stream" };
  return ask(address, { method: "PUT", body: file.slice(from, to), headers });
}

/* A lost signal is waited for; what the server refuses is said at once. */
async function patiently(act, waiting) {
  for (let failures = 0; ; failures += 1) {
    try { return await act(); } catch (error) {
      if (error instanceof Refused || failures >= WAITS.length) throw error;
      waiting();
      await pause(WAITS[failures]);
    }
  }
}

async function sendWhole(box, file, say) {
  const waiting = () => say(null, box.dataset.waiting);
  const upload = await patiently(() => begin(box.dataset.uploadUrl, file), waiting);
  let { received } = upload;
  while (received < file.size) {
    const from = received;
    ({ received } = await patiently(() => sendPiece(upload.address, file, from), waiting));
    say(Math.round((received * 100) / file.size), "");
  }
  return upload.id;
}

function speaker(box) {
  const area = box.querySelector(".upload-progress");
  const progress = area.querySelector("progress");
  const text = area.querySelector(".upload-words");
  area.hidden = false;
  return (share, said) => {
    if (share !== null) progress.value = share;
    text.textContent = said || `${progress.value} %`;
  };
}

async function take(box, input) {
  const file = input.files[0];
  const say = speaker(box);
  const sent = box.querySelector("input[type=hidden]");
  sent.value = "";
  say(0, "");
  if (file.size > Number(box.dataset.limit)) { say(0, box.dataset.tooLarge); input.value = ""; return; }
  try {
    sent.value = await sendWhole(box, file, say);
    input.disabled = true; // the form is sent with the id, not with the bytes again
    say(100, box.dataset.sent);
  } catch (error) {
    say(0, (error instanceof Refused && error.message) || box.dataset.failed);
  }
}

/* A form that is sent while pieces are on their way goes without them: the whole file is in the field still. */
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-upload-url]");
  if (box && event.target.type === "file" && event.target.files.length === 1) take(box, event.target);
});
