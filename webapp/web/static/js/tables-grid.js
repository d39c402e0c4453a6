// One table of the drafting form as a grid of cells, over the text that is saved.

import {
  asWords,
  readClipboard,
  readTable,
  writeHead,
  writeLines,
  writeRow,
  writeTable,
} from "./tables-text.js";
import { listen } from "./tables-keys.js";
import * as shape from "./tables-shape.js";
import { make, rowOf, sheetOf } from "./tables-sheet.js";
import { plainWords, showWords } from "./tables-words.js";

const AT_ONCE = 120; // rows drawn before the rest is scrolled to
const MOST_STEPS = 100;
const MARKS = { bold: "**", italic: "*" };

export class Grid {
  constructor(area, box, { label, say }) {
    Object.assign(this, { area, box, label, say });
    this.undone = [];
    this.done = [];
    this.active = { r: 0, c: 0 };
    this.far = { r: 0, c: 0 };
    this.editor = null;
    this.scroll = make("div", { class: "grid-scroll" });
    this.box.append(this.scroll);
    this.end = make("div", { class: "grid-end" });
    this.watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) this.drawMore();
    });
    listen(this);
  }

  // Read the text anew; false where it needs a person first.
  load() {
    const table = readTable(this.area.value.trim());
    if (!table) return false;
    this.written = this.area.value;
    this.take(table);
    return true;
  }

  take(table) {
    this.editor = null;
    this.table = table;
    this.lines = table.grid.map((_, r) => writeRow(table.grid, r));
    const bottom = table.grid.length - 1;
    const right = shape.columnsOf(table) - 1;
    for (const place of [this.active, this.far]) {
      place.r = Math.min(place.r, bottom);
      place.c = Math.min(place.c, right);
    }
    this.draw();
  }

  write() {
    this.written = writeLines(writeHead(this.table), this.lines);
    this.area.value = this.written;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Do something to the whole table; it can be undone.
  change(deed) {
    this.leaveEditor();
    this.remember();
    deed(this.table);
    this.take(this.table);
    this.write();
    this.focus();
  }

  remember() {
    this.done.push(writeTable(this.table));
    if (this.done.length > MOST_STEPS) this.done.shift();
    this.undone = [];
  }

  step(from, to) {
    this.leaveEditor();
    const text = from.pop();
    if (text === undefined) return;
    to.push(writeTable(this.table));
    this.take(readTable(text));
    this.write();
    this.focus();
  }

  // Drawing

  draw() {
    this.sheet = sheetOf(this.table, this.label());
    const [top, left] = [this.scroll.scrollTop, this.scroll.scrollLeft];
    const until = Math.max(AT_ONCE, this.drawn ?? 0, this.active.r + 1);
    this.nodes = new Map();
    this.drawn = 0;
    this.shown = null;
    this.drawMore(until);
    this.scroll.replaceChildren(this.sheet, this.end);
    this.scroll.scrollTo(left, top);
    this.watch.disconnect();
    this.watch.observe(this.end);
    this.paint();
    this.showFaults(this.faults ?? []);
    this.showState();
  }

  // Mark the cells that hold words at fault.
  showFaults(faults) {
    for (const node of this.box.querySelectorAll("[data-fault]")) node.removeAttribute("data-fault");
    this.faults = faults;
    for (const { r, c, kind } of faults) {
      const cell = this.table.grid[r]?.[c];
      this.nodes.get(cell)?.setAttribute("data-fault", kind);
    }
  }

  // Take another table in its place; it can be undone.
  replace(table) {
    this.leaveEditor();
    this.remember();
    this.take(table);
    this.write();
    this.focus();
  }

  drawMore(until = this.drawn + AT_ONCE) {
    const { grid } = this.table;
    const last = Math.min(until, grid.length);
    const rows = [];
    for (let r = this.drawn; r < last; r += 1) rows.push(rowOf(this.table, r, this.nodes));
    this.drawn = Math.max(this.drawn, last);
    this.sheet.tBodies[0].append(...rows);
    this.end.hidden = this.drawn >= grid.length;
    if (rows.length && this.shown) this.paint();
  }

  paint() {
    for (const node of this.shown ?? []) node.removeAttribute("aria-selected");
    this.tabbed?.setAttribute("tabindex", "-1");
    const selected = shape.cellsIn(this.table.grid, this.selection);
    this.shown = selected.map((cell) => this.nodes.get(cell)).filter(Boolean);
    for (const node of this.shown) node.setAttribute("aria-selected", "true");
    this.tabbed = this.nodeAt(this.far);
    this.tabbed?.setAttribute("tabindex", "0");
  }

  showState() {
    const tool = (name) => this.box.querySelector(`[data-do="${name}"]`);
    const rows = this.box.querySelector("[data-head-rows]");
    rows.value = this.table.head;
    rows.max = this.table.grid.length;
    this.box.querySelector("[data-even-widths]").checked = !Array.isArray(this.table.widths);
    tool("undo").disabled = !this.done.length;
    tool("redo").disabled = !this.undone.length;
  }

  // Places

  get selection() {
    return shape.between(this.table.grid, this.active, this.far);
  }

  nodeAt({ r, c }) {
    return this.nodes.get(this.table.grid[r][c]);
  }

  select(place, isFurther = false) {
    this.leaveEditor();
    if (place.r >= this.drawn) this.drawMore(place.r + AT_ONCE);
    this.far = { ...place };
    if (!isFurther) this.active = { ...place };
    this.paint();
    this.focus();
  }

  focus() {
    const node = this.nodeAt(this.far);
    node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  move([down, right], isFurther) {
    const { grid } = this.table;
    const area = shape.areaOf(grid, this.far.r, this.far.c);
    const r = down > 0 ? area.bottom + 1 : down < 0 ? area.top - 1 : this.far.r;
    const c = right > 0 ? area.right + 1 : right < 0 ? area.left - 1 : this.far.c;
    if (r >= 0 && r < grid.length && c >= 0 && c < grid[0].length) {
      this.select({ r, c }, isFurther);
    }
  }

  // The next cell in reading order; false at the end, where the Tab key leaves the grid.
  next(step) {
    const { grid } = this.table;
    const columns = grid[0].length;
    const here = shape.areaOf(grid, this.far.r, this.far.c);
    for (let at = here.top * columns + here.left + step; ; at += step) {
      if (at < 0 || at >= grid.length * columns) return false;
      const place = { r: Math.floor(at / columns), c: at % columns };
      const area = shape.areaOf(grid, place.r, place.c);
      if (area.top === place.r && area.left === place.c) {
        this.select(place);
        return true;
      }
    }
  }

  // Editing a cell

  // Write in the cell: its words, or others in their place.
  edit(words = null) {
    if (this.editor) return;
    const { top: r, left: c } = shape.areaOf(this.table.grid, this.far.r, this.far.c);
    const cell = this.table.grid[r][c];
    const node = this.nodes.get(cell);
    this.active = { r, c };
    this.far = { r, c };
    this.paint();
    const input = make("textarea", {
      class: "grid-editor",
      rows: "1",
      spellcheck: "false",
      "aria-label": `Hàng ${r + 1}, cột ${c + 1}`,
    });
    input.value = words ?? cell.text;
    this.editor = { input, cell, node, before: cell.text, isNew: true };
    node.replaceChildren(input);
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    this.fit();
  }

  fit() {
    const { input } = this.editor;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  }

  typed() {
    const { input, cell, isNew } = this.editor;
    if (isNew) this.remember();
    this.editor.isNew = false;
    this.put(cell, input.value.replaceAll("\t", " "));
    this.fit();
    this.write();
    this.showState();
  }

  put(cell, text) {
    cell.text = text;
    const { r } = this.active;
    const { top } = shape.areaOf(this.table.grid, r, this.active.c);
    this.lines[top] = writeRow(this.table.grid, top);
  }

  leaveEditor(isKept = true) {
    if (!this.editor) return;
    const { cell, node, before, isNew } = this.editor;
    this.editor = null;
    const text = isKept
      ? cell.text
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean)
          .join("\n")
      : before;
    if (!isKept && !isNew) this.done.pop();
    if (text !== cell.text) {
      this.put(cell, text);
      this.write();
    }
    showWords(node, cell.text);
    this.showState();
  }

  wrap(name) {
    const { input } = this.editor;
    const { selectionStart: start, selectionEnd: end } = input;
    const words = input.value.slice(start, end);
    const mark = MARKS[name];
    input.setRangeText(`${mark}${words}${mark}`, start, end, "select");
    if (!words) input.setSelectionRange(start + mark.length, start + mark.length);
    this.typed();
  }

  emphasise(name) {
    if (this.editor) return this.wrap(name);
    const mark = MARKS[name];
    const cells = shape.cellsIn(this.table.grid, this.selection).filter((cell) => cell.text);
    const lines = cells.flatMap((cell) => cell.text.split("\n"));
    const stars = (line) => /^\*{0,3}/.exec(line)[0].length;
    const has = (line) =>
      (name === "bold" ? stars(line) >= 2 : stars(line) % 2 === 1) &&
      line.endsWith(mark) &&
      line.length > 2 * mark.length;
    const isOn = lines.every(has);
    const changed = (line) => {
      if (isOn) return line.slice(mark.length, -mark.length);
      return has(line) ? line : `${mark}${line}${mark}`;
    };
    return this.change(() => {
      for (const cell of cells) cell.text = cell.text.split("\n").map(changed).join("\n");
    });
  }

  // Deeds of the buttons

  do(name) {
    const area = this.selection;
    const { grid } = this.table;
    const isAll = {
      "drop-rows": area.bottom - area.top + 1 === grid.length,
      "drop-columns": area.right - area.left + 1 === grid[0].length,
    };
    if (isAll[name]) return this.say("Muốn bỏ cả bảng, hãy đánh dấu «Xóa bảng» rồi lưu.");
    const deeds = {
      "row-above": (table) => shape.addRow(table, area.top),
      "row-below": (table) => shape.addRow(table, area.bottom + 1),
      "drop-rows": (table) => shape.dropRows(table, area),
      "column-left": (table) => shape.addColumn(table, area.left),
      "column-right": (table) => shape.addColumn(table, area.right + 1),
      "drop-columns": (table) => shape.dropColumns(table, area),
      merge: (table) => shape.merge(table, area),
      split: (table) => shape.split(table, area),
    };
    if (name === "undo") return this.step(this.done, this.undone);
    if (name === "redo") return this.step(this.undone, this.done);
    if (name in MARKS) return this.emphasise(name);
    if (name === "merge" && shape.cellsIn(grid, area).length < 2) {
      return this.say("Chọn từ hai ô trở lên (kéo chuột, hoặc Shift và phím mũi tên) rồi gộp.");
    }
    return this.change(deeds[name]);
  }

  clear() {
    const cells = shape.cellsIn(this.table.grid, this.selection);
    if (cells.some((cell) => cell.text)) this.change(() => cells.forEach((cell) => (cell.text = "")));
  }

  paste(data) {
    const given = readClipboard(data);
    const text = data.getData("text/plain");
    if (!given && !text.trim()) return;
    const { top, left } = this.selection;
    this.change((table) => {
      if (!given) {
        table.grid[top][left].text = asWords(text.trim()).replace(/\s*\n\s*/g, "\n");
        return;
      }
      const area = shape.paste(table, { r: top, c: left }, given);
      this.active = { r: area.top, c: area.left };
      this.far = { r: area.bottom, c: area.right };
    });
    if (given) this.say(`Đã dán ${given.length} hàng × ${given[0].length} cột.`);
  }

  copy(data) {
    const { top, left, bottom, right } = this.selection;
    const { grid } = this.table;
    const seen = new Set();
    const rows = [];
    const table = make("table");
    for (let r = top; r <= bottom; r += 1) {
      const row = table.insertRow();
      rows.push([]);
      for (let c = left; c <= right; c += 1) {
        const isFirst = !seen.has(grid[r][c]);
        const words = isFirst ? plainWords(grid[r][c].text) : "";
        rows.at(-1).push(/[\n"\t]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
        if (!isFirst) continue;
        seen.add(grid[r][c]);
        const node = row.insertCell();
        const area = shape.areaOf(grid, r, c);
        node.colSpan = area.right - area.left + 1;
        node.rowSpan = area.bottom - area.top + 1;
        showWords(node, grid[r][c].text);
      }
    }
    data.setData("text/plain", rows.map((row) => row.join("\t")).join("\n"));
    data.setData("text/html", table.outerHTML);
  }

  setWidth(input) {
    const column = Number(input.dataset.width);
    const width = shape.numberOf(input.value);
    if (width > 0 && width <= 100) {
      this.change((table) => shape.setWidth(table, column, width));
      this.scroll.querySelector(`[data-width="${column}"]`).focus();
    } else {
      this.say("Độ rộng cột là phần trăm, từ 1 đến 100.");
    }
  }
}
