// The tables of the drafting form: each text becomes a grid; tables are added, put back, deleted.

import { Grid } from "./tables-grid.js";
import { emptyTable, placeIn, readClipboard, readTable, writeTable } from "./tables-text.js";
import { typeInto } from "./typing.js";

const section = document.querySelector("[data-tables]");
const form = section?.closest("form");
const list = section?.querySelector("[data-table-list]");
const grids = new Map();

const PLACE = /^[ \t#]*\[\[bảng ([^#[\]\n][^[\]\n]{0,60})\]\][ \t]*$/gm;
const isOutline = (area) => /^(?:body|appendix-\d+-body)$/.test(area?.name ?? "");
const outlines = () => [...form.elements].filter(isOutline);

const say = (words) => {
  section.querySelector("[data-table-said]").textContent = words;
};

let lastOutline = null;

const insertLine = (name, start, end) => {
  const isKnown = lastOutline?.isConnected;
  const area = isKnown ? lastOutline : form.elements.namedItem("body");
  const from = start ?? (isKnown ? area.selectionEnd : area.value.length);
  const to = end ?? from;
  const before = area.value.slice(0, from);
  const after = area.value.slice(to);
  const gap = (text, edge) => (!text.trim() || edge.test(text) ? "" : "\n");
  const line = `[[bảng ${name}]]`;
  // In the middle of a line the table goes behind that line.
  const rest = /^[^\n]*/.exec(after)[0];
  const at = start === undefined && before.split("\n").at(-1).trim() ? from + rest.length : from;
  const head = area.value.slice(0, at);
  const tail = area.value.slice(Math.max(at, to));
  typeInto(area, at, Math.max(at, to), `${gap(head, /\n$/)}${line}${gap(tail, /^\n/)}`);
};

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

const partsOf = () => [...list.querySelectorAll("[data-table]")];
const areaOf = (part) => part.querySelector("[data-table-text]");
const labelOf = (part) => part.querySelector("[data-table-label]").textContent;

const sizeOf = (text) => {
  const table = readTable(text);
  return table ? `${table.grid.length} hàng × ${table.grid[0].length} cột` : "cần sửa dạng chữ";
};

const showSize = (part) => {
  part.querySelector("[data-table-size]").textContent = sizeOf(areaOf(part).value.trim());
};

// Which tables have no line in any outline.
const showHomeless = () => {
  const texts = outlines().map((area) => area.value.normalize("NFC"));
  const placed = new Set(texts.flatMap((text) => [...text.matchAll(PLACE)].map((line) => line[1])));
  for (const part of partsOf()) {
    const isHome = placed.has(part.dataset.table) || part.querySelector("[data-table-drop]").checked;
    for (const note of part.querySelectorAll("[data-table-homeless]")) note.hidden = isHome;
  }
};

const showText = (part) => {
  grids.get(part)?.box.remove();
  grids.delete(part);
  part.classList.remove("is-grid");
};

const openGrid = (part) => {
  if (grids.has(part)) return;
  const area = areaOf(part);
  if (!readTable(area.value.trim())) {
    say(`${labelOf(part)} có chỗ ghi chưa đúng nên chưa hiện thành lưới; sửa chữ của bảng rồi mở lại.`);
    return;
  }
  const box = document.createElement("div");
  box.className = "grid-box";
  box.append(document.querySelector("[data-grid-template]").content.cloneNode(true));
  area.closest("[data-table-field]").before(box);
  const grid = new Grid(area, box, { label: () => labelOf(part), say });
  grids.set(part, grid);
  part.classList.add("is-grid");
  grid.load();
  showFaults(part);
  box.addEventListener("mousedown", (event) => {
    if (event.target.closest("button")) event.preventDefault(); // the selection stays
  });
  box.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name === "text") showText(part);
    else if (name) grid.do(name);
  });
  const headRows = box.querySelector("[data-head-rows]");
  headRows.addEventListener("change", () => {
    const most = grid.table.grid.length;
    grid.change((table) => {
      table.head = Math.min(most, Math.max(0, Math.round(Number(headRows.value) || 0)));
    });
    headRows.focus();
  });
  box.querySelector("[data-even-widths]").addEventListener("change", ({ target }) => {
    grid.change((table) => {
      const share = String(Math.round(1000 / table.grid[0].length) / 10).replace(".", ",");
      table.widths = target.checked ? "đều" : table.grid[0].map(() => share);
    });
    target.focus();
  });
};

const start = (part) => {
  part.querySelector("[data-table-back]").hidden = false;
  part.querySelector("[data-table-back]").addEventListener("click", () => {
    insertLine(part.dataset.table);
    showHomeless();
  });
  part.addEventListener("toggle", () => part.open && openGrid(part));
  part.querySelector("[data-table-drop]").addEventListener("change", showHomeless);
  areaOf(part).addEventListener("input", () => showSize(part));
  if (part.open) openGrid(part);
};

const addPart = (name, text) => {
  const blank = document.querySelector("[data-table-template]").innerHTML;
  const box = document.createElement("div");
  box.innerHTML = blank.replaceAll("KEY", name).replaceAll("NUMBER", partsOf().length + 1);
  const part = box.firstElementChild;
  areaOf(part).value = text;
  list.append(part);
  showSize(part);
  start(part);
  return part;
};

const addTable = (table, place) => {
  const name = newId();
  const part = addPart(name, writeTable(table));
  insertLine(name, place?.start, place?.end);
  showHomeless();
  say(`Đã thêm ${labelOf(part)}; dòng [[bảng ${name}]] giữ chỗ của bảng trong nội dung.`);
  part.open = true;
  openGrid(part);
  grids.get(part)?.focus();
  // The browser is still on its way to the line that was put into the text.
  requestAnimationFrame(() => part.scrollIntoView({ block: "start", behavior: "instant" }));
};

// A copy that this machine kept may hold tables which the page does not have yet.
const takeCopy = (values) => {
  for (const [field, text] of Object.entries(values)) {
    const name = /^table-([\w-]+)$/.exec(field)?.[1];
    if (name && !form.elements.namedItem(field)) addPart(name, text);
  }
};

const refresh = () => {
  for (const [part, grid] of grids) {
    if (grid.area.value !== grid.written && !grid.load()) showText(part);
  }
  partsOf().forEach(showSize);
};

const offerTable = (area, given, start, end) => {
  const offer = section.querySelector("[data-paste-offer]");
  const pasted = area.value.slice(start, end);
  offer.querySelector("[data-paste-size]").textContent = `${given.length} hàng × ${given[0].length} cột`;
  offer.hidden = false;
  area.closest(".form-field").append(offer);
  offer.querySelector("[data-paste-take]").onclick = () => {
    offer.hidden = true;
    const at = area.value.indexOf(pasted, Math.max(0, start - 200));
    if (at < 0) return;
    lastOutline = area;
    addTable({ widths: "đều", head: 1, grid: given }, { start: at, end: at + pasted.length });
  };
  offer.querySelector("[data-paste-leave]").onclick = () => {
    offer.hidden = true;
    area.focus();
  };
};

const pastedIntoOutline = (event) => {
  if (!isOutline(event.target)) return;
  const given = readClipboard(event.clipboardData);
  const hasTabs = event.clipboardData.getData("text/plain").includes("\t");
  if (!given || given[0].length < 2 || !hasTabs) return;
  const area = event.target;
  const from = area.selectionStart;
  const left = area.value.length - area.selectionEnd;
  setTimeout(() => offerTable(area, given, from, area.value.length - left));
};

// Findings in a table: their cells, the way to one, and a fix, which the grid can undo.
const partOf = (event) => event.target.closest?.("[data-table]");
const faults = new WeakMap();

const showFaults = (part) => {
  const area = areaOf(part);
  const marks = (faults.get(part) ?? []).filter(({ start, end }) => start < end);
  grids.get(part)?.showFaults(marks.map((mark) => ({ ...mark, ...placeIn(area.value, mark.start) })));
};

const opened = (part) => {
  part.open = true;
  openGrid(part);
  return grids.get(part);
};

const wordsMarked = (event) => {
  const part = partOf(event);
  if (!part) return;
  faults.set(part, event.detail);
  showFaults(part);
};

const wordsShown = (event) => {
  const part = partOf(event);
  const grid = part && opened(part);
  if (!grid) return;
  event.preventDefault();
  grid.select(placeIn(areaOf(part).value, event.detail.start));
};

const wordsReplaced = (event) => {
  const part = partOf(event);
  const grid = part && opened(part);
  const table = grid && readTable(event.detail.trim());
  if (!table) return;
  event.preventDefault();
  grid.replace(table);
};

if (section) {
  form.addEventListener("words-marked", wordsMarked);
  form.addEventListener("words-shown", wordsShown);
  form.addEventListener("words-replaced", wordsReplaced);
  partsOf().forEach(start);
  showHomeless();
  document.addEventListener("focusin", ({ target }) => {
    if (isOutline(target)) lastOutline = target;
  });
  const sizes = section.querySelector("[data-table-sizes]");
  sizes.hidden = false;
  section.querySelector("[data-table-add-words]").textContent = "Chèn bảng vào chỗ con trỏ";
  section.querySelector("[data-table-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const count = (name, most) =>
      Math.min(most, Math.max(1, Number(sizes.querySelector(name).value) || 1));
    addTable(emptyTable(count("[data-new-rows]", 200), count("[data-new-columns]", 60)));
  });
  for (const input of sizes.querySelectorAll("input")) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      section.querySelector("[data-table-add]").click();
    });
  }
  form.addEventListener("input", (event) => {
    if (event.target === form) refresh();
    if (event.target === form || isOutline(event.target)) showHomeless();
  });
  form.addEventListener("draft-parts", (event) => takeCopy(event.detail));
  form.addEventListener("paste", pastedIntoOutline);
}
