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
    this.chosen = [];
    this.choosing();
    this.dropping(form.querySelector(".drop"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
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

  take(files) {
    this.chosen = files;
    this.sum.hidden = true;
    this.form.querySelector("[data-chosen-told]").textContent = files.length === 0 ? "" : fill(this.words.chosen, files.length);
  }

  async sendAll() {
    const button = this.form.querySelector("[data-send]");
    const files = this.chosen;
    let stored = 0;
    button.disabled = true;
    this.sum.hidden = true;
    this.list.replaceChildren();
    if (this.ended) await this.again();
    this.ended = false;
    for (const [i, one] of files.entries()) {
      stored += (await this.send(one)) ? 1 : 0;
      if (this.ended) {
        button.disabled = false;
        return this.over(files.slice(i));
      }
    }
    button.disabled = false;
    this.take([]);
    this.input.value = "";
    this.tell(stored, files.length);
    // The level and the receipt of looking at it, as the server tells them now.
    if (stored > 0) htmx.ajax("GET", location.href, { target: "#blobs", select: "#blobs", swap: "outerHTML", selectOOB: "#receipt" });
  }

  tell(stored, of) {
    const all = stored === of;
    this.say(all ? "note seal" : "note refuse", all ? fill(this.words.all, of) : fill(this.words.some, stored, of));
  }

  say(kind, text) {
    this.sum.className = kind;
    this.sum.textContent = text;
    this.sum.hidden = false;
  }

  // The session is over: what was not sent stays chosen while somebody signs in beside this page.
  over(left) {
    this.take(left);
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

  send({ file, path }) {
    const row = this.list.appendChild(document.createElement("li"));
    row.append(named(path));
    const told = row.appendChild(document.createElement("span"));
    const bar = row.appendChild(document.createElement("progress"));
    bar.max = 1;
    bar.setAttribute("aria-label", path);
    const body = new FormData();
    body.append("csrf", this.form.querySelector("input[name=csrf]").value);
    body.append("folder", [this.folder.value.replace(/\/+$/, ""), path.slice(0, path.lastIndexOf("/") + 1)].filter((part) => part).join("/"));
    body.append("file", file);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
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
      request.send(body);
    });
  }
}

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
    button.type = "button";
    button.className = "btn";
    button.textContent = copySay;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = copiedSay;
    });
    if (source.matches("pre")) {
      source.classList.add("copied");
      source.prepend(button);
    } else {
      source.after(button);
    }
  }
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
  whole();
  once();
  attend();
});
