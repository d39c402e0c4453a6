// The words of a cell as they will look: the outline's notation as elements of the page.

const TOKEN =
  /\\([\s\S])|(\(\*{1,3}\)|\*{4,})|(\*{1,3})|<(\/?)(u|sub|sup)>|<(br|sp|tab)\s*\/?>|<note>((?:[^<\\]|\\[\s\S]|<(?!\/?note>))*)<\/note>/gi;
const STARS = { 1: ["i"], 2: ["b"], 3: ["b", "i"] };
const CHARS = { br: "\n", sp: " ", tab: "\u2003" };

const tokensOf = (text) => {
  const tokens = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [whole, escaped, literal, stars, slash, tag, char, note] = match;
    if (escaped) tokens.push({ text: /[\w\s]/.test(escaped) ? whole : escaped });
    else if (literal) tokens.push({ text: whole });
    else if (char) tokens.push({ text: CHARS[char.toLowerCase()] });
    else if (note !== undefined) tokens.push({ note: note.replace(/\\([\s\S])/g, "$1") });
    else if (tag) {
      tokens.push({ text: whole, flags: [tag.toLowerCase()], opens: !slash, closes: !!slash });
    } else {
      tokens.push({
        text: whole,
        flags: STARS[stars.length],
        opens: /\S/.test(text[end] ?? " "),
        closes: /\S/.test(text[match.index - 1] ?? " "),
      });
    }
  }
  if (end < text.length) tokens.push({ text: text.slice(end) });
  return tokens;
};

const pairsOf = (tokens) => {
  const open = {};
  const paired = new Set();
  tokens.forEach((token, place) => {
    for (const flag of token.flags ?? []) {
      if (flag in open && token.closes) {
        paired.add(`${open[flag]} ${flag}`).add(`${place} ${flag}`);
        delete open[flag];
      } else if (!(flag in open) && token.opens) {
        open[flag] = place;
      }
    }
  });
  return paired;
};

const node = (text, flags) =>
  [...flags].reduce((inner, flag) => {
    const outer = document.createElement(flag);
    outer.append(inner);
    return outer;
  }, document.createTextNode(text));

const noteOf = (words) => {
  const note = document.createElement("sup");
  note.className = "grid-note";
  note.title = words;
  note.textContent = "chú thích";
  return note;
};

const paragraphOf = (text) => {
  const paragraph = document.createElement("p");
  if (!/[\\*<]/.test(text)) {
    paragraph.textContent = text;
    return paragraph;
  }
  const tokens = tokensOf(text);
  const paired = pairsOf(tokens);
  const on = new Set();
  tokens.forEach((token, place) => {
    const switches = (token.flags ?? []).filter((flag) => paired.has(`${place} ${flag}`));
    for (const flag of switches) if (!on.delete(flag)) on.add(flag);
    if (token.note !== undefined) paragraph.append(noteOf(token.note));
    else if (switches.length < (token.flags?.length || 1)) paragraph.append(node(token.text, on));
  });
  return paragraph;
};

export const showWords = (target, text) => {
  target.replaceChildren(...text.split("\n").map(paragraphOf));
};

// The words alone, for the clipboard.
export const plainWords = (text) => {
  const box = document.createElement("div");
  showWords(box, text);
  return [...box.children].map((paragraph) => paragraph.textContent).join("\n");
};
