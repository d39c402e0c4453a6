// Pictures of the drafting form: uploaded as soon as they are chosen, their line put where the
// text was last written in. Where no script runs, a submit button does the same.

const section = document.querySelector("[data-pictures]");
const form = section?.closest("form");
const list = section?.querySelector("[data-picture-list]");
const blank = document.querySelector("[data-picture-template]");
const said = section?.querySelector("[data-picture-said]");
const FIELD = /^picture-([\w-]+)$/;

const parts = () => [...list.querySelectorAll("[data-picture]")];
const lineOf = (part) => `[[hình ${part.dataset.picture}]]`;
const outlines = () => [...form.querySelectorAll("textarea[data-outline-main], [data-appendix] textarea[data-noted]")];
const isPlaced = (part) => outlines().some((area) => area.value.includes(lineOf(part)));

// Numbers follow the order of the parts; a part says when its line is gone.
const refresh = () => {
  parts().forEach((part, place) => {
    part.querySelector("[data-picture-label]").textContent = `Hình ${place + 1}`;
    part.querySelector("[data-picture-name]").textContent = `hình ${place + 1}`;
    const isDropped = part.querySelector("input[type=checkbox]").checked;
    part.querySelector("[data-picture-homeless]").hidden = isDropped || isPlaced(part);
  });
};

const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));

let last = null;

// Put the line of a picture after the line that the caret stands in.
const place = (part) => {
  const area = last?.isConnected ? last : form.querySelector("textarea[data-outline-main]");
  const found = area.value.indexOf("\n", area.selectionEnd);
  const end = found < 0 ? area.value.length : found;
  const text = `${end > 0 ? "\n" : ""}${lineOf(part)}`;
  area.focus();
  area.setSelectionRange(end, end);
  // The browser's own undo stays whole where this command works.
  if (!document.execCommand?.("insertText", false, text)) {
    area.setRangeText(text, end, end, "end");
  }
};

const sentenceOf = (page) => {
  const words = page.body.textContent.trim();
  return words && words.length < 400 ? words : "Chưa chèn được hình; hãy thử lại.";
};

const upload = async (chooser) => {
  const sent = new FormData();
  sent.append("csrf_token", form.elements.namedItem("csrf_token").value);
  sent.append("picture_file", chooser.files[0]);
  said.textContent = "Đang tải hình lên…";
  try {
    const response = await fetch(section.dataset.uploadUrl, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: sent,
    });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const part = page.querySelector("[data-picture]");
    if (!response.ok || !part) {
      said.textContent = sentenceOf(page);
      return;
    }
    list.append(document.adoptNode(part));
    place(part);
    said.textContent = "Đã chèn hình; dòng của hình đứng sau chỗ con trỏ.";
    refresh();
    changed();
  } catch {
    said.textContent = "Mất kết nối nên chưa tải được hình; hãy thử lại khi có mạng.";
  } finally {
    chooser.value = "";
  }
};

// Parts that a kept copy has and the page has not are made again; others go.
const restore = (values) => {
  const ids = Object.keys(values).flatMap((name) => FIELD.exec(name)?.[1] ?? []);
  for (const part of parts()) {
    if (!ids.includes(part.dataset.picture)) part.remove();
  }
  for (const id of ids) {
    if (parts().some((part) => part.dataset.picture === id)) continue;
    const holder = document.createElement("template");
    holder.innerHTML = blank.innerHTML.replaceAll("KEY", id);
    list.append(holder.content.firstElementChild);
  }
};

// A part made again shows its picture once its fields are filled.
const show = () => {
  for (const part of parts()) {
    const [digest] = part.querySelector("[data-picture-held]").value.split(" ");
    if (!digest || part.querySelector("img")) continue;
    const image = document.createElement("img");
    image.className = "picture-thumb";
    image.alt = "";
    image.src = section.dataset.pictureUrl.replace("SHA", digest);
    part.querySelector("[data-picture-held]").after(image);
  }
  refresh();
};

const start = () => {
  const chooser = section.querySelector("[data-picture-file]");
  section.querySelector("[data-picture-add]").hidden = true;
  chooser.addEventListener("change", (event) => {
    event.stopPropagation();
    if (chooser.files.length) upload(chooser);
  });
  form.addEventListener("focusin", (event) => {
    if (outlines().includes(event.target)) last = event.target;
  });
  form.addEventListener("input", refresh);
  form.addEventListener("draft-parts", (event) => restore(event.detail));
  form.addEventListener("draft-filled", show);
  refresh();
};

if (section) start();
