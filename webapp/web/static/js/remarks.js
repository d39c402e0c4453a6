// Remarks of a return: one more field without leaving the page, words selected in the text become
// what a remark is about; on the drafting desk the answers are saved beside the text, which keeps
// what is typed there.

import { offerAtSelection, optionFor } from "./passages.js";
import { warn } from "./refusals.js";

const PART = { headers: { "HX-Request": "true" } };

const addField = (form) => {
  const fields = form.querySelector("[data-remark-fields]");
  const [first] = fields.children;
  const number = fields.children.length + 1;
  const added = first.cloneNode(true);
  const area = added.querySelector("textarea");
  const label = added.querySelector("label");
  area.id = label.htmlFor = `y-kien-${number}`;
  area.name = "remark";
  area.required = false;
  area.removeAttribute("aria-describedby");
  area.value = "";
  area.classList.remove("is-invalid");
  first.querySelector("label").textContent = "Ý kiến 1";
  label.textContent = `Ý kiến ${number}`;
  const choice = added.querySelector("select");
  if (choice) {
    choice.id = choice.labels[0].htmlFor = `doan-${number}`;
    choice.labels[0].textContent = `Ý kiến ${number} về đoạn`;
  }
  setPlace(added, "", "");
  fields.append(added);
  area.focus();
  return added;
};

// A block comes by its bare id; where the passages are a choice, it takes the one that ends so.
const setPlace = (field, place, quote) => {
  const holder = field.querySelector("[name=remark_place]");
  const option = holder.options && optionFor(holder, place);
  holder.value = option ? option.value : place;
  showQuote(field, quote);
};

const showQuote = (field, quote) => {
  const holder = field.querySelector("[name=remark_quote]");
  holder.value = quote;
  field.querySelector(".quoted")?.remove();
  if (!quote) return;
  const line = document.createElement("p");
  line.className = "quoted remark-quote";
  line.textContent = quote;
  holder.after(line);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remark-more]");
  if (!button) return;
  event.preventDefault();
  addField(button.form);
});

// Another passage is chosen: the words of the one before are not in it.
document.addEventListener("change", (event) => {
  if (event.target.name === "remark_place") showQuote(event.target.closest(".remark-field"), "");
});

const offer = document.querySelector("[data-remark-offer]");
const fields = document.querySelector("[data-remark-fields]");

const isEmpty = (field) =>
  !field.querySelector("textarea").value.trim() && !field.querySelector("[name=remark_quote]").value;

const takeWords = ({ place, quote }) => {
  const form = fields.closest("form");
  const fold = fields.closest("details");
  if (fold) fold.open = true;
  const field = [...fields.children].find(isEmpty) ?? addField(form);
  setPlace(field, place, quote);
  field.scrollIntoView({ block: "center", behavior: "instant" });
  field.querySelector("textarea").focus({ preventScroll: true });
};

if (offer && fields) offerAtSelection(offer, takeWords);

// From a remark to its words in the form; emphasis is typed as marks between them.
const BETWEEN = "(?:[\\s*\\\\]|</?\\w+>)+";
const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const wordsIn = (text, quote) => {
  const words = quote.split(/\s+/).filter(Boolean);
  for (const count of [words.length, 8, 4]) {
    const found = new RegExp(words.slice(0, count).map(escaped).join(BETWEEN)).exec(text);
    if (found && found[0]) return { start: found.index, end: found.index + found[0].length };
  }
  return null;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-remark-go]");
  const area = link && document.querySelector(`[name="${link.hash.slice(1)}"]`);
  if (!area?.setSelectionRange) return;
  const found = wordsIn(area.value, link.dataset.words);
  if (!found) return;
  event.preventDefault();
  area.focus({ preventScroll: true });
  area.setSelectionRange(found.start, found.end);
  const line = parseFloat(getComputedStyle(area).lineHeight) || 20;
  const above = area.value.slice(0, found.start).split("\n").length;
  area.scrollTop = Math.max(0, (above / area.value.split("\n").length) * area.scrollHeight - 4 * line);
  area.scrollIntoView({ block: "center", behavior: "instant" });
});

const card = document.querySelector("[data-answers-card]");

const take = (part) => {
  const state = part.querySelector("[data-answers-state]");
  if (!state) return false;
  card.querySelector("[data-answers-body]").replaceChildren(...state.childNodes);
  const count = card.querySelector("[data-answers-count]");
  const [done, all] = state.dataset.answersState.split("/");
  count.textContent = `${done}/${all} đã trả lời`;
  count.classList.toggle("tag-success", done === all);
  count.classList.toggle("tag-danger", done !== all);
  return true;
};

const save = async (form) => {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  try {
    const options = { ...PART, method: "POST", body: new FormData(form) };
    const response = await fetch(form.action, options);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.redirected && take(page.body)) return;
    warn(form, page.body.textContent.trim().slice(0, 300));
  } catch {
    warn(form, "Mất kết nối nên chưa lưu được; chữ đã gõ còn nguyên, hãy lưu lại khi có mạng.");
  }
  delete form.dataset.busy;
  delete form.dataset.sending;
};

card?.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-answers]")) return;
  event.preventDefault();
  save(event.target);
});
