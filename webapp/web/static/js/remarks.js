// Remarks of a return: one more field without leaving the page; on the drafting desk the answers
// are saved beside the text, which keeps what is typed there.

const PART = { headers: { "HX-Request": "true" } };

const addField = (button) => {
  const fields = button.form.querySelector("[data-remark-fields]");
  const [first] = fields.children;
  const number = fields.children.length + 1;
  const added = first.cloneNode(true);
  const area = added.querySelector("textarea");
  const label = added.querySelector("label");
  area.id = label.htmlFor = `y-kien-${number}`;
  area.name = "remark";
  area.required = false;
  area.value = "";
  area.classList.remove("is-invalid");
  first.querySelector("label").textContent = "Ý kiến 1";
  label.textContent = `Ý kiến ${number}`;
  fields.append(added);
  area.focus();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remark-more]");
  if (!button) return;
  event.preventDefault();
  addField(button);
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

const warn = (form, words) => {
  const line = form.querySelector("[data-refusal]") ?? document.createElement("p");
  line.dataset.refusal = "";
  line.className = "field-error";
  line.setAttribute("role", "alert");
  line.textContent = words;
  form.append(line);
};

card?.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-answers]")) return;
  event.preventDefault();
  save(event.target);
});
