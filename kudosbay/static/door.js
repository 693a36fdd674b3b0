/* The door of an event on a phone. Notes are kept here until the server has taken them; sending one twice changes nothing.
   The page's forms work without this. */

const door = document.querySelector("[data-door]");
const NAME = `kudosbay-door:${door.dataset.doorEvent}`;
const EVERY = 15000;
const SHOWN = 2500;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const plain = (text) => text.trim().toUpperCase().replace(/[^0-9A-Z]/g, "");
const said = door.querySelector("[data-door-said]");
const queue = door.querySelector("[data-door-queue]");

function kept() {
  try { return JSON.parse(localStorage.getItem(NAME)) ?? []; } catch { return []; }
}

function keep(notes) {
  localStorage.setItem(NAME, JSON.stringify(notes));
  queue.hidden = notes.length === 0;
  queue.textContent = door.dataset.doorWaiting.replace("{n}", notes.length);
}

function tell(words, tone) {
  said.hidden = false;
  said.dataset.tone = tone;
  said.textContent = words;
  if ("vibrate" in navigator) navigator.vibrate(tone === "ok" ? 60 : [60, 60, 60]);
}

/* Whom the list of this page knows: by the code said, or by the address that a ticket's picture holds. */
function guest(ticket) {
  const end = ticket.trim().replace(/\/+$/, "").split("/").pop();
  const rows = [...document.querySelectorAll("[data-door-guests] [data-code]")];
  return rows.find((row) => row.dataset.key === end || plain(row.dataset.code) === plain(ticket));
}

/* One go at a time: what is noted meanwhile goes with the next. */
let going = false;
async function send() {
  if (going || !kept().length || !navigator.onLine) return;
  going = true;
  const arrived = await tellServer(kept()).finally(() => { going = false; });
  if (arrived && kept().length) send();
}

async function tellServer(notes) {
  let answer;
  try {
    answer = await fetch(door.dataset.door, {
      method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": token() }, body: JSON.stringify(notes),
    });
  } catch { return false; }
  if (!answer.ok) { if (answer.type === "opaqueredirect" || answer.status === 403) tell(door.dataset.doorLost, "bad"); return false; }
  const { notes: told } = await answer.json();
  const arrived = new Set(told.map((one) => one.key));
  keep(kept().filter((note) => !arrived.has(note.key)));
  const refused = told.filter((one) => !one.taken);
  for (const one of told) if (one.taken) mark(one.code);
  if (refused.length) tellRefused(refused, notes);
  else if (told.length) tell(told.at(-1).words, told.at(-1).again ? "again" : "ok");
  return told.length > 0;
}

/* Each by its ticket: several notes may have arrived together. */
function tellRefused(refused, notes) {
  const tickets = Object.fromEntries(notes.map((note) => [note.key, note.ticket]));
  tell(refused.map((one) => `${guest(tickets[one.key])?.dataset.name ?? tickets[one.key]}: ${one.words}`).join(" · "), "bad");
  for (const one of refused) guest(tickets[one.key])?.querySelector("button")?.removeAttribute("disabled");
}

function mark(code) {
  const row = guest(code);
  const form = row?.querySelector("[data-door-form]");
  if (!form) return;
  form.remove();
  const state = row.querySelector(".tag");
  state.className = "tag tag-plain";
  state.textContent = door.dataset.doorCame;
  const count = document.querySelector("[data-door-in]");
  count.textContent = Number(count.textContent) + 1;
}

function note(ticket, act) {
  if (!ticket.trim()) return;
  const known = guest(ticket);
  const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  keep([...kept(), { key, ticket, act, at: new Date().toISOString() }]);
  if (act === "in") known?.querySelector("button")?.setAttribute("disabled", "");
  if (!navigator.onLine) tell(known ? `${known.dataset.name} · ${door.dataset.doorKept}` : door.dataset.doorUnknown, "kept");
  send();
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-door-form]");
  if (!form) return;
  event.preventDefault();
  note(form.elements.ticket.value, event.submitter?.value ?? "in");
  form.dispatchEvent(new Event("taken", { bubbles: true }));
  if (form.elements.ticket.type !== "hidden") { form.reset(); form.elements.ticket.focus(); }
});

document.querySelector("[data-door-find]").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of document.querySelectorAll("[data-door-guests] [data-code]")) {
    row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
  }
});

/* The camera, where the browser reads codes by itself; elsewhere the code is typed or the name is found. */
async function scan() {
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  const place = door.querySelector("[data-door-camera]");
  const video = document.createElement("video");
  const button = document.createElement("button");
  button.className = "btn btn-secondary";
  button.textContent = door.dataset.doorScan;
  place.append(button);
  place.hidden = false;
  let stream = null;
  let last = "";
  const look = async () => {
    if (!stream) return;
    const [found] = await reader.detect(video).catch(() => []);
    if (found && found.rawValue !== last) {
      last = found.rawValue;
      note(found.rawValue, "in");
      setTimeout(() => { last = ""; }, SHOWN);
    }
    setTimeout(look, 200);
  };
  button.addEventListener("click", async () => {
    if (stream) {
      stream.getTracks().forEach((track) => track.stop());
      stream = null;
      video.remove();
      button.textContent = door.dataset.doorScan;
      return;
    }
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.playsInline = true;
    video.muted = true;
    place.prepend(video);
    await video.play();
    button.textContent = door.dataset.doorStop;
    look();
  });
}

keep(kept());
send();
setInterval(send, EVERY);
addEventListener("online", send);
if ("BarcodeDetector" in window && navigator.mediaDevices) scan();
