// Improvements only: every page does the same without this file. What replaces a part of a page is htmx, told by
// attributes in the templates.
"use strict";

// ---- uploads: one request a file, with the share that has left this computer ----

// What somebody has chosen stays in the list until it is stored or taken out: each file waits, is on its way, is
// stored, failed, or is one of whose name there is another already.
class Upload {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.input = form.querySelector("input[type=file]");
    this.folder = form.querySelector("input[name=folder]");
    this.list = form.querySelector(".sent");
    this.sum = form.querySelector("[data-sum]");
    this.whole = form.querySelector("[data-whole]");
    this.button = form.querySelector("[data-send]");
    this.stop = form.querySelector("[data-stop]");
    this.empty = form.querySelector("[data-clear]");
    this.items = [];
    this.sending = false;
    const told = form.closest("section").querySelector("[data-asks]");
    told.textContent = told.dataset.asks;
    this.choosing();
    this.dropping(form.querySelector(".drop"));
    this.stop.addEventListener("click", () => { this.stopped = true; this.request.abort(); });
    this.empty.addEventListener("click", () => { this.drop(this.left()); this.say("", ""); this.button.focus(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.sending) return;
      if (this.left("waiting", "failed").length > 0) return this.sendAll();
      if (this.left().length > 0) return this.sum.querySelector("button")?.focus();
      this.say("note refuse", this.words.none);
      this.form.querySelector("[data-choose]").focus();
    });
  }

  // Buttons in the page's language in the place of the browser's own, and a second one for a whole folder.
  choosing() {
    const own = this.input.closest(".field");
    own.hidden = true;
    this.input.required = false;
    this.form.querySelector(".choose").hidden = false;
    this.input.addEventListener("change", () => {
      const files = [...this.input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      this.input.value = "";
      this.take(files);
    });
    for (const button of this.form.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => {
        this.input.webkitdirectory = button.dataset.choose === "folder";
        this.input.click();
      });
    }
  }

  // A file that is let go beside the place for it would open in the place of this page.
  dropping(place) {
    const withFiles = (event) => event.dataTransfer.types.includes("Files");
    place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", async (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (!withFiles(event)) return;
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry);
      const files = [];
      const unreadable = [];
      for (const entry of entries) await walk(entry, files, unreadable);
      this.take(files);
      if (unreadable.length > 0) this.say("note refuse", fill(this.words.unreadable, isolated(unreadable[0])));
      else if (files.length === 0) this.say("note refuse", this.words.hollow);
    });
    for (const type of ["dragover", "drop"]) {
      window.addEventListener(type, (event) => {
        if (event.defaultPrevented || !withFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
      });
    }
  }

  // What is chosen comes to what is chosen already. While others are on their way it goes after them, into the folder
  // that is named by then.
  take(files) {
    if (files.length === 0) return;
    if (!this.sending) {
      this.say("", "");
      this.drop(this.items.filter((item) => item.state === "stored"));
    }
    const known = new Set(this.left().map(same));
    const fresh = files.map((one) => this.item(one)).filter((item) => !known.has(same(item)));
    this.items.push(...fresh);
    this.list.append(...fresh.map((item) => item.row));
    this.count();
  }

  item({ file, path }) {
    const item = { file, path, state: "waiting", folder: this.sending ? this.folder.value : undefined };
    item.row = document.createElement("li");
    item.told = document.createElement("span");
    item.told.textContent = this.size(file.size);
    item.out = document.createElement("button");
    item.out.type = "button";
    item.out.className = "btn bare";
    item.out.textContent = this.words.out;
    item.out.setAttribute("aria-label", this.words.out + ": " + path);
    item.out.addEventListener("click", () => {
      const next = item.row.nextElementSibling?.querySelector("button") ?? this.form.querySelector("[data-choose]");
      this.drop([item]);
      next.focus();
    });
    item.row.append(named(path), item.told, item.out);
    return item;
  }

  // Those that are not stored, or of them those in these states.
  left(...states) {
    return this.items.filter(({ state }) => (states.length === 0 ? state !== "stored" : states.includes(state)));
  }

  drop(items) {
    const gone = new Set(items);
    for (const { row } of items) row.remove();
    this.items = this.items.filter((item) => !gone.has(item));
    this.count();
  }

  count() {
    const left = this.left();
    const bytes = left.reduce((sum, { file }) => sum + file.size, 0);
    this.form.querySelector("[data-chosen-told]").textContent =
      left.length === 0 ? "" : fill(this.words.chosen, counted(left.length), this.size(bytes));
    this.empty.hidden = this.sending || left.length < 2;
  }

  // As the pages write an amount of bytes.
  size(bytes) {
    const power = Math.min(6, Math.max(0, Math.floor(Math.log2(bytes / 1023.5) / 10) + 1));
    const amount = bytes / 1024 ** power;
    const digits = power === 0 || amount >= 99.95 || Number.isInteger(amount) ? 0 : 1;
    const unit = ["", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"][power] || this.words.bytes;
    return isolated(amount.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }) + "\u00a0" + unit);
  }

  // Nothing leaves the list of what is chosen before it is stored. What would keep the next file out too ends the
  // round: a lost connection, a page in the place of an answer.
  async sendAll() {
    this.busy(true);
    this.say("", "");
    this.drop(this.items.filter((item) => item.state === "stored"));
    if (this.ended || this.halted) await this.again();
    this.ended = this.stopped = false;
    this.halted = "";
    for (const item of this.left("failed")) this.becomes(item, "waiting", this.size(item.file.size));
    for (const item of this.items) item.folder ??= this.folder.value;
    for (;;) {
      const item = this.items.find(({ state }) => state === "waiting");
      if (!item || this.stopped || this.ended || this.halted) break;
      await this.send(item);
    }
    // Who stopped, or whose files were refused, may have meant another folder.
    for (const item of this.left("failed", ...(this.stopped ? ["waiting"] : []))) item.folder = undefined;
    this.busy(false);
    this.count();
    this.conclude();
  }

  conclude() {
    const stored = this.items.filter((item) => item.state === "stored").length;
    const of = this.items.length;
    const there = this.left("there");
    if (this.ended) this.over();
    else if (this.halted) this.offer(this.halted + " " + this.words.stay, this.words.again, () => this.sendAll());
    else if (this.stopped && stored < of) this.say("note care", fill(this.words.stopped, counted(stored), counted(of)));
    else if (there.length > 0) this.ask(there, fill(this.words.thereSum, counted(stored), counted(of), counted(there.length)));
    else this.tell(stored, of);
    // The level and the receipt of looking at it, as the server tells them now.
    if (stored > 0 && !this.lost) htmx.ajax("GET", location.href, { target: "#blobs", select: "#blobs", swap: "outerHTML", selectOOB: "#receipt" });
  }

  // The button keeps the focus while it does nothing, and whoever leaves the page is asked first.
  busy(sending) {
    this.sending = sending;
    this.lost = false;
    if (sending) this.button.setAttribute("aria-disabled", "true");
    else this.button.removeAttribute("aria-disabled");
    if (!sending && document.activeElement === this.stop) this.button.focus();
    this.stop.hidden = !sending;
    this.whole.hidden = !sending;
    window[sending ? "addEventListener" : "removeEventListener"]("beforeunload", asked);
  }

  // How far all are. A file without content is something too.
  progress(item, share) {
    const weight = ({ file }) => file.size + 1;
    const done = this.items.filter(({ state }) => state !== "waiting" && state !== "sending");
    const bar = this.whole.querySelector("progress");
    bar.max = this.items.reduce((sum, one) => sum + weight(one), 0);
    bar.value = done.reduce((sum, one) => sum + weight(one), 0) + share * weight(item);
    this.whole.querySelector("span").textContent = fill(this.words.progress, counted(done.length), counted(this.items.length));
  }

  tell(stored, of) {
    const all = stored === of;
    this.say(all ? "note seal" : "note refuse", all ? fill(this.words.all, counted(of)) : fill(this.words.some, counted(stored), counted(of)));
  }

  say(kind, text) {
    this.sum.className = kind;
    this.sum.textContent = text;
  }

  // What is to be said, and what can be done about it.
  offer(text, label, deed) {
    this.say("note care", text + " ");
    this.act(label, deed);
  }

  act(label, deed) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = label;
    button.addEventListener("click", () => { this.button.focus(); deed(); });
    this.sum.append(button, " ");
  }

  // Nobody's file goes away unasked.
  ask(there, text) {
    this.offer(text, this.words.replace, () => {
      for (const item of there) {
        item.replaces = true;
        this.becomes(item, "waiting", this.size(item.file.size));
      }
      this.sendAll();
    });
    this.act(this.words.leave, () => { this.drop(there); this.say("", ""); });
  }

  // The session is over: what was not sent stays chosen while somebody signs in beside this page.
  over() {
    this.say("note care", this.words.ended + " ");
    const door = this.sum.appendChild(document.createElement("a"));
    door.href = "/sign-in";
    door.target = "_blank";
    door.textContent = this.words.door;
  }

  // The proof of the session that has begun since, and what it works for.
  async again() {
    const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
    const now = new DOMParser().parseFromString(page, "text/html");
    const proof = now.querySelector("form[data-upload] input[name=csrf]");
    if (!proof) return;
    this.form.querySelector("input[name=csrf]").value = proof.value;
    const purpose = now.querySelector(".top .stamp");
    if (purpose) document.querySelector(".top .stamp")?.parentElement.replaceWith(purpose.parentElement);
  }

  becomes(item, state, told) {
    item.state = state;
    item.told.textContent = told;
    if (item.out === document.activeElement) this.button.focus();
    item.out.hidden = state === "stored" || state === "sending";
  }

  async send(item) {
    this.becomes(item, "sending", "");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", item.path);
    item.row.append(bar);
    const { load, request } = await this.post(item, (share) => {
      bar.value = share;
      item.told.textContent = Math.floor(100 * share) + "%";
      this.progress(item, share);
    });
    bar.remove();
    if (load) this.answered(item, request);
    else if (this.stopped || await readable(item.file)) this.cutOff(item);
    else this.becomes(item, "failed", this.words.failed + ": " + this.words.gone);
    this.progress(item, 0);
  }

  // The name goes in a field of its own, where no browser writes it in another way.
  post({ file, path, folder, replaces }, progress) {
    const body = new FormData();
    body.append("csrf", this.form.querySelector("input[name=csrf]").value);
    body.append("folder", folder);
    body.append("path", encodeURIComponent(path.toWellFormed?.() ?? path));
    if (!replaces) body.append("there", "leave");
    body.append("file", file, "file");
    return new Promise((resolve) => {
      const request = this.request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => progress(event.total === 0 ? 1 : event.loaded / event.total));
      request.addEventListener("load", () => resolve({ load: true, request }));
      for (const type of ["error", "abort"]) request.addEventListener(type, () => resolve({ load: false, request }));
      request.send(body);
    });
  }

  cutOff(item) {
    this.becomes(item, "waiting", this.size(item.file.size));
    if (this.stopped) return;
    this.lost = true;
    this.halted = this.words.lost;
  }

  answered(item, request) {
    const answer = json(request);
    if (!answer) {
      this.becomes(item, "waiting", this.size(item.file.size));
      if (new URL(request.responseURL || location.href).pathname === "/sign-in") this.ended = true;
      else this.halted = answerOf(request.responseText) || fill(this.words.unknown, request.status);
    } else if (answer.stored === 1) {
      const name = answer.names?.[0] ?? item.path;
      this.becomes(item, "stored", answer.replaced === 1 ? this.words.replaced : this.words.stored);
      if (name !== item.path) item.told.append(" ", fill(this.words.under, isolated(name)));
      this.entry(item, answer.entries?.[0]);
    } else if (answer.there === 1) {
      this.becomes(item, "there", answer.refused?.[0] ?? "");
    } else {
      this.becomes(item, "failed", this.words.failed + (answer.refused?.[0] ? ": " + answer.refused[0] : ""));
    }
  }

  entry(item, index) {
    if (index === undefined) return;
    const link = document.createElement("a");
    link.href = "/ledger/" + index;
    link.className = "tok";
    link.textContent = counted(index);
    item.told.append(" ", link);
  }
}

// What makes a file the one that was chosen before.
const same = ({ file, path, folder }) => [folder ?? "", path, file.size, file.lastModified].join("\n");

// What an upload answered; nothing where it is a page.
function json(request) {
  try { return request.status === 200 ? JSON.parse(request.responseText) : null; } catch { return null; }
}

// What a page says that came in the place of an answer: its title, and what follows from it.
function answerOf(page) {
  const verdict = new DOMParser().parseFromString(page, "text/html").querySelector(".verdict .v-head");
  return [...(verdict?.querySelectorAll("h1, h1 + p") ?? [])].map((one) => one.textContent.trim().replace(/[^.؟?]$/, "$&.")).join(" ");
}

// Whether a file that was chosen is still there, as it was.
const readable = (file) => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

// Asks, in the browser's own words, whether to leave.
const asked = (event) => event.preventDefault();

// A name as the pages set it: what turns the direction of text is shown, and a path whose steps go both ways stands
// step by step in the direction of the page.
function named(path) {
  const around = document.createElement("span");
  const steps = path.split("/");
  if (new Set(steps.map(direction).filter(Boolean)).size < 2) {
    around.append(step(path));
    return around;
  }
  around.className = "path";
  steps.forEach((one, i) => around.append(i === 0 ? "" : "/", one === "" ? "" : step(one)));
  return around;
}

// Which way the first letter goes, if there is one.
function direction(text) {
  const letter = text.match(/\p{L}/u)?.[0];
  return letter && (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter) ? "rtl" : "ltr");
}

// Digit runs keep their direction.
function step(text) {
  const name = document.createElement("bdi");
  name.dir = "auto";
  const seen = text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => "[U+" + c.codePointAt(0).toString(16).toUpperCase() + "]");
  seen.split(/(\d[\d.:_-]*\d)/).forEach((part, i) => {
    if (i % 2 === 0) return name.append(part);
    const digits = name.appendChild(document.createElement("bdi"));
    digits.dir = "ltr";
    digits.textContent = part;
  });
  return name;
}

// All files of a dropped folder, with their paths in it, and the paths of what cannot be read.
async function walk(entry, files, unreadable) {
  const path = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      files.push({ file, path });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one, files, unreadable);
    }
  } catch {
    unreadable.push(path);
  }
}

// The values of a sentence, by their places in it: %s, %k, %m.
const fill = (text, ...values) => text.replace(/%([skm])/g, (_, place) => values["skm".indexOf(place)]);

// Numbers as the pages write them.
const counted = (number) => number.toLocaleString("en-US");

// A text that turns no sentence around.
const isolated = (text) => "\u2068" + text + "\u2069";

// ---- copying ----

function copying() {
  const { copySay, copiedSay, cannotCopySay } = document.body.dataset;
  for (const source of document.querySelectorAll("[data-copy]")) {
    const text = source.value ?? source.textContent;
    const button = document.createElement("button");
    const label = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", word + ": " + source.dataset.copy);
    };
    button.type = "button";
    button.className = "btn";
    label(copySay);
    button.addEventListener("click", async () => {
      if (!await copied(text)) return speak(cannotCopySay);
      label(copiedSay);
      speak(copiedSay + ": " + source.dataset.copy);
      setTimeout(label, 4_000, copySay);
    });
    if (source.matches("pre")) {
      const around = document.createElement("div");
      around.className = "copied";
      source.replaceWith(around);
      around.append(source, button);
    } else {
      source.after(button);
    }
  }
}

// Browsers keep their clipboard from pages that come over plain HTTP, but for what is selected there.
async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const whole = document.body.appendChild(document.createElement("textarea"));
  const before = document.activeElement;
  whole.className = "hide";
  whole.value = text;
  whole.select();
  const done = document.execCommand("copy");
  whole.remove();
  before.focus();
  return done;
}

// ---- choosing files of a list ----

// All on the page at once, and how many they are.
function picking() {
  const update = () => {
    const all = document.querySelector("#blobs [data-pick-all]");
    if (!all) return;
    const boxes = [...document.querySelectorAll("#blobs input[name=blob]")];
    const chosen = boxes.filter(({ checked }) => checked).length;
    all.hidden = false;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    const told = document.querySelector("#blobs [data-picked]");
    told.textContent = chosen === 0 ? "" : fill(told.dataset.picked, counted(chosen));
  };
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("#blobs [data-pick-all], #blobs input[name=blob]")) return;
    if (target.matches("[data-pick-all]")) for (const box of document.querySelectorAll("#blobs input[name=blob]")) box.checked = target.checked;
    update();
  });
  document.addEventListener("htmx:afterSettle", update);
  window.addEventListener("pageshow", update);
}

// ---- the shell ----

// Says something to those who do not see what has changed.
function speak(text) {
  document.getElementById("spoken").textContent = text;
}

// The same of what is asked for again and again: only what is new.
function tell(text) {
  if (document.getElementById("spoken").textContent !== text) speak(text);
}

// The menu of narrow pages goes when one is done with it.
function menu() {
  const menu = document.querySelector("details.menu");
  if (!menu) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// The theme changes on the spot: to show the page again would be to read again what it shows, with new entries.
function theme() {
  const form = document.querySelector("form[data-theme-form]");
  if (!form) return;
  const button = form.querySelector("button");
  const after = { light: "dark", dark: "system", system: "light" };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = button.value;
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", wanted);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return;
    if (wanted === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = wanted;
    button.value = after[wanted];
    button.title = form.dataset[button.value];
    button.setAttribute("aria-label", button.title);
  });
}

// A part that could be scrolled is a stop for the keyboard only where there is something to scroll.
function scrolling() {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".scroll").forEach((part) => watch.observe(part));
}

// ---- parts of pages ----

// A part cannot show the door, a refusal or a failure: the whole page goes there.
function whole() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const asked = new URL(requestConfig.path, location.href).pathname;
    const came = new URL(xhr.responseURL || location.href).pathname;
    if (came !== asked) {
      event.detail.shouldSwap = false;
      location.assign(xhr.responseURL);
    }
  });
  // Where somebody is writing nothing is replaced under the hand, and what was folded stays so.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target === document.activeElement) event.detail.shouldSwap = false;
    if (target.matches("details")) fragment.firstElementChild.open = target.open;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.dataset?.spoken) tell(event.target.dataset.spoken);
  });
  document.addEventListener("htmx:responseError", (event) => location.assign(event.detail.pathInfo.finalRequestPath));
  for (const type of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(type, ({ detail }) => unanswered(detail));
  document.addEventListener("htmx:beforeRequest", () => document.getElementById("unanswered")?.remove());
}

// No answer came: what stands on the page is as the address says, so its fields are put back to that, and it is said.
function unanswered({ elt, target, pathInfo }) {
  const asked = new URL(location.href).searchParams;
  for (const field of elt.closest("form")?.elements ?? []) {
    if (field.type === "checkbox") field.checked = asked.getAll(field.name).includes(field.value);
    else if (field.matches("input:not([type=hidden])")) field.value = asked.get(field.name) ?? field.defaultValue;
  }
  const { unansweredSay, againSay } = document.body.dataset;
  const note = document.createElement("p");
  note.id = "unanswered";
  note.className = "note refuse";
  note.setAttribute("role", "alert");
  const again = document.createElement("a");
  again.href = pathInfo.finalRequestPath;
  again.textContent = againSay;
  note.append(unansweredSay + " ", again);
  target.prepend(note);
}

// A form that changes something goes once: the second half of a double click is not a second wish.
function once() {
  const under = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (under.has(form)) return event.preventDefault();
    under.add(form);
    setTimeout(() => under.delete(form), 10_000);
  });
  window.addEventListener("pageshow", () => under.clear());
}

// After a form came back with a mistake, or a key was made, the reader starts there.
function attend() {
  const first = document.querySelector("[role=alert][tabindex], [role=status][tabindex]");
  if (first) first.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-upload]").forEach((form) => new Upload(form));
  picking();
  copying();
  menu();
  theme();
  scrolling();
  whole();
  once();
  attend();
});
