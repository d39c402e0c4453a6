// What can be done to the grid of a table; each deed changes it in place and loses no word.

import { newCell } from "./tables-text.js";

export const columnsOf = (table) => table.grid[0].length;

// Where a cell stands: its first and last row and column.
export const areaOf = (grid, r, c) => {
  const cell = grid[r][c];
  const area = { top: r, left: c, bottom: r, right: c };
  while (area.top > 0 && grid[area.top - 1][c] === cell) area.top -= 1;
  while (area.left > 0 && grid[r][area.left - 1] === cell) area.left -= 1;
  while (area.bottom + 1 < grid.length && grid[area.bottom + 1][c] === cell) area.bottom += 1;
  while (grid[r][area.right + 1] === cell) area.right += 1;
  return area;
};

// The smallest rectangle from one place to another that cuts through no merged cell.
export const between = (grid, one, other) => {
  let area = {
    top: Math.min(one.r, other.r),
    left: Math.min(one.c, other.c),
    bottom: Math.max(one.r, other.r),
    right: Math.max(one.c, other.c),
  };
  for (;;) {
    const wider = { ...area };
    for (const { r, c } of placesIn(area)) {
      const covered = areaOf(grid, r, c);
      wider.top = Math.min(wider.top, covered.top);
      wider.left = Math.min(wider.left, covered.left);
      wider.bottom = Math.max(wider.bottom, covered.bottom);
      wider.right = Math.max(wider.right, covered.right);
    }
    if (Object.keys(area).every((side) => area[side] === wider[side])) return area;
    area = wider;
  }
};

export const placesIn = (area) => {
  const places = [];
  for (let r = area.top; r <= area.bottom; r += 1) {
    for (let c = area.left; c <= area.right; c += 1) places.push({ r, c });
  }
  return places;
};

export const cellsIn = (grid, area) => [
  ...new Set(placesIn(area).map(({ r, c }) => grid[r][c])),
];

export const addRow = (table, at) => {
  const { grid } = table;
  const row = Array.from({ length: columnsOf(table) }, (_, c) =>
    at > 0 && at < grid.length && grid[at - 1][c] === grid[at][c] ? grid[at][c] : newCell(),
  );
  grid.splice(at, 0, row);
  if (at < table.head) table.head += 1;
};

export const addColumn = (table, at) => {
  for (const row of table.grid) {
    const isInside = at > 0 && at < row.length && row[at - 1] === row[at];
    row.splice(at, 0, isInside ? row[at] : newCell());
  }
  if (!Array.isArray(table.widths)) return;
  const share = 1 / columnsOf(table);
  const others = table.widths.map((width) => percent(numberOf(width) * (1 - share)));
  others.splice(at, 0, percent(100 * share));
  table.widths = others;
};

export const dropRows = (table, area) => {
  table.grid.splice(area.top, area.bottom - area.top + 1);
  const gone = Math.min(table.head, area.bottom + 1) - Math.min(table.head, area.top);
  table.head = Math.min(table.head - gone, table.grid.length);
};

export const dropColumns = (table, area) => {
  const count = area.right - area.left + 1;
  for (const row of table.grid) row.splice(area.left, count);
  if (!Array.isArray(table.widths)) return;
  table.widths.splice(area.left, count);
  const whole = table.widths.reduce((sum, width) => sum + numberOf(width), 0);
  table.widths = table.widths.map((width) => percent((100 * numberOf(width)) / whole));
};

export const merge = (table, area) => {
  const texts = cellsIn(table.grid, area).map((cell) => cell.text);
  const whole = newCell(texts.filter(Boolean).join("\n"));
  for (const { r, c } of placesIn(area)) table.grid[r][c] = whole;
};

export const split = (table, area) => {
  for (const cell of cellsIn(table.grid, area)) {
    const places = placesIn(area).filter(({ r, c }) => table.grid[r][c] === cell);
    for (const { r, c } of places.slice(1)) table.grid[r][c] = newCell();
  }
};

// Put another grid over this one from a place on, growing it; cut cells are taken apart first.
export const paste = (table, at, given) => {
  while (table.grid.length < at.r + given.length) addRow(table, table.grid.length);
  while (columnsOf(table) < at.c + given[0].length) addColumn(table, columnsOf(table));
  const area = {
    top: at.r,
    left: at.c,
    bottom: at.r + given.length - 1,
    right: at.c + given[0].length - 1,
  };
  for (const { r, c } of placesIn(area)) {
    const covered = areaOf(table.grid, r, c);
    if (covered.top !== covered.bottom || covered.left !== covered.right) split(table, covered);
  }
  for (const { r, c } of placesIn(area)) table.grid[r][c] = given[r - at.r][c - at.c];
  return area;
};

export const setWidth = (table, column, width) => {
  if (!Array.isArray(table.widths)) {
    const left = Math.max(1, 100 - width) / Math.max(1, columnsOf(table) - 1);
    table.widths = Array.from({ length: columnsOf(table) }, () => percent(left));
  }
  table.widths[column] = percent(width);
};

export const numberOf = (width) => Number(String(width).replace(",", "."));

const percent = (width) =>
  String(Math.max(0.1, Math.round(width * 10) / 10)).replace(".", ",");
