// Emphasis in the outline text: buttons and Ctrl+B, Ctrl+I, Ctrl+U put the notation's marks
// around what is selected, or take them away again. Undo keeps working.

import { typeInto } from "./typing.js";

const MARKS = {
  bold: { open: "**", close: "**", stars: 2 },
  italic: { open: "*", close: "*", stars: 1 },
  underline: { open: "<u>", close: "</u>", stars: 0 },
};
const KEYS = { b: "bold", i: "italic", u: "underline" };

const countStars = (text, start, step) => {
  let count = 0;
  while (text[start + count * step] === "*" && count < 3) count += 1;
  return count;
};

// One star is italic, two are bold, three are both.
const hasStars = (count, stars) => (stars === 2 ? count >= 2 : count === 1 || count === 3);

const unwrapped = (line, mark) => {
  if (mark.stars === 0) {
    const isWrapped = line.startsWith(mark.open) && line.endsWith(mark.close);
    return isWrapped ? line.slice(mark.open.length, -mark.close.length) : null;
  }
  const before = countStars(line, 0, 1);
  const after = countStars(line, line.length - 1, -1);
  const isWrapped = hasStars(before, mark.stars) && hasStars(after, mark.stars);
  return isWrapped && line.length > 2 * mark.stars ? line.slice(mark.stars, -mark.stars) : null;
};

const eachLine = (text, change) =>
  text
    .split("\n")
    .map((line) => {
      const words = line.trim();
      return words ? line.replace(words, () => change(words)) : line;
    })
    .join("\n");

const toggled = (text, mark) => {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const isOn = lines.length > 0 && lines.every((line) => unwrapped(line, mark) !== null);
  return eachLine(text, (words) =>
    isOn ? unwrapped(words, mark) : `${mark.open}${words}${mark.close}`,
  );
};

const isAround = (value, start, end, mark) => {
  if (mark.stars === 0) {
    return value.slice(0, start).endsWith(mark.open) && value.slice(end).startsWith(mark.close);
  }
  const before = countStars(value, start - 1, -1);
  const after = countStars(value, end, 1);
  return hasStars(before, mark.stars) && hasStars(after, mark.stars);
};

const withoutOuterSpace = (value, start, end) => {
  const chosen = value.slice(start, end);
  if (!chosen.trim()) return [start, end];
  return [
    start + chosen.length - chosen.trimStart().length,
    end - (chosen.length - chosen.trimEnd().length),
  ];
};

const toggle = (area, name) => {
  const mark = MARKS[name];
  const [start, end] = withoutOuterSpace(area.value, area.selectionStart, area.selectionEnd);
  const chosen = area.value.slice(start, end);
  if (isAround(area.value, start, end, mark)) {
    const [from, to] = [start - mark.open.length, end + mark.close.length];
    typeInto(area, from, to, chosen);
    area.setSelectionRange(from, from + chosen.length);
    return;
  }
  if (!chosen) {
    typeInto(area, start, end, mark.open + mark.close);
    area.setSelectionRange(start + mark.open.length, start + mark.open.length);
    return;
  }
  const text = toggled(chosen, mark);
  typeInto(area, start, end, text);
  area.setSelectionRange(start, start + text.length);
};

document.addEventListener("keydown", (event) => {
  const name = KEYS[event.key.toLowerCase()];
  if (!name || !event.target.matches("textarea[data-outline], input[data-outline]")) return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  toggle(event.target, name);
});

// The buttons serve the text field that was used last.
let last = document.querySelector("textarea[data-outline-main]");
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-outline]")) last = event.target;
});
for (const button of document.querySelectorAll("button[data-emphasis]")) button.hidden = false;
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("button[data-emphasis]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-emphasis]");
  // The bar of an appendix serves that appendix.
  const own = button?.closest("[data-appendix]")?.querySelector("[data-outline]");
  if (button && (own ?? last)) toggle(own ?? last, button.dataset.emphasis);
});
