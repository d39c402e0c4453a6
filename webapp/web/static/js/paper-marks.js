// The words at fault in the drawn paper, underlined as in the fields; found by their passage.

const KINDS = ["hint", "warning", "error"];
const form = document.querySelector("form[data-draft]");
const painted = globalThis.CSS?.highlights && globalThis.Highlight ? new Map() : null;
for (const kind of painted ? KINDS : []) {
  painted.set(kind, new Highlight());
  CSS.highlights.set(`paper-${kind}`, painted.get(kind));
}

let paragraphs = [];

const textNodesOf = (node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

const pointAt = (nodes, place, isEnd) => {
  let left = place;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  return null;
};

const rangeOf = ({ around, at, length }) => {
  const paragraph = paragraphs.find(({ text }) => text.includes(around));
  if (!paragraph) return null;
  const start = paragraph.text.indexOf(around) + Number(at);
  paragraph.nodes ??= textNodesOf(paragraph.node);
  const from = pointAt(paragraph.nodes, start, false);
  const to = pointAt(paragraph.nodes, start + Number(length), true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
};

const show = () => {
  for (const highlight of painted.values()) highlight.clear();
  for (const item of form.querySelectorAll(".finding[data-around]")) {
    const kind = KINDS.find((one) => item.classList.contains(`finding-${one}`));
    const range = rangeOf(item.dataset);
    if (range) painted.get(kind).add(range);
  }
};

if (form && painted) {
  document.addEventListener("paper-drawn", ({ detail: root }) => {
    paragraphs = [...root.querySelectorAll("p")].map((node) => ({ node, text: node.textContent }));
    show();
  });
  form.addEventListener("findings-shown", show);
}
