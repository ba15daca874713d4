// Checks one entry of the log in this browser: fetches the public files (checkpoint, the entry's bundle, tiles),
// computes the root from the entry's own bytes, and compares. The server's opinion is not asked: whatever it says of
// itself on this page, the arithmetic below is RFC 9162 and C2SP tlog-tiles, and any other program can repeat it.
"use strict";

const LOG = "/log/";
const WIDTH = 256;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

let fetched = 0;

async function bytes(path) {
  const answer = await fetch(LOG + path).catch(() => null);
  if (!answer?.ok) throw new Lacking(path);
  const body = new Uint8Array(await answer.arrayBuffer());
  fetched += body.length;
  return body;
}

class Lacking extends Error {}

async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const hex = (data) => [...data].map((b) => b.toString(16).padStart(2, "0")).join("");
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

// ---- the checkpoint, a signed note ----

function note(text) {
  const split = text.indexOf("\n\n");
  const [origin, size, root] = text.split("\n");
  const signatures = text.slice(split + 2).split("\n").filter((line) => line.startsWith("\u2014 ")).map((line) => {
    const [, name, blob] = line.split(" ");
    return { name, blob: fromBase64(blob) };
  });
  return { signed: text.slice(0, split + 1), origin, size: Number(size), root: fromBase64(root), signatures };
}

// "signed", "unsigned" where the browser knows no Ed25519, "forged" otherwise.
async function signature(checkpoint, vkey) {
  const [, name, id, key] = /^(.+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey);
  const raw = fromBase64(key);
  const computed = await sha256(encoder.encode(name + "\n"), raw);
  if (checkpoint.origin !== name || raw[0] !== 1 || hex(computed.slice(0, 4)) !== id) return "forged";
  let publicKey;
  try {
    publicKey = await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return "unsigned";
  }
  for (const { name: by, blob } of checkpoint.signatures) {
    if (by === name && hex(blob.slice(0, 4)) === id) {
      const good = await crypto.subtle.verify({ name: "Ed25519" }, publicKey, blob.slice(4), encoder.encode(checkpoint.signed));
      return good ? "signed" : "forged";
    }
  }
  return "forged";
}

// ---- tiles ----

// 1234067 is x001/x234/067.
function number(n) {
  let path = String(n % 1000).padStart(3, "0");
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) path = "x" + String(rest % 1000).padStart(3, "0") + "/" + path;
  return path;
}

class Tree {
  constructor(size) {
    this.size = size;
    this.tiles = new Map();
  }

  // Tile n of a level holds up to 256 hashes of subtrees of 256^level entries each.
  async tile(level, n) {
    const key = level + "/" + n;
    if (!this.tiles.has(key)) {
      const hashes = Math.floor(this.size / WIDTH ** level);
      const width = Math.min(WIDTH, hashes - n * WIDTH);
      this.tiles.set(key, await this.either("tile/" + level + "/" + number(n), width));
    }
    return this.tiles.get(key);
  }

  async bundle(n) {
    return this.either("tile/entries/" + number(n), Math.min(WIDTH, this.size - n * WIDTH));
  }

  // A partial tile may have gone once the full one stands.
  async either(path, width) {
    if (width === WIDTH) return bytes(path);
    try {
      return await bytes(path + ".p/" + width);
    } catch (problem) {
      if (!(problem instanceof Lacking)) throw problem;
      return bytes(path);
    }
  }

  // The hash of the complete subtree of 2^height entries whose first is n * 2^height.
  async node(height, n) {
    const level = Math.floor(height / 8);
    const width = 2 ** (height % 8);
    const first = n * width;
    const tile = await this.tile(level, Math.floor(first / WIDTH));
    let hashes = [];
    for (let i = 0; i < width; i++) {
      const at = ((first % WIDTH) + i) * 32;
      if (tile.length < at + 32) throw new Lacking("tile/" + level + "/" + number(Math.floor(first / WIDTH)));
      hashes.push(tile.slice(at, at + 32));
    }
    while (hashes.length > 1) {
      const above = [];
      for (let i = 0; i < hashes.length; i += 2) above.push(await nodeHash(hashes[i], hashes[i + 1]));
      hashes = above;
    }
    return hashes[0];
  }

  // RFC 9162 2.1.1: the hash of the entries from..to, from a multiple of a power of two not below their number.
  async range(from, to) {
    const count = to - from;
    const height = Math.log2(count);
    if (Number.isInteger(height) && from % count === 0) return this.node(height, from / count);
    const split = from + 2 ** Math.floor(Math.log2(count - 1));
    return nodeHash(await this.range(from, split), await this.range(split, to));
  }

  // The root as it follows from one leaf; each neighbour on the way is told.
  async rootFrom(leaf, index, from, to, tell) {
    if (to - from === 1) return leaf;
    const split = from + 2 ** Math.floor(Math.log2(to - from - 1));
    if (index < split) {
      const left = await this.rootFrom(leaf, index, from, split, tell);
      const right = await this.range(split, to);
      tell("right");
      return nodeHash(left, right);
    }
    const right = await this.rootFrom(leaf, index, split, to, tell);
    const left = await this.range(from, split);
    tell("left");
    return nodeHash(left, right);
  }
}

// A bundle is the entries one after the other, each behind its length in two bytes.
function entryIn(bundle, place) {
  let at = 0;
  for (let i = 0; at + 2 <= bundle.length; i++) {
    const length = (bundle[at] << 8) | bundle[at + 1];
    if (i === place) return bundle.slice(at + 2, at + 2 + length);
    at += 2 + length;
  }
  throw new Lacking("tile/entries");
}

// Keys sorted, no spaces, integers, printable ASCII: written again it must be the same bytes.
function isCanonical(entry) {
  try {
    const text = decoder.decode(entry);
    const value = JSON.parse(text);
    const sorted = Object.keys(value).sort().map((key) => JSON.stringify(key) + ":" + JSON.stringify(value[key]));
    return "{" + sorted.join(",") + "}" === text && /^[\x20-\x7e]*$/.test(text) && entry.length <= 2048;
  } catch {
    return false;
  }
}

// ---- what the page shows of it ----

const MARK = {
  good: '<path d="M7 .8 13.2 7 7 13.2.8 7z" fill="currentColor"/>',
  bad: '<path d="M7 1.8 12.2 7 7 12.2 1.8 7z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M2 12 12 2" stroke="currentColor" stroke-width="1.8"/>',
  lacking: '<path d="M7 1.5 12.5 7 7 12.5 1.5 7z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1.5 7h11L7 12.5z" fill="currentColor"/>',
  cant: '<path d="M7 1.6 12.4 7 7 12.4 1.6 7z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
};
const TICK = '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="m3 8.5 3.2 3.2L13 4.8"/></svg>';

const nuqta = (mark) => '<svg class="nq" viewBox="0 0 14 14" aria-hidden="true">' + MARK[mark] + "</svg>";

class Verdict {
  constructor(section) {
    this.section = section;
    this.head = section.querySelector(".v-head h2");
    this.told = section.querySelector("[data-told]");
    this.mark = section.querySelector(".v-mark");
    this.checks = section.querySelector("[data-checks]");
    this.button = section.querySelector("[data-verify]");
    this.figure = section.querySelector("[data-path]");
  }

  say(key, ...values) {
    const text = this.section.dataset["say" + key];
    return values.reduce((filled, value) => filled.replace(/%[sk]/, value), text);
  }

  begin() {
    this.section.dataset.state = "working";
    this.section.classList.remove("good", "bad", "lacking");
    this.checks.replaceChildren();
    this.figure.hidden = true;
    this.told.textContent = this.say("Working");
    this.button.setAttribute("aria-disabled", "true"); // and not disabled: the keyboard stays where it is
  }

  // Each check is a line of its own, said aloud as it appears.
  check(kind, title, then, value) {
    const line = document.createElement("li");
    if (kind !== "good") line.className = kind === "cant" ? "cant" : "fails";
    const tick = line.appendChild(document.createElement("span"));
    tick.className = "tick";
    tick.innerHTML = kind === "good" ? TICK : nuqta(kind);
    const words = line.appendChild(document.createElement("span"));
    words.appendChild(document.createElement("b")).textContent = title;
    const below = words.appendChild(document.createElement("span"));
    below.className = "told";
    below.textContent = then;
    const end = line.appendChild(document.createElement("span"));
    end.className = "val mono";
    end.textContent = value ?? "";
    this.checks.appendChild(line);
  }

  end(state, told) {
    this.section.dataset.state = "done";
    this.section.classList.add(state);
    this.mark.innerHTML = nuqta(state);
    if (state === "good") this.head.textContent = this.say("Good");
    if (state === "bad") this.head.textContent = this.say("Bad");
    this.told.textContent = told;
    this.button.removeAttribute("aria-disabled");
    this.button.textContent = this.say(state === "bad" ? "Save" : "Again");
    this.button.className = state === "bad" ? "btn first" : "btn";
  }

  // The way from the leaf to the root: one dot a level, its neighbour beside it.
  path(sides, leaf, root) {
    const n = Math.max(1, sides.length);
    const at = (i) => ({ x: 14 + (972 * i) / n, y: 101 - (81 * i) / n });
    const dot = (x, y, r) => `M${x} ${y - r}l${r} ${r}-${r} ${r}-${r}-${r}z`;
    let svg = `<path class="spine" d="M${at(0).x} ${at(0).y}L${at(n).x} ${at(n).y}"/>`;
    sides.forEach((side, i) => {
      const { x, y } = at(i + 1);
      const up = side === "right";
      const nx = x - 7;
      const ny = y + (up ? -13 : 19);
      svg += `<path class="twig" d="M${nx} ${ny}L${x} ${y}"/><path class="by" d="${dot(nx, ny, 3.8)}"/><path class="node" d="${dot(x, y, 4)}"/>`;
    });
    svg += `<path class="leaf" d="${dot(at(0).x, at(0).y, 9)}"/><path class="root" d="${dot(at(n).x, at(n).y, 10)}"/>`;
    this.figure.innerHTML = `<svg class="flip" viewBox="0 0 1000 128" aria-hidden="true">${svg}</svg>`;
    const caption = this.figure.appendChild(document.createElement("figcaption"));
    caption.appendChild(document.createElement("span")).textContent = this.say("Leaf", short(leaf));
    caption.appendChild(document.createElement("span")).textContent = this.say("Neighbours", sides.length);
    caption.appendChild(document.createElement("span")).textContent = this.say("Root", short(root));
    this.figure.hidden = false;
  }
}

const short = (hash) => hex(hash).slice(0, 8) + "\u2026" + hex(hash).slice(-4);

async function verify(section) {
  const page = new Verdict(section);
  const index = Number(section.dataset.index);
  const started = performance.now();
  fetched = 0;
  page.begin();
  try {
    const text = decoder.decode(await bytes("checkpoint"));
    const checkpoint = note(text);
    if (checkpoint.size <= index) return page.end("lacking", page.say("NotYet"));
    const signed = await signature(checkpoint, section.dataset.vkey);
    if (signed === "forged") {
      page.check("bad", page.say("Forged"), checkpoint.origin, "");
      return page.end("bad", page.say("BadThen"));
    }
    if (signed === "signed") page.check("good", page.say("Signed"), page.say("SignedThen"), checkpoint.origin);
    else page.check("cant", page.say("Unsigned"), page.say("UnsignedThen"), "");

    const tree = new Tree(checkpoint.size);
    const entry = entryIn(await tree.bundle(Math.floor(index / WIDTH)), index % WIDTH);
    if (!isCanonical(entry)) {
      page.check("bad", page.say("NotCanonical"), "", "");
      return page.end("bad", page.say("BadThen"));
    }
    page.check("good", page.say("Canonical"), page.say("CanonicalThen"), page.say("Bytes", entry.length));

    const shown = section.querySelector("[data-raw]").textContent;
    if (decoder.decode(entry) !== shown) {
      page.check("bad", page.say("Differs"), "", "");
      return page.end("bad", page.say("BadThen"));
    }
    page.check("good", page.say("Same"), page.say("SameThen"), "");

    const leaf = await leafHash(entry);
    const sides = [];
    const root = await tree.rootFrom(leaf, index, 0, checkpoint.size, (side) => sides.push(side));
    if (!equal(root, checkpoint.root)) {
      page.check("bad", page.say("NotUnder"), short(root), short(checkpoint.root));
      return page.end("bad", page.say("BadThen"));
    }
    page.check("good", page.say("Under"), page.say("UnderThen", sides.length), short(root));
    page.check("cant", page.say("Cannot"), page.say("CannotThen"), "");
    page.path(sides, leaf, root);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    page.end("good", page.say("Took", seconds, (fetched / 1024).toFixed(1)));
  } catch (problem) {
    page.end("lacking", page.say(problem instanceof Lacking ? "Lacking" : "Broken", problem.message));
  }
}

// Evidence is the proof file and everything that was fetched for it; the proof file names the rest.
function save(section) {
  const link = document.createElement("a");
  link.href = "/log/proof/" + section.dataset.index;
  link.download = "entry-" + section.dataset.index + ".proof.json";
  link.click();
}

for (const section of document.querySelectorAll(".verdict[data-index]")) {
  // Browsers keep cryptography from pages that come over plain HTTP from another machine.
  if (!globalThis.crypto?.subtle) {
    section.querySelector("[data-told]").textContent = section.dataset.sayInsecure;
    continue;
  }
  const button = section.querySelector("[data-verify]");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.hasAttribute("aria-disabled")) return;
    section.classList.contains("bad") ? save(section) : verify(section);
  });
  if (location.hash === "#verify") verify(section);
}
