/** Small improvements of every page; each page works without them. */

const closeOthers = (event) => {
  for (const box of document.querySelectorAll("details.drop[open], details.top-fold[open]")) {
    if (!box.contains(event.target)) box.open = false;
  }
};

const closeOnEscape = (event) => {
  if (event.key !== "Escape") return;
  const box = document.activeElement?.closest("details.drop[open], details.top-fold[open]");
  if (!box) return;
  box.open = false;
  box.querySelector("summary").focus();
};

/** A second tap on a button that is already sending does nothing. */
const sendOnce = (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.target) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "1";
  window.addEventListener("pageshow", () => delete form.dataset.sending, { once: true });
};

const askFirst = (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
};

/** Show the explanation that belongs to the chosen value: data-explains="<field id>". */
const explain = (select) => {
  for (const text of document.querySelectorAll(`[data-explains="${select.id}"]`)) {
    text.hidden = text.dataset.value !== select.value;
  }
  for (const part of document.querySelectorAll(`[data-only-for="${select.id}"]`)) {
    part.hidden = !part.dataset.values.split(" ").includes(select.value);
  }
};

/** A button beside a password shows what was typed; sending hides it again. */
const offerToShow = (input) => {
  const row = document.createElement("div");
  const button = document.createElement("button");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "Ẩn mật khẩu" : "Hiện mật khẩu";
    button.setAttribute("aria-pressed", String(shown));
  };
  row.className = "password-row";
  button.className = "btn btn-sm";
  button.type = "button";
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  input.replaceWith(row);
  row.append(input, button);
  show(false);
};

document.addEventListener("click", closeOthers);
document.addEventListener("keydown", closeOnEscape);
document.addEventListener("submit", askFirst);
document.addEventListener("submit", sendOnce);
for (const select of document.querySelectorAll("select[data-explained]")) {
  select.addEventListener("change", () => explain(select));
  explain(select);
}
for (const input of document.querySelectorAll('input[type="password"]')) offerToShow(input);
for (const form of document.querySelectorAll("form[data-send-now]")) form.requestSubmit();
/** On a narrow screen the side menu is one line: begin it where the reader is. */
for (const menu of document.querySelectorAll(".side-menu")) {
  const current = menu.querySelector("[aria-current]");
  if (current) menu.scrollLeft = current.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2;
}
document.querySelector(".is-invalid")?.focus();
