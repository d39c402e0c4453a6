// A table between its text and a grid of cells. The text is the one the server reads: a line a row,
// cells parted by « | », `<p>` between paragraphs, `<` and `^` for the places that a cell covers.
// In the grid every place holds its cell; merged places hold the same one. The words of a cell
// stay in the outline's notation, with a line feed between paragraphs and a bar as a bar.

const HEAD = /^\[\[(?:cột (đều|[\d., ]+))?(?:; )?(?:đầu (\d{1,4}))?\]\]$/;
const SIGN = /\\([\s\S])|\||<p>/g;
const MARKS = ["<", "^", "~"];
const NOTATION = /[\\*]|<(?=\/?(?:u|sub|sup|note|br|sp|tab|p)[\s/>])/gi;

export const newCell = (text = "") => ({ text });

export const emptyTable = (rows, columns) => ({
  widths: "đều",
  head: 1,
  grid: Array.from({ length: rows }, () => Array.from({ length: columns }, () => newCell())),
});

const splitAt = (text, sign) => {
  const parts = [];
  let start = 0;
  for (const match of text.matchAll(SIGN)) {
    if (match[0] !== sign) continue;
    parts.push(text.slice(start, match.index).trim());
    start = match.index + sign.length;
  }
  return [...parts, text.slice(start).trim()];
};

const fromRaw = (raw) => {
  if (MARKS.some((mark) => raw === `\\${mark}`)) return raw.slice(1);
  return splitAt(raw, "<p>")
    .map((paragraph) => paragraph.replace(/\\[\s\S]/g, (sign) => (sign === "\\|" ? "|" : sign)))
    .join("\n");
};

const toRaw = (text) => {
  const paragraphs = text.split("\n").map((line) => {
    const words = line.replaceAll("\t", " ").trim();
    const isOpen = /(?:^|[^\\])(?:\\\\)*\\$/.test(words); // would swallow what stands after it
    return (isOpen ? `${words}\\` : words).replace(SIGN, (sign, escaped) =>
      escaped === undefined ? `\\${sign}` : sign,
    );
  });
  const raw = paragraphs.join("<p>");
  return MARKS.includes(raw) ? `\\${raw}` : raw;
};

// Words that mean no notation: what comes from a spreadsheet.
export const asWords = (text) => text.replace(NOTATION, "\\$&");

const isRectangle = (grid) => {
  const seen = new Map();
  grid.forEach((row, r) =>
    row.forEach((cell, c) => {
      const area = seen.get(cell) ?? { top: r, left: c, bottom: r, right: c, places: 0 };
      area.left = Math.min(area.left, c);
      area.right = Math.max(area.right, c);
      area.bottom = r;
      area.places += 1;
      seen.set(cell, area);
    }),
  );
  return [...seen.values()].every(
    (area) =>
      (area.right - area.left + 1) * (area.bottom - area.top + 1) === area.places,
  );
};

// Rows that end early are filled up with empty cells.
const squared = (grid) => {
  const columns = Math.max(1, ...grid.map((row) => row.length));
  return grid.map((row) => [
    ...row,
    ...Array.from({ length: columns - row.length }, () => newCell()),
  ]);
};

const cellAt = (raw, row, above) => {
  if (raw === "<") return row.at(-1);
  if (raw === "^") return above?.[row.length];
  return raw === "~" ? newCell() : newCell(fromRaw(raw));
};

// The table that the text says; null for a text that a person has to put right first.
export const readTable = (text) => {
  const lines = text.split("\n").filter((line) => line.trim());
  let widths = null;
  let head = 0;
  if (/^\[\[(?:cột|đầu)/.test(lines[0] ?? "")) {
    const said = HEAD.exec(lines.shift().trim());
    if (!said) return null;
    head = Number(said[2] ?? 0);
    const given = said[1]?.trim().split(/\s+/);
    widths = said[1] === "đều" ? "đều" : (given ?? null);
  }
  if (!lines.length || text.includes("\t")) return null;
  const grid = [];
  for (const line of lines) {
    const row = [];
    const places = splitAt(line, "|");
    while (places.at(-1) === "~") places.pop();
    for (const raw of places) {
      const cell = cellAt(raw, row, grid.at(-1));
      if (!cell) return null;
      row.push(cell);
    }
    grid.push(row);
  }
  const whole = squared(grid);
  const fits = !Array.isArray(widths) || widths.length === whole[0].length;
  return fits && isRectangle(whole) ? { widths, head, grid: whole } : null;
};

// Which row and column a place in the text of a table stands in.
export const placeIn = (text, place) => {
  const before = text.slice(0, place).split("\n");
  const line = before.pop();
  const rows = before.filter((one) => one.trim());
  const hasHead = /^\[\[(?:cột|đầu)/.test(rows[0] ?? "");
  const bars = [...line.matchAll(SIGN)].filter((sign) => sign[0] === "|");
  return { r: rows.length - (hasHead ? 1 : 0), c: bars.length };
};

export const writeRow = (grid, r) =>
  grid[r]
    .map((cell, c) => {
      if (r > 0 && grid[r - 1][c] === cell) return "^";
      return c > 0 && grid[r][c - 1] === cell ? "<" : toRaw(cell.text);
    })
    .join(" | ");

export const writeHead = ({ widths, head }) => {
  const said = [];
  if (widths) said.push(`cột ${Array.isArray(widths) ? widths.join(" ") : widths}`);
  if (head) said.push(`đầu ${head}`);
  return said.length ? `[[${said.join("; ")}]]` : "";
};

// A row of one empty cell needs the sign that nothing follows, or it would be an empty line.
export const writeLines = (head, rows) => {
  const lines = rows.map((row) => (row === "" ? " | ~" : row));
  if (!head && lines[0].startsWith("[[")) lines[0] = `\\${lines[0]}`;
  return (head ? [head, ...lines] : lines).join("\n");
};

export const writeTable = (table) =>
  writeLines(writeHead(table), table.grid.map((_, r) => writeRow(table.grid, r)));

// Rows of a spreadsheet: cells parted by tabs, a cell with breaks in quotation marks.
const readPasted = (text) => {
  const rows = [[]];
  const field = /"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)/y;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  let place = 0;
  while (place <= clean.length) {
    field.lastIndex = place;
    const match = field.exec(clean);
    const words = match[1] === undefined ? match[2] : match[1].replaceAll('""', '"');
    rows.at(-1).push(newCell(asWords(tidied(words))));
    place = field.lastIndex;
    if (clean[place] === "\n") rows.push([]);
    place += 1;
  }
  return squared(rows);
};

const tidied = (words) =>
  words
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .filter(Boolean)
    .join("\n");

const SIGNS_OF = {
  B: ["**", "**"],
  STRONG: ["**", "**"],
  I: ["*", "*"],
  EM: ["*", "*"],
  U: ["<u>", "</u>"],
  SUB: ["<sub>", "</sub>"],
  SUP: ["<sup>", "</sup>"],
};
const BREAKS = new Set(["BR", "P", "DIV", "LI"]);

// The page's policy speaks up about styles even where nobody looks at them.
const STYLES = /<style[\s\S]*?<\/style>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;

const wordsOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return asWords(node.data.replace(/\s+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("style, script")) return "";
  const inner = [...node.childNodes].map(wordsOf).join("");
  const [open, close] = SIGNS_OF[node.tagName] ?? ["", ""];
  const marked =
    open && inner.trim()
      ? inner.replace(/[^\n]*\S[^\n]*/g, (line) =>
          line.replace(line.trim(), (words) => `${open}${words}${close}`),
        )
      : inner;
  return BREAKS.has(node.tagName) ? `${node.tagName === "BR" ? "" : "\n"}${marked}\n` : marked;
};

const plainLines = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");

// A table as Word, Excel and browsers put it on the clipboard, merged cells included.
const readHtml = (html) => {
  const page = new DOMParser().parseFromString(html.replace(STYLES, ""), "text/html");
  const source = page.querySelector("table");
  if (!source) return null;
  const grid = [];
  [...source.rows].forEach((row, r) => {
    grid[r] ??= [];
    let c = 0;
    for (const given of row.cells) {
      while (grid[r][c]) c += 1;
      const cell = newCell(plainLines(wordsOf(given)));
      const bottom = Math.min(r + given.rowSpan, source.rows.length);
      for (let down = r; down < bottom; down += 1) {
        grid[down] ??= [];
        for (let right = c; right < c + given.colSpan; right += 1) grid[down][right] ??= cell;
      }
    }
  });
  const rows = grid.filter(Boolean).map((row) => Array.from(row, (cell) => cell ?? newCell()));
  const whole = rows.length ? squared(rows) : null;
  return whole?.[0]?.length && isRectangle(whole) ? whole : null;
};

// What was copied, as a grid: null where it is no table of two cells or more.
export const readClipboard = (data) => {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const grid = (html.includes("<table") && readHtml(html)) || (text ? readPasted(text) : null);
  return grid && grid.length * grid[0].length > 1 ? grid : null;
};
