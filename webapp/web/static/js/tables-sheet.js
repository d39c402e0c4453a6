// How the grid of a table stands on the page: widths above, numbers beside, a cell a place.

import { areaOf, columnsOf, numberOf } from "./tables-shape.js";
import { showWords } from "./tables-words.js";

const ROOM = { cell: 5.5, word: 3.5, most: 9 }; // rem

export const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const letterOf = (column) =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : "") +
  String.fromCharCode(65 + (column % 26));

const unread = (words) => make("span", { "aria-hidden": "true" }, words);

const widthRow = ({ grid, widths }) => {
  const heads = grid[0].map((_, c) => {
    const input = make("input", {
      type: "text",
      inputmode: "decimal",
      "aria-label": `Độ rộng cột ${c + 1}, phần trăm`,
      placeholder: "đều",
      "data-width": c,
    });
    input.value = Array.isArray(widths) ? widths[c] : "";
    const words = [unread(letterOf(c)), input, unread("%")];
    return make(
      "th",
      { scope: "col", "data-column": c },
      make("div", { class: "grid-width" }, ...words),
    );
  });
  const corner = make("span", { class: "visually-hidden" }, "Hàng");
  return make("tr", {}, make("th", { scope: "col", class: "grid-corner" }, corner), ...heads);
};

// The narrowest column keeps room for a word, as far as the others do not grow out of hand.
const setWidths = (sheet, cols, { widths }) => {
  sheet.style.minWidth = `${ROOM.cell * cols.length}rem`;
  if (!Array.isArray(widths)) return;
  const shares = widths.map(numberOf);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const wanted = Math.max(ROOM.cell * cols.length, (ROOM.word * whole) / Math.min(...shares));
  sheet.style.minWidth = `${Math.min(ROOM.most * cols.length, wanted)}rem`;
  cols.forEach((col, c) => {
    col.style.width = `${(100 * shares[c]) / whole}%`;
  });
};

// The sheet without its rows, which are drawn as they are scrolled to.
export const sheetOf = (table, label) => {
  const cols = table.grid[0].map(() => make("col"));
  const sheet = make(
    "table",
    {
      class: "cell-grid",
      role: "grid",
      "aria-label": label,
      "aria-multiselectable": "true",
      "aria-rowcount": table.grid.length + 1,
      "aria-colcount": columnsOf(table) + 1,
    },
    make("colgroup", {}, make("col", { class: "grid-numbers" }), ...cols),
    make("thead", {}, widthRow(table)),
    make("tbody"),
  );
  setWidths(sheet, cols, table);
  return sheet;
};

export const rowOf = ({ grid, head }, r, nodes) => {
  const row = make("tr", { "aria-rowindex": r + 2 });
  if (r < head) row.className = "grid-head";
  row.append(make("th", { scope: "row", class: "grid-numbers", "data-row": r }, String(r + 1)));
  grid[r].forEach((cell, c) => {
    if ((r > 0 && grid[r - 1][c] === cell) || (c > 0 && grid[r][c - 1] === cell)) return;
    const area = areaOf(grid, r, c);
    const node = make("td", {
      role: "gridcell",
      tabindex: "-1",
      "aria-colindex": c + 2,
      "data-r": r,
      "data-c": c,
    });
    node.colSpan = area.right - c + 1;
    node.rowSpan = area.bottom - r + 1;
    showWords(node, cell.text);
    nodes.set(cell, node);
    row.append(node);
  });
  return row;
};
