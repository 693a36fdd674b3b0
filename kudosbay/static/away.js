/* A form that is filled in where there is no network: kept on this device, sent as soon as there is one. Each keeps its
   own key, so that what was sent twice counts once. The form works without this; its words come from data attributes. */

const KEY = "kudosbay-away:";
const form = document.querySelector("form[data-away]");
const box = document.querySelector("[data-kept-away]");
const place = KEY + location.pathname;

const kept = () => { try { return JSON.parse(localStorage.getItem(place)) ?? []; } catch { return []; } };
const keep = (list) => { list.length ? localStorage.setItem(place, JSON.stringify(list)) : localStorage.removeItem(place); show(list.length); };
const fresh = () => [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function show(count) {
  const words = box.querySelector("[data-kept-count]");
  words.textContent = words.dataset.keptCount.replace("{n}", count);
  box.hidden = !count;
}

function putAway(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!form.reportValidity()) return;
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  try { keep([...kept(), fields]); } catch { return; }  // no room here: what was typed stays in the form
  const fair = ["fair", "met_on", "language"].map((name) => [name, form.elements[name].value]);
  form.reset();
  fair.forEach(([name, value]) => { form.elements[name].value = value; });
  form.elements.form_key.value = fresh();
  box.querySelector("[data-kept-count]").after(Object.assign(document.createElement("span"), { textContent: ` ${form.dataset.away}`, role: "status" }));
}

async function send(fields) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(location.pathname + location.search, { method: "POST", body, credentials: "same-origin" });
  return answer.ok && answer.redirected && !answer.url.includes("sign-in");
}

async function sendAll() {
  for (const fields of kept()) {
    try {
      if (await send(fields)) keep(kept().slice(1)); else return;
    } catch { return; }  // still no network: the next time
  }
}

if (form && box) {
  form.addEventListener("submit", putAway, true);
  addEventListener("online", sendAll);
  show(kept().length);
  if (navigator.onLine) sendAll();
}
