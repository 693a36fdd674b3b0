/* A form that is filled in where there is no network: kept on this device, sent as soon as there is one. Each keeps its
   own key, so that what was sent twice counts once. The form works without this; its words come from data attributes. */

const KEY = "kudosbay-away:";
const form = document.querySelector("form[data-away]");
const box = document.querySelector("[data-kept-away]");
const place = KEY + location.pathname;

const kept = () => { try { return JSON.parse(localStorage.getItem(place)) ?? []; } catch { return []; } };
const keep = (list) => { list.length ? localStorage.setItem(place, JSON.stringify(list)) : localStorage.removeItem(place); show(list); };
const fresh = () => [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const named = (name) => [...form.elements].filter((one) => one.name === name);

/* `refused` are those that the server did not take: whoever wrote them mends them. */
function show(list) {
  const words = box.querySelector("[data-kept-count]");
  words.textContent = words.dataset.keptCount.replace("{n}", list.length);
  box.querySelector("[data-kept-mend]").hidden = !list.some((one) => one.refused);
  box.hidden = !list.length;
}

function say(words) {
  const said = box.querySelector("[data-kept-said]");
  said.textContent = words;
  said.hidden = !words;
}

/* What the server would refuse is not kept: nobody stands there any more to be asked again. */
function missing() {
  return form.dataset.awayNeeds.split(" ").find((name) =>
    !named(name).some((one) => (one.type === "checkbox" ? one.checked : one.value.trim())));
}

/* Where something was lacking, typing or ticking mends it. */
function mended(event) {
  named(event.target.name).forEach((one) => one.setCustomValidity(""));
}

function putAway(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dispatchEvent(new Event("taken", { bubbles: true }));
  const lacks = missing();
  if (lacks) {
    const [field] = named(lacks);
    field.setCustomValidity(form.dataset.awayFirst);
    field.reportValidity();
    return;
  }
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  try { keep([...kept(), { fields }]); } catch { return; }  // no room here: what was typed stays in the form
  anew();
  say(form.dataset.away);
}

/* The next person at the same fair. */
function anew() {
  const same = ["fair", "met_on", "language"].map((name) => [name, form.elements[name].value]);
  form.reset();
  same.forEach(([name, value]) => { form.elements[name].value = value; });
  form.elements.form_key.value = fresh();
  scrollTo({ top: 0 });
}

/* Put what was refused back into the form. */
function mend() {
  const list = kept();
  const [one] = list.filter((each) => each.refused);
  if (!one) return;
  speak(one.fields.find(([name]) => name === "shown_in")?.[1]);
  for (const field of form.elements) {
    const values = one.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
  }
  keep(list.filter((each) => each !== one));
  say("");
}

/* The words of the consents in another language, also without a network: what was typed stays. */
function speak(lang) {
  const words = [...document.querySelectorAll("template[data-consent]")].find((one) => one.dataset.consent === lang);
  if (!words) return;
  const agreed = document.querySelector("[data-consents]");
  agreed.lang = lang;
  agreed.dir = words.dataset.dir;
  agreed.replaceChildren(words.content.cloneNode(true));
  form.elements.shown_in.value = lang;
  for (const chip of document.querySelectorAll("[data-speak]")) {
    chip.dataset.speak === lang ? chip.setAttribute("aria-current", "true") : chip.removeAttribute("aria-current");
  }
}

async function send(fields) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(location.pathname + location.search, { method: "POST", body, credentials: "same-origin" });
  if (answer.ok && answer.redirected && !answer.url.includes("sign-in")) return "taken";
  return answer.status === 422 ? "refused" : "later";
}

let going = false;
async function sendAll() {
  if (going) return;
  going = true;
  for (const one of kept().filter((each) => !each.refused)) {
    const state = await send(one.fields).catch(() => "later");  // still no network: the next time
    if (state === "later") break;
    const same = (each) => JSON.stringify(each.fields) === JSON.stringify(one.fields);
    keep(state === "taken" ? kept().filter((each) => !same(each)) : kept().map((each) => (same(each) ? { ...each, refused: true } : each)));
    say(state === "taken" ? form.dataset.awaySent : "");
    if (!kept().length) box.hidden = false;
  }
  going = false;
}

if (form && box) {
  form.addEventListener("submit", putAway, true);
  form.addEventListener("input", mended);
  addEventListener("online", sendAll);
  box.querySelector("[data-kept-mend]").addEventListener("click", mend);
  for (const chip of document.querySelectorAll("[data-speak]")) {
    chip.addEventListener("click", (event) => { event.preventDefault(); speak(chip.dataset.speak); });
  }
  show(kept());
  if (navigator.onLine) sendAll();
}
