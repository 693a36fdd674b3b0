/* A file sent in pieces, which survives a lost signal. The page's form works without this; see components/files.html. */

const PIECE = 512 * 1024;
const WAITS = [1000, 2000, 5000, 10000, 20000, 30000];
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

/* The same file gets the same key, so a page that was closed goes on where it stopped. */
const keyOf = (file) => btoa(unescape(encodeURIComponent(`${file.name}|${file.size}|${file.lastModified}`))).replace(/[^A-Za-z0-9]/g, "").slice(-64);

function sendPiece(url, file, from) {
  const to = Math.min(file.size, from + PIECE);
  return fetch(url, {
    method: "PUT",
    body: file.slice(from, to),
    headers: {
      "Content-Range": `bytes ${from}-${to - 1}/${file.size}`,
      "Content-Type": "application/octet-stream",
      "X-CSRFToken": token(),
      "X-File-Name": encodeURIComponent(file.name),
      "X-Upload-Key": keyOf(file),
    },
  });
}

/* Answers: 200 or 201 with {"id"} when whole; 202 or 308 with header X-Received, the number of bytes kept so far. */
async function sendWhole(box, file, say) {
  let from = 0;
  let failures = 0;
  while (true) {
    try {
      const answer = await sendPiece(box.dataset.uploadUrl, file, from);
      if (answer.status === 200 || answer.status === 201) return await answer.json();
      if (answer.status !== 202 && answer.status !== 308) throw new Refused(await words(answer));
      from = Number(answer.headers.get("X-Received") ?? from + PIECE);
      failures = 0;
      say(Math.round((from * 100) / file.size), "");
    } catch (error) {
      if (error instanceof Refused || failures >= WAITS.length) throw error;
      say(null, box.dataset.waiting);
      await pause(WAITS[failures]);
      failures += 1;
    }
  }
}
class Refused extends Error {}

async function words(answer) {
  try { return (await answer.json()).message ?? ""; } catch { return ""; }
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
    sent.value = (await sendWhole(box, file, say)).id;
    input.disabled = true; // the form is sent with the id, not with the bytes again
    say(100, box.dataset.sent);
  } catch (error) {
    say(0, error.message && error instanceof Refused ? error.message : box.dataset.failed);
  }
}

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-upload-url]");
  if (box && event.target.type === "file" && event.target.files.length === 1) take(box, event.target);
});
