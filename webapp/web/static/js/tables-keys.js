// Keys, mouse, touch and clipboard of a grid: the habits of a spreadsheet.

import { columnsOf } from "./tables-shape.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const EMPHASIS = { b: "bold", i: "italic" };

const placeOf = (target) => {
  const node = target.closest?.("td[data-r]");
  return node && { r: Number(node.dataset.r), c: Number(node.dataset.c) };
};

const leaveTo = (grid, go) => {
  grid.leaveEditor();
  grid.focus();
  return go();
};

// Keys while the words of a cell are being typed; true for a key that is dealt with.
const pressedInEditor = (grid, event) => {
  const { input } = grid.editor;
  if (event.isComposing) return false;
  if (event.key === "Enter" && (event.altKey || event.shiftKey)) {
    input.setRangeText("\n", input.selectionStart, input.selectionEnd, "end");
    grid.typed();
    return true;
  }
  if (event.key === "Enter") {
    leaveTo(grid, () => grid.move([1, 0]));
    return true;
  }
  if (event.key === "Tab") return leaveTo(grid, () => grid.next(event.shiftKey ? -1 : 1));
  if (event.key === "Escape") {
    grid.leaveEditor(false);
    grid.focus();
    return true;
  }
  return emphasised(grid, event);
};

const emphasised = (grid, event) => {
  const name = EMPHASIS[event.key.toLowerCase()];
  if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  grid.emphasise(name);
  return true;
};

const pressedWithCtrl = (grid, event) => {
  const key = event.key.toLowerCase();
  const { table } = grid;
  const [bottom, right] = [table.grid.length - 1, columnsOf(table) - 1];
  if (key === "z") grid.do(event.shiftKey ? "redo" : "undo");
  else if (key === "y") grid.do("redo");
  else if (key === "a") {
    grid.active = { r: 0, c: 0 };
    grid.select({ r: bottom, c: right }, true);
  } else if (key === "home") grid.select({ r: 0, c: 0 }, event.shiftKey);
  else if (key === "end") grid.select({ r: bottom, c: right }, event.shiftKey);
  else return emphasised(grid, event);
  return true;
};

const pressedAlone = (grid, event) => {
  const right = columnsOf(grid.table) - 1;
  if (event.key === "Enter" || event.key === "F2") grid.edit();
  else if (event.key === "Delete" || event.key === "Backspace") grid.clear();
  else if (event.key === "Home") grid.select({ r: grid.far.r, c: 0 }, event.shiftKey);
  else if (event.key === "End") grid.select({ r: grid.far.r, c: right }, event.shiftKey);
  else {
    // What an input method makes of its keys goes on to the box that now has the focus.
    if (event.isComposing || ["Process", "Dead"].includes(event.key)) grid.edit("");
    if (event.key.length !== 1) return false;
    grid.edit(event.key);
    grid.typed();
  }
  return true;
};

const pressedOnCell = (grid, event) => {
  if (event.key === "Tab") {
    const leaves = grid.leaves;
    grid.leaves = false;
    return leaves ? false : grid.next(event.shiftKey ? -1 : 1);
  }
  grid.leaves = event.key === "Escape";
  if (MOVES[event.key] && !event.ctrlKey && !event.altKey) {
    grid.move(MOVES[event.key], event.shiftKey);
    return true;
  }
  if (event.ctrlKey || event.metaKey) return pressedWithCtrl(grid, event);
  return event.altKey ? false : pressedAlone(grid, event);
};

const pressed = (grid, event) => {
  let isDone = false;
  if (grid.editor) isDone = pressedInEditor(grid, event);
  else if (placeOf(event.target)) isDone = pressedOnCell(grid, event);
  else if (event.target.dataset.width && event.key === "Enter") {
    event.target.blur();
    isDone = true;
  }
  if (isDone) event.preventDefault();
};

const selectLine = (grid, { row, column }) => {
  const { table } = grid;
  const bottom = row === undefined ? table.grid.length - 1 : Number(row);
  const right = row === undefined ? Number(column) : columnsOf(table) - 1;
  grid.leaveEditor();
  grid.active = { r: row === undefined ? 0 : bottom, c: row === undefined ? right : 0 };
  grid.select({ r: bottom, c: right }, true);
};

const clicked = (grid, event) => {
  const line = event.target.closest("[data-row], [data-column]");
  if (line && !event.target.dataset.width) selectLine(grid, line.dataset);
  const place = placeOf(event.target);
  if (!place || event.pointerType === "mouse" || grid.editor?.node.contains(event.target)) return;
  const node = grid.nodeAt(place);
  if (grid.tapped === node && grid.nodeAt(grid.far) === node && event.detail > 0) grid.edit();
  else grid.select(place);
  grid.tapped = node; // a second tap on the same cell writes in it
};

export const listen = (grid) => {
  let isDragging = false;
  const on = (name, deed) => grid.scroll.addEventListener(name, deed);
  const onCells = (name, deed) =>
    on(name, (event) => {
      if (grid.editor || !placeOf(event.target)) return;
      event.preventDefault();
      deed(event.clipboardData);
    });

  on("pointerdown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.target === grid.editor?.input || event.pointerType !== "mouse") return;
    event.preventDefault();
    grid.select(place, event.shiftKey);
    isDragging = true;
  });
  on("pointerover", (event) => {
    const place = isDragging && event.buttons === 1 && placeOf(event.target);
    if (place) grid.select(place, true);
  });
  window.addEventListener("pointerup", () => {
    isDragging = false;
  });
  on("click", (event) => clicked(grid, event));
  on("dblclick", (event) => placeOf(event.target) && !grid.editor && grid.edit());
  on("keydown", (event) => pressed(grid, event));
  on("input", (event) => {
    event.stopPropagation();
    if (event.target === grid.editor?.input) grid.typed();
  });
  on("change", (event) => {
    event.stopPropagation();
    if (event.target.dataset.width) grid.setWidth(event.target);
  });
  on("focusout", (event) => {
    const isInside = grid.scroll.contains(event.relatedTarget);
    if (event.target === grid.editor?.input && !isInside) grid.leaveEditor();
  });
  onCells("copy", (data) => grid.copy(data));
  onCells("cut", (data) => {
    grid.copy(data);
    grid.clear();
  });
  onCells("paste", (data) => grid.paste(data));
};
