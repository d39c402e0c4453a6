/** How hard a new password is to guess, said while it is typed; the server has the last word. */

const SHORTEST = 12;
const EASY = [
  /matkhau|password|passw0rd|qwerty|asdf|banhanh|vietnam|quantri|admin|iloveyou|anhyeuem|thu-?nghiem|abc/g,
  /(19|20)\d\d/g,
  /(.)\1{2,}/g,
  /\d{4,}/g,
];

const bare = (text) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/đ/gi, "d").toLowerCase();

/** What is left when each easy piece counts as one character. */
const weight = (text) =>
  [...EASY.reduce((rest, piece) => rest.replaceAll(piece, "\u0000"), bare(text))].length;

const judge = (text) => {
  const missing = SHORTEST - [...text.replaceAll(/ +/g, " ")].length;
  if (!text) return [0, ""];
  if (missing > 0) return [1, `Còn thiếu ${missing} ký tự.`];
  const left = weight(text);
  if (left < 8 || new Set(text).size < 5) {
    return [1, "Dễ đoán: có từ, năm hoặc dãy số quen thuộc; thêm từ khác."];
  }
  if (left < SHORTEST) return [2, "Tạm được; thêm một từ nữa thì khó đoán hơn."];
  return left < 16 ? [3, "Khó đoán."] : [4, "Rất khó đoán."];
};

const watch = (input) => {
  const meter = document.createElement("meter");
  const said = document.createElement("p");
  Object.assign(meter, { max: 4, low: 2, high: 3, optimum: 4, className: "strength" });
  meter.setAttribute("aria-hidden", "true");
  said.className = "form-hint";
  said.role = "status";
  (input.closest(".password-row") ?? input).after(meter, said);
  const tell = () => {
    const [value, words] = judge(input.value);
    meter.value = value;
    meter.hidden = !words;
    said.textContent = words;
  };
  input.addEventListener("input", tell);
  tell();
};

for (const input of document.querySelectorAll("input[data-strength]")) watch(input);
