// Appendixes of the drafting form: added, moved and removed without a new page.
// The server does the same where no script runs: each button here is a submit button there.

const LABEL = /^phụ\s+lục\s*([IVXL]*|[A-Z]?\d*(?:[.-]\d+)*|[A-Z])\s*[.:]?$/iu;
const ROMAN = [[100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];

const section = document.querySelector("[data-appendixes]");
const form = section?.closest("form");
const list = section?.querySelector("[data-appendix-list]");
const blank = document.querySelector("[data-appendix-template]");

const roman = (number) => {
  let left = number;
  return ROMAN.map(([value, letters]) => {
    const times = Math.floor(left / value);
    left -= times * value;
    return letters.repeat(times);
  }).join("");
};

const parts = () => [...list.querySelectorAll("[data-appendix]")];
const titleOf = (part) => part.querySelector("[data-appendix-title]").value.trim();
const dropBox = (part) => part.querySelector("[data-appendix-drop] input");
const bodyOf = (part) => part.querySelector("[data-noted]");
const announce = section?.querySelector("[data-appendix-announce]");

const labelOf = (part, number) => {
  const [first] = titleOf(part).split("\n");
  const own = LABEL.exec(first.trim().normalize("NFC"));
  return `Phụ lục ${own?.[1] || number}`.trim();
};

// Labels and positions follow the order on the page.
const number = () => {
  const all = parts();
  const kept = all.filter((part) => !dropBox(part).checked);
  all.forEach((part, place) => {
    const ordinal = kept.indexOf(part) + 1;
    part.querySelector("[data-appendix-position]").value = String(place + 1);
    part.querySelector("[data-appendix-label]").textContent = ordinal
      ? labelOf(part, kept.length > 1 ? roman(ordinal) : "")
      : `Phụ lục sẽ bỏ: ${titleOf(part)}`;
    part.querySelector('[data-appendix-move="-1"]').disabled = place === 0;
    part.querySelector('[data-appendix-move="1"]').disabled = place === all.length - 1;
    part.querySelector("[data-appendix-drop]").hidden = ordinal > 0;
    part.classList.toggle("is-going", ordinal === 0);
  });
  announce.hidden = kept.length === 0;
};

const changed = () => {
  number();
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

const enliven = (part) => {
  for (const button of part.querySelectorAll("[data-emphasis], [data-note-insert], [data-appendix-remove]")) {
    button.hidden = false;
  }
};

const add = (key) => {
  const holder = document.createElement("template");
  holder.innerHTML = blank.innerHTML.replaceAll("appendix-KEY", `appendix-${key}`);
  const part = holder.content.firstElementChild;
  part.dataset.appendix = key;
  list.append(part);
  enliven(part);
  return part;
};

const freeKey = () => Math.max(-1, ...parts().map((part) => Number(part.dataset.appendix))) + 1;

const move = (part, step) => {
  const all = parts();
  const other = all[all.indexOf(part) + step];
  if (!other) return;
  if (step < 0) other.before(part);
  else other.after(part);
  changed();
  part.querySelector(`[data-appendix-move="${step}"]:not(:disabled)`)?.focus();
};

// It goes with the save, with the notes, tables and pictures in it; until then the tick can be undone.
const remove = (part) => {
  if (!titleOf(part) && !bodyOf(part).value.trim()) {
    part.remove();
    changed();
    section.querySelector("[data-appendix-add]").focus();
    return;
  }
  const label = part.querySelector("[data-appendix-label]").textContent;
  if (!window.confirm(`Bỏ ${label} khi lưu? Bản đã lưu trước đó vẫn còn trong các lần soạn.`)) return;
  dropBox(part).checked = true;
  changed();
  dropBox(part).focus();
};

// «(Phụ lục I kèm theo)» at the cursor of the text that announces it.
const sayInText = () => {
  const area = document.querySelector("[data-outline-main]");
  const kept = parts().filter((part) => !dropBox(part).checked);
  const labels = kept.map((part) => part.querySelector("[data-appendix-label]").textContent);
  const missing = labels.find((label) => !area.value.includes(`(${label} kèm theo)`)) ?? labels[0];
  const place = area.selectionEnd;
  const gap = /\S$/.test(area.value.slice(0, place)) ? " " : "";
  area.focus();
  area.setRangeText(`${gap}(${missing} kèm theo)`, place, place, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

const start = () => {
  parts().forEach(enliven);
  section.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const part = button?.closest("[data-appendix]");
    if (!button) return;
    if (button.matches("[data-appendix-add]")) {
      event.preventDefault();
      const fresh = add(freeKey());
      changed();
      fresh.querySelector("[data-appendix-title]").focus();
    } else if (button.matches("[data-appendix-move]")) {
      event.preventDefault();
      move(part, Number(button.dataset.appendixMove));
    } else if (button.matches("[data-appendix-remove]")) {
      remove(part);
    } else if (button.matches("[data-appendix-announce]")) {
      sayInText();
    }
  });
  list.addEventListener("input", (event) => {
    if (event.target.matches("[data-appendix-title], [data-appendix-drop] input")) number();
  });
  // A copy that is brought back has parts of its own.
  form.addEventListener("draft-parts", (event) => {
    const values = event.detail;
    const keys = new Set(
      Object.keys(values).flatMap((name) => /^appendix-(\d+)-/.exec(name)?.[1] ?? []),
    );
    for (const part of parts()) {
      if (!keys.delete(part.dataset.appendix)) part.remove();
    }
    keys.forEach(add);
    const place = (part) => Number(values[`appendix-${part.dataset.appendix}-position`] ?? 0);
    list.append(...parts().sort((one, other) => place(one) - place(other)));
  });
  form.addEventListener("draft-filled", number);
  number();
};

if (section && form && blank) start();
