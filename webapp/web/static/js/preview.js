// Draws the plan's own .docx beside the form, a moment after the typing stops.
// The page's policy forbids style elements and style attributes: every rule goes into a
// constructible sheet of the shadow root, every single style through the CSSOM.

const PAUSE = 400;
const MARGIN = 16;
// Tinos has the widths of Times New Roman and every Vietnamese letter, on every machine.
const withTinos = (css) =>
  css.replace(/["']?Times New Roman["']?/g, 'Tinos, "Times New Roman"');
// A line of Word is as high as the font says; a browser's is as high as its size.
const LINE_OF_TIMES = 1.15;
const asHigh = (lines) => (/^[\d.]+$/.test(lines) ? String(Number(lines) * LINE_OF_TIMES) : lines);
const asWordShows = (css) =>
  withTinos(css).replace(/(line-height:\s*)([\d.]+)(?=\s*[;}])/g, (_, name, lines) => name + asHigh(lines));
const SHEET_RULES = `
  :host { display: block; }
  .docx-wrapper { background: transparent; padding: 0; }
  ::highlight(paper-error) { text-decoration: underline wavy #c2272f 1.5px; }
  ::highlight(paper-warning) { text-decoration: underline wavy #b67a00 1.5px; }
  ::highlight(paper-hint) { text-decoration: underline wavy #8794a2 1.5px; }
  .docx-wrapper > section.docx { box-shadow: 0 1px 3px rgb(24 36 51 / 25%); margin-bottom: 0; }
`;

const pane = document.querySelector("[data-preview]");
const form = document.querySelector("form[data-preview-url]");
// A paper that nobody types into is fetched from its own address.
const source = pane?.dataset.previewSource;

if (pane && (form || source) && window.docx) {
  const sheet = pane.querySelector("[data-preview-sheet]");
  const status = pane.querySelector("[data-preview-status]");
  const root = sheet.attachShadow({ mode: "open" });
  let timer = 0;
  let request = null;
  let width = 0;

  const say = (words, isWrong = false) => {
    status.textContent = words;
    status.classList.toggle("text-danger", isWrong);
  };

  // docx-preview builds every node through this function (its option `h`).
  const maker = (rules) => {
    const make = (what) => {
      if (typeof what === "string") return document.createTextNode(what);
      if (what instanceof Node) return what;
      const { ns, tagName, className, style, children, ...properties } = what;
      if (tagName === "style") {
        rules.push(asWordShows((children ?? []).join("")));
        return document.createComment("");
      }
      if (tagName === "#comment") return document.createComment("");
      const node =
        tagName === "#fragment"
          ? document.createDocumentFragment()
          : ns
            ? document.createElementNS(ns, tagName)
            : document.createElement(tagName);
      if (className) node.setAttribute("class", className);
      if (typeof style === "string") node.style.cssText = withTinos(style);
      else setStyles(node, style ?? {});
      for (const [key, value] of Object.entries(properties)) {
        if (value !== undefined && value !== null) node[key] = value;
      }
      for (const child of children ?? []) node.append(make(child));
      return node;
    };
    return make;
  };

  const setStyles = (node, styles) => {
    for (const [key, value] of Object.entries(styles)) {
      if (value === undefined || value === null || key.startsWith("$")) continue;
      const isLine = key === "line-height" || key === "lineHeight";
      const given = isLine ? asHigh(String(value)) : withTinos(String(value));
      if (key.includes("-")) node.style.setProperty(key, given);
      else node.style[key] = given;
    }
  };

  const fit = () => {
    const page = root.querySelector("section.docx");
    if (!page) return;
    if (!width) width = page.offsetWidth;
    const room = sheet.clientWidth;
    const scale = room > 0 && width > 0 ? Math.min(1, room / (width + MARGIN)) : 1;
    const wrapper = root.querySelector(".docx-wrapper");
    wrapper.style.zoom = String(scale);
  };

  const draw = async (bytes) => {
    const rules = [];
    const options = {
      h: maker(rules),
      breakPages: false, // one sheet, which has the first page's header
      renderFooters: false,
      renderAltChunks: false,
      ignoreFonts: true,
    };
    const paper = await window.docx.parseAsync(bytes, options);
    const nodes = await window.docx.renderDocument(paper, options);
    const styles = new CSSStyleSheet();
    styles.replaceSync(`${rules.join("\n")}\n${SHEET_RULES}`);
    root.adoptedStyleSheets = [styles];
    root.replaceChildren(...nodes);
    width = 0;
    fit();
  };

  const refusal = async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const words = page.body.textContent.trim();
    return words && words.length < 400
      ? words
      : "Chưa vẽ được bản xem; sửa nội dung rồi bản xem tự vẽ lại.";
  };

  const refresh = async () => {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    say("Đang vẽ…");
    try {
      const asked = source ? {} : { method: "POST", body: new FormData(form) };
      const response = await fetch(source ?? form.dataset.previewUrl, {
        ...asked,
        headers: { "HX-Request": "true" },
        signal: mine.signal,
      });
      if (!response.ok || response.redirected) {
        say(await refusal(response), true);
        return;
      }
      const bytes = await response.arrayBuffer();
      if (mine.signal.aborted) return;
      await draw(bytes);
      say("");
      document.dispatchEvent(new CustomEvent("paper-drawn", { detail: root }));
      pane.dataset.previewDrawn = String(Number(pane.dataset.previewDrawn ?? 0) + 1);
    } catch (error) {
      if (error.name === "AbortError") return;
      say("Không kết nối được với máy chủ; bản xem sẽ vẽ lại khi có mạng.", true);
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  };

  if (!source) {
    form.addEventListener("input", later);
    form.addEventListener("change", later);
  }
  window.addEventListener("online", later);
  new ResizeObserver(fit).observe(sheet);
  refresh();
}
