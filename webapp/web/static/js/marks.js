// Words at fault, underlined in the field where they are typed. A copy of the field's text lies
// behind it, letter under letter; the field itself is only looked at, so that undo and the
// composing of Vietnamese letters stay the browser's own.

const KINDS = ["hint", "warning", "error", "current"];
// What decides where a letter stands; the copy takes it over.
const METRICS = [
  "direction", "fontFamily", "fontSize", "fontStyle", "fontWeight", "fontStretch", "fontVariant",
  "fontFeatureSettings", "fontKerning", "letterSpacing", "lineHeight", "tabSize", "textAlign",
  "textIndent", "textRendering", "textTransform", "wordSpacing", "paddingTop", "paddingBottom",
  "paddingLeft", "borderTopWidth", "borderBottomWidth", "borderLeftWidth", "borderRightWidth",
];

const painted = globalThis.CSS?.highlights && globalThis.Highlight ? new Map() : null;
for (const [priority, kind] of painted ? KINDS.entries() : []) {
  const highlight = new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(`fault-${kind}`, highlight);
  painted.set(kind, highlight);
}

// What one edit did: where, how much went, how much came.
const editBetween = (before, after) => {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { start, removed: before.length - start - end, added: after.length - start - end };
};

// A stretch after the edit; null where the edit touched it.
export const moved = ({ start, end }, edit) => {
  const by = edit.added - edit.removed;
  const last = edit.start + edit.removed;
  if (end < edit.start || (end === edit.start && start < end)) return { start, end };
  return start >= last && !(start === end && start === edit.start)
    ? { start: start + by, end: end + by }
    : null;
};

export class Marks {
  constructor(area) {
    this.area = area;
    this.text = area.value;
    this.marks = [];
    this.lines = [];
    this.ranges = new Map();
    this.isLine = area.matches("input");
    this.copy = document.createElement("div");
    this.copy.className = "marks-copy";
    this.copy.setAttribute("aria-hidden", "true");
    area.before(this.copy);
    area.addEventListener("scroll", () => this.follow(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(area);
    this.measure();
    this.write();
  }

  measure() {
    const style = getComputedStyle(this.area);
    for (const name of METRICS) this.copy.style[name] = style[name];
    this.copy.style.whiteSpace = this.isLine ? "pre" : style.whiteSpace;
    const { offsetWidth, clientWidth } = this.area;
    const borders = parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth);
    const scrollbar = Math.max(0, offsetWidth - clientWidth - borders);
    this.copy.style.paddingRight = `${parseFloat(style.paddingRight) + scrollbar}px`;
    // The text of a field on one line stands in its middle.
    if (this.isLine) {
      const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
      this.copy.style.lineHeight = `${this.area.clientHeight - padding}px`;
    }
    this.follow();
  }

  follow() {
    this.copy.scrollTop = this.area.scrollTop;
    this.copy.scrollLeft = this.area.scrollLeft;
  }

  // The field says something else: its marks move along, those in what was changed go.
  sync() {
    const before = this.text;
    this.text = this.area.value;
    if (this.text === before) return;
    const edit = editBetween(before, this.text);
    this.marks = this.marks.flatMap((mark) => movedMark(mark, edit));
    this.write();
    this.paint();
    // With the next picture: asked for now, the place would cost a layout of its own.
    requestAnimationFrame(() => this.follow());
  }

  // Show these marks, which belong to `text`; the field may have gone on since.
  show(marks, text) {
    this.text = this.area.value;
    const edit = editBetween(text, this.text);
    const isSame = !edit.removed && !edit.added;
    this.marks = isSame ? marks : marks.flatMap((mark) => movedMark(mark, edit));
    this.write();
    this.paint();
    // With the next picture: asked for now, the place would cost a layout of its own.
    requestAnimationFrame(() => this.follow());
  }

  // Bring the copy up to the text; lines that stay are not touched.
  write() {
    const wanted = this.text.split("\n");
    const had = this.lines;
    const most = Math.min(wanted.length, had.length);
    let first = 0;
    while (first < most && had[first].data === wanted[first]) first += 1;
    let last = 0;
    while (last < most - first && had.at(-1 - last).data === wanted.at(-1 - last)) last += 1;
    const made = wanted.slice(first, wanted.length - last).map(lineOf);
    const gone = had.splice(first, had.length - first - last, ...made);
    const next = had[first + made.length]?.parentNode ?? null;
    for (const line of gone) line.parentNode.remove();
    for (const line of made) this.copy.insertBefore(line.parentNode, next);
    let start = 0;
    this.starts = this.lines.map((line) => {
      const begins = start;
      start += line.data.length + 1;
      return begins;
    });
  }

  // Ranges whose words did not move stay as they are: painting costs what changed.
  paint() {
    const drawn = new Map();
    for (const mark of this.marks) {
      if (mark.start >= mark.end) continue;
      for (const kind of mark.isCurrent ? [mark.kind, "current"] : [mark.kind]) {
        const name = `${kind} ${mark.key}`;
        const old = this.ranges.get(name);
        drawn.set(name, old && this.isAt(old.range, mark) ? old : { kind, range: this.rangeOf(mark) });
      }
    }
    for (const [name, { kind, range }] of this.ranges) {
      if (drawn.get(name)?.range !== range) painted?.get(kind).delete(range);
    }
    for (const [name, { kind, range }] of drawn) {
      if (this.ranges.get(name)?.range !== range) painted?.get(kind).add(range);
    }
    this.ranges = drawn;
  }

  isAt(range, mark) {
    const [[first, from], [last, to]] = [this.pointAt(mark.start), this.pointAt(mark.end)];
    return (
      range.startContainer === first && range.startOffset === from &&
      range.endContainer === last && range.endOffset === to
    );
  }

  rangeOf({ start, end }) {
    const range = document.createRange();
    range.setStart(...this.pointAt(start));
    range.setEnd(...this.pointAt(end));
    return range;
  }

  pointAt(place) {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    const line = this.lines[low];
    return [line, Math.min(place - this.starts[low], line.data.length)];
  }

  // Scroll the field, then the page, so that the words are seen.
  reveal(mark) {
    const seen = () => this.rangeOf(mark).getBoundingClientRect();
    const box = this.area.getBoundingClientRect();
    const within = seen();
    if (within.top < box.top || within.bottom > box.bottom) {
      this.area.scrollTop += within.top - box.top - box.height / 3;
    }
    if (within.left < box.left || within.right > box.right) {
      this.area.scrollLeft += within.left - box.left - box.width / 3;
    }
    this.follow();
    const words = seen();
    const room = { top: 72, bottom: innerHeight - 140 };
    if (words.top < room.top || words.bottom > room.bottom) {
      scrollBy({ top: words.top - innerHeight / 3, behavior: "instant" });
    }
  }
}

const movedMark = (mark, edit) => {
  const place = moved(mark, edit);
  if (!place) return [];
  const fix = mark.fix && moved(mark.fix, edit);
  return [{ ...mark, ...place, fix: fix ? { ...mark.fix, ...fix } : null }];
};

const lineOf = (words) => {
  const line = document.createElement("div");
  const text = document.createTextNode(words);
  line.append(text);
  return text;
};
