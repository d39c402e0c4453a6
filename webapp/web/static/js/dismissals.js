// «Bỏ qua» asks for the reason over the page instead of on one of its own. On the drafting desk
// nothing is left: what is typed is kept first, the findings are asked for again afterwards.

import { warn } from "./refusals.js";

const dialog = document.querySelector("[data-dismiss-dialog]");
const draft = document.querySelector("form[data-draft]");
const PART = { headers: { "HX-Request": "true" } };

// The server finds a warning about typed words in what it keeps of them.
const keepTyped = async () => {
  if (!draft?.dataset.autosaveUrl) return;
  await fetch(draft.dataset.autosaveUrl, { ...PART, method: "POST", body: new FormData(draft) });
};

const partOf = async (response) =>
  new DOMParser().parseFromString(await response.text(), "text/html").body;

// A sentence that came alone, of a session that is over, gets a way out.
const closing = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.dataset.dismissCancel = "";
  button.textContent = "Đóng";
  return button;
};

const show = (part) => {
  dialog.replaceChildren(...part.childNodes);
  if (!dialog.querySelector("[data-dismiss-cancel]")) dialog.append(closing());
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("textarea:not([readonly])")?.focus();
};

const open = async (link) => {
  try {
    await keepTyped();
    const response = await fetch(link.href, PART);
    if (response.redirected) throw new Error("the session is over");
    show(await partOf(response));
  } catch {
    location.assign(link.href); // the page of its own says what is wrong
  }
};

const tell = (part) => {
  document.getElementById("thong-bao").replaceChildren(...part.childNodes);
  draft.dispatchEvent(new Event("input", { bubbles: true }));
};

// Send a form without leaving the desk; a refusal comes back into the dialog.
const send = async (form) => {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const options = { ...PART, method: "POST", body: new FormData(form) };
  try {
    const response = await fetch(form.action, options);
    const part = await partOf(response);
    if (response.ok) {
      dialog.close();
      tell(part);
    } else if (part.querySelector("textarea")) {
      show(part);
    } else {
      warn(form, part.textContent.trim());
    }
  } catch {
    warn(form, "Mất kết nối nên chưa gửi được; chữ đã gõ còn nguyên, hãy gửi lại khi có mạng.");
  }
  delete form.dataset.busy;
  delete form.dataset.sending;
};

const isPlain = (event) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

if (dialog) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dismiss]");
    if (link && isPlain(event)) {
      event.preventDefault();
      open(link);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss-cancel]")) {
      event.preventDefault();
      dialog.close();
    }
  });
}
if (draft) {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-dismiss-form], [data-restore]")) return;
    event.preventDefault();
    send(event.target);
  });
}
