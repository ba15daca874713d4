// Improvements only: every page does the same without this file. What replaces a part of a page is htmx, told by
// attributes in the templates.
"use strict";

// ---- uploads: one request a file, with the share that has left this computer ----

class Upload {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.input = form.querySelector("input[type=file]");
    this.folder = form.querySelector("input[name=folder]");
    this.list = form.querySelector(".sent");
    this.sum = form.querySelector("[data-sum]");
    this.button = form.querySelector("[data-send]");
    this.stop = form.querySelector("[data-stop]");
    this.chosen = [];
    this.sending = false;
    this.choosing();
    this.dropping(form.querySelector(".drop"));
    this.stop.addEventListener("click", () => { this.stopped = true; this.request.abort(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.sending) return;
      if (this.chosen.length > 0) return this.sendAll();
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
      this.take([...this.input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    });
    for (const button of this.form.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => {
        this.input.webkitdirectory = button.dataset.choose === "folder";
        this.input.value = "";
        this.input.click();
      });
    }
  }

  dropping(place) {
    place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", async (event) => {
      event.preventDefault();
      place.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry);
      const files = [];
      for (const entry of entries) await walk(entry, files);
      this.take(files);
    });
  }

  // What is chosen while others are on their way goes after them, into the folder that is named by then.
  take(files) {
    if (files.length === 0) return;
    if (!this.sending) this.say("", "");
    this.chosen = this.sending ? [...this.chosen, ...this.into(files)] : files;
    this.count();
  }

  into(files) {
    return files.map((one) => ({ ...one, folder: one.folder ?? this.folder.value }));
  }

  count() {
    const left = this.chosen.length;
    this.form.querySelector("[data-chosen-told]").textContent = left === 0 ? "" : fill(this.words.chosen, left);
  }

  // Nothing leaves the list of what is chosen before it was sent.
  async sendAll() {
    this.busy(true);
    this.say("", "");
    this.list.replaceChildren();
    if (this.ended) await this.again();
    this.ended = this.stopped = false;
    this.chosen = this.into(this.chosen);
    let stored = 0;
    let sent = 0;
    while (this.chosen.length > 0 && !this.stopped) {
      const good = await this.send(this.chosen[0]);
      if (this.ended || (this.stopped && !good)) break;
      this.chosen.shift();
      sent += 1;
      stored += good ? 1 : 0;
    }
    this.busy(false);
    this.count();
    this.input.value = "";
    if (this.ended) return this.over();
    if (this.chosen.length > 0) this.say("note care", fill(this.words.stopped, stored, sent + this.chosen.length));
    else this.tell(stored, sent);
    // The level and the receipt of looking at it, as the server tells them now.
    if (stored > 0) htmx.ajax("GET", location.href, { target: "#blobs", select: "#blobs", swap: "outerHTML", selectOOB: "#receipt" });
  }

  // The button keeps the focus while it does nothing, and whoever leaves the page is asked first.
  busy(sending) {
    this.sending = sending;
    if (sending) this.button.setAttribute("aria-disabled", "true");
    else this.button.removeAttribute("aria-disabled");
    if (!sending && document.activeElement === this.stop) this.button.focus();
    this.stop.hidden = !sending;
    window[sending ? "addEventListener" : "removeEventListener"]("beforeunload", asked);
  }

  tell(stored, of) {
    const all = stored === of;
    this.say(all ? "note seal" : "note refuse", all ? fill(this.words.all, of) : fill(this.words.some, stored, of));
  }

  say(kind, text) {
    this.sum.className = kind;
    this.sum.textContent = text;
  }

  // The session is over: what was not sent stays chosen while somebody signs in beside this page.
  over() {
    this.say("note care", this.words.ended + " ");
    const door = this.sum.appendChild(document.createElement("a"));
    door.href = "/sign-in";
    door.target = "_blank";
    door.textContent = this.words.door;
  }

  // The proof of the session that has begun since.
  async again() {
    const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
    const proof = new DOMParser().parseFromString(page, "text/html").querySelector("form[data-upload] input[name=csrf]");
    if (proof) this.form.querySelector("input[name=csrf]").value = proof.value;
  }

  send({ file, path, folder }) {
    const row = this.list.appendChild(document.createElement("li"));
    row.append(named(path));
    const told = row.appendChild(document.createElement("span"));
    const bar = row.appendChild(document.createElement("progress"));
    bar.max = 1;
    bar.setAttribute("aria-label", path);
    const body = new FormData();
    body.append("csrf", this.form.querySelector("input[name=csrf]").value);
    body.append("folder", [folder.replace(/\/+$/, ""), path.slice(0, path.lastIndexOf("/") + 1)].filter((part) => part).join("/"));
    body.append("file", file);
    return new Promise((resolve) => {
      const request = this.request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; told.textContent = Math.floor(100 * bar.value) + "%"; });
      const done = (good, why, entry) => {
        bar.remove();
        told.textContent = good ? this.words.stored : this.words.failed + (why ? ": " + why : "");
        if (good && entry !== undefined) {
          const link = document.createElement("a");
          link.href = "/ledger/" + entry;
          link.className = "tok";
          link.textContent = entry;
          told.append(" ", link);
        }
        resolve(good);
      };
      request.addEventListener("load", () => {
        if (new URL(request.responseURL || location.href).pathname === "/sign-in") {
          this.ended = true;
          return done(false, "");
        }
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* the status alone tells */ }
        done(request.status === 200 && answer.stored === 1, answer.refused?.[0] ?? "", answer.entries?.[0]);
      });
      request.addEventListener("error", () => done(false, ""));
      request.addEventListener("abort", () => done(false, ""));
      request.send(body);
    });
  }
}

// Asks, in the browser's own words, whether to leave.
const asked = (event) => event.preventDefault();

// A name as the pages set it: digit runs keep their direction, and what turns the direction of text is shown.
function named(path) {
  const name = document.createElement("bdi");
  name.dir = "auto";
  const seen = path.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => "[U+" + c.codePointAt(0).toString(16).toUpperCase() + "]");
  seen.split(/(\d[\d.:_-]*\d)/).forEach((part, i) => {
    if (i % 2 === 0) return name.append(part);
    const digits = name.appendChild(document.createElement("bdi"));
    digits.dir = "ltr";
    digits.textContent = part;
  });
  const around = document.createElement("span");
  around.append(name);
  return around;
}

// All files of a dropped folder, with their paths in it.
async function walk(entry, files) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    files.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await walk(one, files);
  }
}

const fill = (text, ...values) => values.reduce((filled, value) => filled.replace(/%[sk]/, value), text);

// ---- copying ----

function copying() {
  const { copySay, copiedSay } = document.body.dataset;
  if (!navigator.clipboard) return;
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
      await navigator.clipboard.writeText(text);
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

// ---- the shell ----

// Says something to those who do not see what has changed.
function speak(text) {
  document.getElementById("spoken").textContent = text;
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
    if (event.target.dataset?.spoken) speak(event.target.dataset.spoken);
  });
  document.addEventListener("htmx:responseError", (event) => location.assign(event.detail.pathInfo.finalRequestPath));
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
  copying();
  menu();
  theme();
  scrolling();
  whole();
  once();
  attend();
});
