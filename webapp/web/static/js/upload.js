// Sends a chosen or dropped file and shows how far it is; every form works without this.

const MEGABYTE = 1024 * 1024;
const NO_NETWORK = "Không kết nối được với máy chủ; hãy thử lại.";
const NOT_READ = "Chưa đọc được tệp này; hãy thử lại hoặc chọn tệp khác.";

const sentenceOf = (text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const places = ["main .field-error", "main .notice-danger", "main .card-body > p"];
  const found = places.map((place) => page.querySelector(place)).find(Boolean);
  return found?.textContent.trim() || NOT_READ;
};

const start = (form) => {
  const input = form.elements.namedItem("file");
  const progress = form.querySelector("[data-upload-progress]");
  const bar = progress.querySelector("progress");
  const status = progress.querySelector("[data-upload-status]");
  const errors = form.querySelector("[data-upload-error]");
  const limit = Number(form.dataset.upload);

  const refuse = (sentence) => {
    progress.hidden = true;
    const line = document.createElement("p");
    line.className = "field-error";
    line.setAttribute("role", "alert");
    line.textContent = sentence;
    errors.replaceChildren(line);
    input.classList.add("is-invalid");
    input.value = "";
  };

  const show = (words, share = null) => {
    status.textContent = words;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
  };

  const begin = () => {
    form.hidden = false;
    errors.replaceChildren();
    input.classList.remove("is-invalid");
    progress.hidden = false;
    show("Đang tải lên…", 0);
  };

  const finish = (request) => {
    const asked = new URL(form.action).pathname;
    if (request.status === 200 && new URL(request.responseURL).pathname !== asked) {
      window.location.assign(request.responseURL);
    } else refuse(sentenceOf(request.responseText));
  };

  const send = () => {
    const file = input.files[0];
    form.hidden = false;
    if (file.size > limit) {
      refuse(`Tệp lớn hơn ${Math.round(limit / MEGABYTE)} MB; hãy bỏ bớt hình hoặc chia nhỏ tệp.`);
      return;
    }
    begin();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      const share = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
      show(`Đang tải lên ${share}%…`, share);
    });
    request.upload.addEventListener("load", () => show("Đang đọc văn bản…"));
    request.addEventListener("load", () => finish(request));
    request.addEventListener("error", () => refuse(NO_NETWORK));
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    send();
  });
  if ("uploadNow" in form.dataset) {
    input.addEventListener("change", () => input.files.length && send());
    form.querySelector("button[type=submit]").hidden = true;
  }
  for (const button of document.querySelectorAll("[data-upload-pick]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      input.click();
    });
  }

  form.querySelector("[data-upload-hint]").hidden = false;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  form.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    send();
  });
};

document.querySelectorAll("form[data-upload]").forEach(start);
