// Footnotes of the drafting form: a named mark in the text, its words in the list.

import { typeInto } from "./typing.js";

const section = document.querySelector("[data-notes]");
const form = section?.closest("form");
const list = section?.querySelector("[data-note-list]");
const blank = document.querySelector("[data-note-template]");
const MARK = /\[\[chú thích (\d+)\]\]/giu;

const parts = () => [...list.querySelectorAll("[data-note]")];
const wordsOf = (part) => part.querySelector("textarea");
const noted = () => [...form.querySelectorAll("[data-noted]")];
const marksIn = (text) => [...text.matchAll(MARK)].map((match) => Number(match[1]));

const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));

const add = (number) => {
  const holder = document.createElement("template");
  holder.innerHTML = blank.innerHTML
    .replaceAll("note-KEY", `note-${number}`)
    .replaceAll("thích KEY", `thích ${number}`);
  const part = holder.content.firstElementChild;
  part.dataset.note = String(number);
  part.querySelector("[data-note-remove]").hidden = false;
  list.append(part);
  return part;
};

const freeNumber = () => {
  const numbers = parts().map((part) => Number(part.dataset.note));
  return Math.max(0, ...numbers, ...noted().flatMap((area) => marksIn(area.value))) + 1;
};

// The text field that was used last; a table's cell keeps the words of its notes inline.
let last = null;

const insert = () => {
  const area = last?.isConnected ? last : form.querySelector("[data-outline-main]");
  const place = area.selectionEnd;
  if (!area.matches("[data-noted]")) {
    typeInto(area, place, place, "<note></note>");
    area.setSelectionRange(place + "<note>".length, place + "<note>".length);
    return;
  }
  const number = freeNumber();
  typeInto(area, place, place, `[[chú thích ${number}]]`);
  wordsOf(add(number)).focus();
  changed();
};

const remove = (part) => {
  const number = Number(part.dataset.note);
  const words = wordsOf(part).value.trim();
  if (words && !window.confirm(`Bỏ chú thích ${number} cùng dấu của nó trong văn bản?`)) return;
  for (const area of noted()) {
    area.value = area.value.replace(MARK, (mark, found) => (Number(found) === number ? "" : mark));
  }
  part.remove();
  changed();
};

const start = () => {
  for (const button of form.querySelectorAll("[data-note-insert], [data-note-remove]")) {
    button.hidden = false;
  }
  section.querySelector("[data-note-add]").hidden = true;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-outline], [data-noted]")) last = event.target;
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("[data-note-insert]")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches("[data-note-insert]")) {
      // The bar of an appendix serves that appendix.
      const own = button.closest("[data-appendix]")?.querySelector("[data-noted]");
      if (own) last = own;
      insert();
    } else if (button?.matches("[data-note-remove]")) {
      remove(button.closest("[data-note]"));
    }
  });
  form.addEventListener("keydown", (event) => {
    const isKey = event.code === "KeyF" && event.ctrlKey && event.altKey && !event.shiftKey;
    if (!isKey || !event.target.matches("[data-outline], [data-noted]")) return;
    event.preventDefault();
    last = event.target;
    insert();
  });
  // A mark that was typed or pasted gets room for its words.
  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-noted]")) return;
    const known = new Set(parts().map((part) => Number(part.dataset.note)));
    for (const number of new Set(marksIn(event.target.value))) {
      if (!known.has(number)) add(number);
    }
  });
  form.addEventListener("draft-parts", (event) => {
    const numbers = new Set(
      Object.keys(event.detail).flatMap((name) => /^note-(\d+)$/.exec(name)?.[1] ?? []),
    );
    for (const part of parts()) {
      if (!numbers.delete(part.dataset.note)) part.remove();
    }
    numbers.forEach((number) => add(Number(number)));
  });
};

if (section && form && blank) start();
