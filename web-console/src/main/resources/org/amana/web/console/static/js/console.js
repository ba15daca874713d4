// Improvements only: every page does the same without this file. What replaces a part of a page is htmx, told by
// attributes in the templates.
"use strict";

// Uploads: one request a file, with the share that has left this computer.
function upload() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const list = form.querySelector(".sent");
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    input.files = event.dataTransfer.files;
  });
  form.addEventListener("submit", async (event) => {
    if (input.files.length === 0) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    let all = true;
    for (const file of input.files) all = (await send(form, file, list)) && all;
    button.disabled = false;
    input.value = "";
    if (all) location.reload();
  });
}

function send(form, file, list) {
  const row = list.appendChild(document.createElement("li"));
  const name = row.appendChild(document.createElement("bdi"));
  name.dir = "auto";
  name.textContent = file.name;
  const told = row.appendChild(document.createElement("span"));
  const bar = row.appendChild(document.createElement("progress"));
  bar.max = 1;
  bar.setAttribute("aria-label", file.name);
  const body = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
  body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; told.textContent = Math.floor(100 * bar.value) + "%"; });
    const done = (good, why) => {
      bar.remove();
      told.textContent = good ? form.dataset.stored : form.dataset.failed + (why ? ": " + why : "");
      resolve(good);
    };
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* the status alone tells */ }
      done(request.status === 200 && !answer.refused?.length, answer.refused?.[0] ?? "");
    });
    request.addEventListener("error", () => done(false, ""));
    request.send(body);
  });
}

// After a form came back with a mistake, or a key was made, the reader starts there.
function attend() {
  const first = document.querySelector("[role=alert][tabindex], [role=status][tabindex]");
  if (first) first.focus();
}

document.addEventListener("DOMContentLoaded", () => { upload(); attend(); });
