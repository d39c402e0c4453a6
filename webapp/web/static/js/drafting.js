// Nothing typed is lost: a copy on this machine at once, on the server after a short pause,
// and a question before the page is left while neither has happened.

import { browserCopy, forgetCopy } from "./copies.js";

const LOCAL_PAUSE = 100;
const SERVER_PAUSE = 3000;

// What belongs to the page and not to what was typed.
const OF_THE_PAGE = new Set(["csrf_token", "version", "base_ordinal", "plan_id"]);

const form = document.querySelector("form[data-draft]");

// Every time on the page is Vietnam's, wherever the machine's clock is set to.
const VIETNAM = { timeZone: "Asia/Ho_Chi_Minh" };
const clock = (moment) =>
  moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", ...VIETNAM });

const valuesOf = (source) => {
  const values = {};
  for (const [name, value] of new FormData(source)) {
    if (!OF_THE_PAGE.has(name) && typeof value === "string") {
      values[name] = value;
    }
  }
  return values;
};

// Parts that the values have and the page has not are made first, others go.
const fill = (target, values) => {
  target.dispatchEvent(new CustomEvent("draft-parts", { detail: values }));
  for (const [name, value] of Object.entries(values)) {
    const control = target.elements.namedItem(name);
    if (control) control.value = value;
  }
  for (const box of target.querySelectorAll("input[type=checkbox][name]")) {
    box.checked = box.name in values;
  }
  target.dispatchEvent(new CustomEvent("draft-filled"));
  target.querySelectorAll("textarea[data-grows]").forEach(grow);
};

const PART = /^(?:(?:appendix|note)-\d|picture-)/;

// Tell whether values say nothing new; a part that is missing was removed.
const areSame = (held, loaded) =>
  Object.entries(held).every(([name, value]) => loaded[name] === value) &&
  Object.keys(loaded).every((name) => name in held || !PART.test(name));

const grow = (area) => {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, 900)}px`;
};

const sentenceOf = async (response) => {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const words = page.body.textContent.trim();
  return words && words.length < 400
    ? words
    : "Chưa lưu tạm được; chữ đã gõ đang giữ trên máy này. Hãy bấm «Lưu».";
};

const startAutosave = () => {
  const status = document.querySelector("[data-autosave-status]");
  const copy = browserCopy(form.dataset.copyKey, form.dataset.copySecret);
  const asLoaded = JSON.stringify(valuesOf(form));
  const url = form.dataset.autosaveUrl;
  let typed = asLoaded;
  let kept = asLoaded;
  let isLeaving = false;
  let localTimer = 0;
  let serverTimer = 0;

  const say = (words, kind = "") => {
    status.textContent = words;
    status.dataset.kind = kind;
  };

  const keepHere = async () => {
    const written = typed;
    if ((await copy.write(valuesOf(form))) && !url) {
      kept = written;
      say(`Đã giữ trên máy này lúc ${clock(new Date())}`, "kept");
    }
  };

  const send = async () => {
    const sent = typed;
    if (sent === kept) return;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "HX-Request": "true" },
        body: new FormData(form),
      });
      if (!response.ok || response.redirected) {
        say(await sentenceOf(response), "wrong");
        return;
      }
      kept = sent;
      if (typed === sent) copy.remove();
      say(`Đã lưu tạm lúc ${clock(new Date())}`, "kept");
    } catch {
      say("Mất kết nối: chữ đã gõ đang giữ trên máy này, tự gửi lại khi có mạng.", "wrong");
      serverTimer = setTimeout(send, 10 * SERVER_PAUSE);
    }
  };

  const changed = () => {
    typed = JSON.stringify(valuesOf(form));
    if (typed === kept) return;
    say("Đang gõ…");
    clearTimeout(localTimer);
    localTimer = setTimeout(keepHere, LOCAL_PAUSE);
    if (!url) return;
    clearTimeout(serverTimer);
    serverTimer = setTimeout(send, SERVER_PAUSE);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => url && send());
  form.addEventListener("submit", () => {
    isLeaving = true;
    clearTimeout(serverTimer);
    copy.write(valuesOf(form));
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed !== kept && !isLeaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || typed === kept || isLeaving) return;
    copy.write(valuesOf(form));
    if (url) navigator.sendBeacon(url, new FormData(form));
  });

  offerCopy(copy, asLoaded, changed);
};

// What this machine still holds from a visit that ended without a save.
const offerCopy = async (copy, asLoaded, changed) => {
  const offer = document.querySelector("[data-copy-offer]");
  const held = await copy.read();
  if (!offer || !held?.values) return;
  if (areSame(held.values, JSON.parse(asLoaded))) {
    copy.remove();
    return;
  }
  const moment = new Date(held.at);
  offer.querySelector("[data-copy-time]").textContent =
    `${clock(moment)} ngày ${moment.toLocaleDateString("vi-VN", VIETNAM)}`;
  offer.hidden = false;
  offer.querySelector("[data-copy-use]").addEventListener("click", () => {
    fill(form, held.values);
    form.dispatchEvent(new Event("input", { bubbles: true }));
    offer.hidden = true;
    changed();
  });
  offer.querySelector("[data-copy-drop]").addEventListener("click", () => {
    copy.remove();
    offer.hidden = true;
  });
};

// The block that the chosen authority gives, as it will stand on the paper.
const startSigner = () => {
  const select = form.querySelector("select[data-signer]");
  const block = document.querySelector("[data-signer-block]");
  if (!select || !block) return;
  const show = () => {
    block.textContent = select.selectedOptions[0]?.dataset.block ?? "";
  };
  select.addEventListener("change", show);
  show();
};

// On a phone the paper hides behind a button.
const startPane = () => {
  const button = document.querySelector("[data-pane-toggle]");
  const page = document.querySelector("[data-drafting]");
  if (!button || !page) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const isPaper = page.classList.toggle("shows-paper");
    button.setAttribute("aria-pressed", String(isPaper));
    button.querySelector("[data-pane-words]").textContent = isPaper
      ? "Biểu mẫu"
      : "Xem văn bản";
    page.scrollIntoView();
  });
};

const startGrowing = () => {
  form.querySelectorAll("textarea[data-grows]").forEach(grow);
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-grows]")) grow(event.target);
  });
};

// The server says what it has saved; this machine's copy of that is no longer needed.
const forgetSaved = () => {
  const note = document.querySelector("[data-saved-copy]");
  if (!note) return;
  forgetCopy(note.dataset.savedCopy);
  history.replaceState(history.state, "", location.pathname);
};

forgetSaved();
if (form) {
  startAutosave();
  startSigner();
  startPane();
  startGrowing();
}
