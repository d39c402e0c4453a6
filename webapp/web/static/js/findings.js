// Findings of form follow the typing: beside their field, as marks in the words, with their fixes.

import { Marks } from "./marks.js";
import { placesIn } from "./regular-text.js";
import { typeInto } from "./typing.js";

const PAUSE = 700;
const form = document.querySelector("form[data-draft]");
const marked = new Map(); // the marks of each field that has or had some
let request = null;
let timer = 0;
let isComposing = false;

const areas = () => [...form.querySelectorAll("[data-marked] > :is(textarea, input), [data-table-text]")];
const areaNamed = (name) => form.elements.namedItem(name);
const items = () => [...form.querySelectorAll(".finding")];
const itemOf = (key) => document.getElementById(`muc-${key}`);

const severityOf = (item) => /finding-(error|warning|hint)/.exec(item.className)?.[1] ?? "hint";

const marksOf = (area) => {
  if (!marked.has(area)) marked.set(area, new Marks(area));
  return marked.get(area);
};

// What the page says about the words of one text, as places in that text.
const markFrom = (item, place) => {
  const { start, end, fixStart, fixEnd, fixText, fixWords } = item.dataset;
  const fix = fixText === undefined
    ? null
    : { start: place(Number(fixStart)), end: place(Number(fixEnd)), text: fixText, words: fixWords };
  return {
    key: item.id.slice("muc-".length),
    kind: severityOf(item),
    start: place(Number(start)),
    end: place(Number(end)),
    fix,
  };
};

const showMarks = (texts) => {
  const byArea = new Map();
  for (const item of items()) {
    const area = item.dataset.area && areaNamed(item.dataset.area);
    if (area) byArea.set(area, [...(byArea.get(area) ?? []), item]);
  }
  for (const area of areas()) {
    const mine = byArea.get(area) ?? [];
    if (!mine.length && !marked.has(area)) continue;
    const text = texts.get(area.name) ?? area.value;
    const place = placesIn(text);
    marksOf(area).show(mine.map((item) => markFrom(item, place)), text);
    area.dispatchEvent(new CustomEvent("words-marked", { bubbles: true, detail: marksOf(area).marks }));
  }
  for (const [area, marks] of marked) {
    if (area.isConnected) continue;
    marks.show([], area.value);
    marked.delete(area);
  }
  showNext();
};

const foldOf = (list) => (list.matches("details") ? list : list.querySelector("details"));

// The list is written anew only where it changed; who stood in it stays there.
const replaceList = (fresh) => {
  const old = document.getElementById(fresh.id);
  if (!old || old.innerHTML === fresh.innerHTML) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const name = focused?.closest(".finding")?.id;
  const isOpen = foldOf(old)?.open;
  old.replaceWith(document.adoptNode(fresh));
  if (isOpen && foldOf(fresh)) foldOf(fresh).open = true;
  if (!focused) return;
  // A finding that was set aside is gone: what stands first in the list takes its place.
  const same = name && document.getElementById(name);
  (same || fresh).querySelector("a, summary")?.focus({ preventScroll: true });
};

const refresh = async () => {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const texts = new Map(areas().map((area) => [area.name, area.value]));
  try {
    const response = await fetch(form.dataset.findingsUrl, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new FormData(form),
      signal,
    });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (signal.aborted) return;
    for (const fresh of page.querySelectorAll("[data-findings]")) replaceList(fresh);
    showMarks(texts);
    form.dispatchEvent(new CustomEvent("findings-shown"));
  } catch {
    // Offline or overtaken: the old findings stay, the autosave line says what is wrong.
  }
};

const schedule = (pause = PAUSE) => {
  clearTimeout(timer);
  if (!isComposing) timer = setTimeout(refresh, pause);
};

// From finding to finding

const stops = () =>
  items()
    .map((item) => {
      const area = item.dataset.area && areaNamed(item.dataset.area);
      const key = item.id.slice("muc-".length);
      const mark = area && marked.get(area)?.marks.find((one) => one.key === key);
      return { item, area: area || null, mark, node: area || item, start: mark?.start ?? 0 };
    })
    .sort((one, other) =>
      one.node === other.node
        ? one.start - other.start
        : one.node.compareDocumentPosition(other.node) & Node.DOCUMENT_POSITION_FOLLOWING
          ? -1
          : 1,
    );

let current = "";

const setCurrent = (key) => {
  if (key === current) return;
  current = key;
  for (const item of form.querySelectorAll(".finding[aria-current]")) item.removeAttribute("aria-current");
  itemOf(key)?.setAttribute("aria-current", "true");
  for (const marks of marked.values()) {
    for (const mark of marks.marks) mark.isCurrent = mark.key === key;
    marks.paint();
  }
};

const goTo = ({ item, area, mark }) => {
  const key = item.id.slice("muc-".length);
  const isElsewhere = area && !area.dispatchEvent(
    new CustomEvent("words-shown", { bubbles: true, cancelable: true, detail: { ...mark } }),
  );
  if (!isElsewhere && area) {
    area.focus({ preventScroll: true });
    if (mark) {
      area.setSelectionRange(mark.start, mark.end);
      marked.get(area).reveal(mark);
    } else {
      area.scrollIntoView({ block: "center", behavior: "instant" });
    }
  } else if (!area) {
    const field = item.closest(".form-field")?.querySelector("select, input, textarea");
    (field ?? item.querySelector("a")).focus();
    item.scrollIntoView({ block: "center", behavior: "instant" });
  }
  setCurrent(key);
};

const step = (by) => {
  const all = stops();
  if (!all.length) return;
  const here = document.activeElement;
  let at = all.findIndex(({ item }) => item.id === `muc-${current}`);
  if (at < 0 && all.some(({ area }) => area === here)) {
    // The caret says where the person is.
    const after = all.findIndex(({ area, start }) => area === here && start >= here.selectionStart);
    at = after < 0 ? all.findLastIndex(({ area }) => area === here) : after - (by > 0 ? 1 : 0);
  }
  goTo(all[(at + by + all.length) % all.length]);
};

const showNext = () => {
  const button = document.querySelector("[data-findings-next]");
  if (!button) return;
  const all = items();
  const errors = all.filter((item) => severityOf(item) === "error").length;
  button.hidden = all.length === 0;
  button.querySelector("[data-findings-count]").textContent = String(errors || all.length);
  button.classList.toggle("has-errors", errors > 0);
};

// Fixes

const say = (words) => {
  document.querySelector("[data-findings-said]").textContent = words;
};

const stands = (area, fix) =>
  area.value.slice(fix.start, fix.end).normalize("NFC") === fix.words;

const put = (area, start, end, text) => {
  const isTaken = !area.dispatchEvent(
    new CustomEvent("words-replaced", {
      bubbles: true,
      cancelable: true,
      detail: area.value.slice(0, start) + text + area.value.slice(end),
    }),
  );
  if (!isTaken) typeInto(area, start, end, text);
};

const fixOne = (item) => {
  const area = areaNamed(item.dataset.area);
  const key = item.id.slice("muc-".length);
  const fix = marked.get(area)?.marks.find((one) => one.key === key)?.fix;
  if (!fix || !stands(area, fix)) {
    say("Chữ ở chỗ này vừa thay đổi; đang kiểm tra lại.");
    schedule(0);
    return;
  }
  put(area, fix.start, fix.end, fix.text);
  if (document.activeElement === area) {
    area.setSelectionRange(fix.start, fix.start + fix.text.length);
    marked.get(area).reveal({ start: fix.start, end: fix.start + fix.text.length });
  }
  say("Đã sửa; Ctrl+Z lấy lại chữ cũ.");
  schedule(0);
};

const backwards = (list) => [...list].reverse();

const apart = (fixes) => {
  const kept = [];
  for (const fix of fixes.sort((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    if (!last || last.end < fix.start) kept.push(fix);
  }
  return kept;
};

// Many edits, told to the rest of the page once: each alone would be looked at for its own sake.
const quietly = (changed, deed) => {
  const stop = (event) => event.stopImmediatePropagation();
  document.addEventListener("input", stop, true);
  try {
    deed();
  } finally {
    document.removeEventListener("input", stop, true);
  }
  for (const area of changed) area.dispatchEvent(new Event("input", { bubbles: true }));
};

const takeBack = document.querySelector("[data-findings-back]");
let stepsBack = null;

const forgetSteps = () => {
  stepsBack = null;
  if (takeBack) takeBack.hidden = true;
};

const fixAll = () => {
  const fixed = [...marked].flatMap(([area, { marks }]) => {
    const fixes = apart(marks.flatMap(({ fix }) => (fix && stands(area, fix) ? [fix] : [])));
    return fixes.length ? [{ area, fixes, before: area.value }] : [];
  });
  const count = fixed.reduce((sum, { fixes }) => sum + fixes.length, 0);
  const typed = fixed.filter(({ area }) => !area.matches("[data-table-text]"));
  quietly(typed.map(({ area }) => area), () => {
    // From the end, so that the places before stay true.
    for (const { area, fixes } of typed) {
      for (const fix of backwards(fixes)) typeInto(area, fix.start, fix.end, fix.text);
    }
  });
  for (const { area, fixes } of fixed) {
    if (!area.matches("[data-table-text]")) continue;
    let text = area.value;
    for (const fix of backwards(fixes)) text = text.slice(0, fix.start) + fix.text + text.slice(fix.end);
    put(area, 0, area.value.length, text);
  }
  say(`Đã sửa ${count} chỗ.`);
  stepsBack = typed;
  takeBack.hidden = typed.length === 0;
  schedule(0);
  document.getElementById("loi-tong")?.scrollIntoView({ block: "center", behavior: "instant" });
};

// Each fix is a step of the browser's own undo; all of them go back at once.
const takeAllBack = () => {
  const steps = stepsBack;
  forgetSteps();
  if (!steps) return;
  quietly(steps.map(({ area }) => area), () => {
    for (const { area, fixes, before } of backwards(steps)) {
      area.focus({ preventScroll: true });
      fixes.forEach(() => document.execCommand?.("undo"));
      if (area.value !== before) area.value = before;
    }
  });
  say("Đã lấy lại chữ cũ.");
  schedule(0);
};

const clicked = (event) => {
  const target = event.target.closest("[data-finding-go], [data-finding-fix], [data-finding-fix-all]");
  if (!target) return;
  const item = target.closest(".finding");
  if (target.matches("[data-finding-go]") && !item.dataset.area) return;
  event.preventDefault();
  if (target.matches("[data-finding-fix-all]")) fixAll();
  else if (target.matches("[data-finding-fix]")) fixOne(item);
  else goTo(stops().find((stop) => stop.item === item));
};

const typed = (event) => {
  if (event.isTrusted) forgetSteps();
  if (event.target === form) for (const marks of marked.values()) marks.sync();
  else marked.get(event.target)?.sync();
  schedule();
};

const start = () => {
  showMarks(new Map());
  form.addEventListener("input", typed);
  form.addEventListener("click", clicked);
  form.addEventListener("compositionstart", () => {
    isComposing = true;
    clearTimeout(timer);
  });
  form.addEventListener("compositionend", () => {
    isComposing = false;
    schedule();
  });
  // The finding of the words that the caret stands in is the current one.
  document.addEventListener("selectionchange", () => {
    const area = document.activeElement;
    const marks = marked.get(area)?.marks;
    if (!marks) return;
    const here = marks.filter(({ start, end }) => start <= area.selectionStart && area.selectionStart <= end);
    if (!here.some(({ key }) => key === current)) setCurrent(here[0]?.key ?? "");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  document.querySelector("[data-findings-next]")?.addEventListener("click", () => step(1));
  takeBack?.addEventListener("click", takeAllBack);
};

if (form) start();
