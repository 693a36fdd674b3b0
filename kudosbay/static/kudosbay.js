/* What pages gain with script. Everything works without it; texts come from data attributes, never from here. */

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const OFF = "kudosbay-shortcuts-off";

/* A setting of this device; a browser that refuses storage simply forgets it. */
const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const remember = (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* forgotten */ } };

/* --- once: a second click sends nothing twice --------------------------------------------------------------------- */
function guardOnce(event) {
  const form = event.target;
  if (form.method === "dialog" || !form.matches("form[method=post], form[data-once]")) return;
  if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 8000);
}
function release(form) {
  delete form.dataset.sent;
  all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
}
/* A page's own script has taken what was typed, by the event "taken": the form is free for the next at once. */
function noteTaken(event) {
  release(event.target);
  dirty.delete(event.target);
}

/* --- typed and not sent: the browser asks before it is lost ------------------------------------------------------- */
const dirty = new Set();
function noteTyping(event) {
  const form = event.target.form;
  if (form?.matches("[data-keep]")) dirty.add(form);
}
function warnBeforeLeaving(event) {
  if ([...dirty].some((form) => form.isConnected && !form.dataset.sent)) event.preventDefault();
}

/* --- copy --------------------------------------------------------------------------------------------------------- */
/* Browsers give the clipboard to https only; inside an office net without it the older way is left. */
async function intoClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  return area.remove();
}
async function copy(button) {
  await intoClipboard(button.dataset.copy);
  const words = one("span", button);
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
}

/* --- lists: the cursor row, chosen rows and their count ----------------------------------------------------------- */
const rows = () => all(".rows tbody tr");
function moveCursor(step) {
  const list = rows();
  const here = list.indexOf(one("tr[data-cursor]"));
  const next = list[Math.min(list.length - 1, Math.max(0, here + step))];
  list[here]?.removeAttribute("data-cursor");
  next?.setAttribute("data-cursor", "");
  const target = next && one("a, input", next);
  target?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
function countChosen(form) {
  const boxes = all("tbody .check input", form);
  const chosen = boxes.filter((box) => box.checked).length;
  boxes.forEach((box) => box.closest("tr").classList.toggle("chosen", box.checked));
  form.toggleAttribute("data-any", chosen > 0);
  all("[data-chosen]", form).forEach((words) => { words.textContent = words.dataset.chosen.replace("{n}", chosen); });
  const head = one("thead .check input", form);
  if (head) { head.checked = chosen === boxes.length; head.indeterminate = chosen > 0 && chosen < boxes.length; }
}
function noteChoice(event) {
  const form = event.target.closest("form[data-bulk]");
  if (!form || !event.target.matches(".check input")) return;
  if (event.target.closest("thead")) all("tbody .check input", form).forEach((box) => { box.checked = event.target.checked; });
  countChosen(form);
}

/* --- shortcuts ---------------------------------------------------------------------------------------------------- */
/* An element with data-key="e" is pressed by E; data-go="i" is reached by G then I. All can be switched off. */
const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
let waitingForGo = 0;

function closeWhatIsOpen() {
  const menu = one("details[data-menu][open]");
  if (menu) { menu.open = false; one("summary", menu).focus(); return; }
  one("[data-peek]")?.remove();
}
function openSearch() {
  const search = one("[data-search]");
  search?.focus();
  search?.select();
  return Boolean(search);
}
const FIXED = {
  "/": openSearch,
  "?": () => one("[data-shortcuts]")?.showModal(),
  "x": () => document.activeElement.closest("tr")?.querySelector(".check input")?.click(),
};
function pressLetter(key) {
  if (Date.now() - waitingForGo < 1500) {
    waitingForGo = 0;
    return one(`[data-go="${CSS.escape(key)}"]`)?.click();
  }
  if (key === "g") { waitingForGo = Date.now(); return undefined; }
  if (FIXED[key]) return FIXED[key]();
  const target = one(`[data-key="${CSS.escape(key)}"]`);
  if (target) return target.click();
  if (key === "j") return moveCursor(1);
  return key === "k" ? moveCursor(-1) : undefined;
}
function onKey(event) {
  if (event.key === "Escape") { closeWhatIsOpen(); return; }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { if (openSearch()) event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) return;
  if (document.body.matches(".present")) { turnPage(event); return; }
  if (event.key.length !== 1 || remembered(OFF)) return;
  if (event.key === "/" || event.key === "?") event.preventDefault();
  pressLetter(event.key.toLowerCase());
}
function advance(wall) {
  setTimeout(() => one("a[rel=next]", wall)?.click(), Number(wall.dataset.advance) * 1000);
}
function turnPage(event) {
  const rel = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  const link = rel && one(`.present-foot a[rel=${rel}]`);
  if (link) { event.preventDefault(); link.click(); }
}

/* A finger drawn over the wall turns the page: towards the left for the next one. */
const SWIPE = 60;
let touchedAt = 0;
function noteTouch(event) { touchedAt = event.changedTouches[0].clientX; }
function noteSwipe(event) {
  const drawn = event.changedTouches[0].clientX - touchedAt;
  if (document.body.matches(".present") && Math.abs(drawn) > SWIPE) one(`.present-foot a[rel=${drawn < 0 ? "next" : "prev"}]`)?.click();
}

/* --- what is shown only with script, and on each piece that htmx brings ------------------------------------------- */
function dress(root) {
  all("[data-copy][hidden], [data-print][hidden], [data-open-shortcuts][hidden], [data-run][hidden]", root).forEach((button) => { button.hidden = false; });
  all("[data-toast]", root).forEach((toast) => setTimeout(() => fade(toast), 6000));
  all("form[data-bulk]", root).forEach(countChosen);
  all("[data-advance]", root).forEach(advance);
  one("[data-focus]", root)?.focus();
  const off = one("[data-shortcuts-off]", root);
  if (off) off.checked = Boolean(remembered(OFF));
}
/* A toast with Undo stays while it is read: under the pointer or the focus it waits. */
function fade(toast) {
  if (toast.matches(":hover, :focus-within")) { setTimeout(() => fade(toast), 2000); return; }
  toast.remove();
}
function onClick(event) {
  const target = event.target.closest("[data-copy], [data-print], [data-close], [data-open-shortcuts]");
  all("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  if (!target) return;
  if (target.matches("[data-copy]")) copy(target);
  if (target.matches("[data-print]")) window.print();
  if (target.matches("[data-open-shortcuts]")) FIXED["?"]();
  if (target.matches("[data-close]")) { event.preventDefault(); target.closest("[data-peek]").remove(); }
}

/* Counts on chips follow the server: the answer's header X-Counts is {"name": number}. */
function noteCounts(event) {
  const header = event.detail.xhr?.getResponseHeader("X-Counts");
  if (!header) return;
  for (const [name, count] of Object.entries(JSON.parse(header))) {
    all(`[data-count="${CSS.escape(name)}"]`).forEach((place) => { place.textContent = count.toLocaleString(document.documentElement.lang); });
  }
}

document.addEventListener("submit", guardOnce, true); // before htmx hears of it
document.addEventListener("taken", noteTaken);
document.addEventListener("input", noteTyping);
document.addEventListener("change", noteChoice);
document.addEventListener("change", (event) => { if (event.target.matches("[data-shortcuts-off]")) remember(OFF, event.target.checked ? "1" : null); });
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
document.addEventListener("touchstart", noteTouch, { passive: true });
document.addEventListener("touchend", noteSwipe, { passive: true });
document.addEventListener("htmx:load", (event) => dress(event.detail.elt));
document.addEventListener("htmx:afterRequest", (event) => { noteCounts(event); if (event.target.matches?.("form")) release(event.target); });
window.addEventListener("beforeunload", warnBeforeLeaving);
window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));
dress(document);
