// Words selected in the text of a plan, and the button that stands beside them.

const MOST = 500;
const GAP = 8;

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// Of a selection over several paragraphs the first one counts: what is said stands in one place.
const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = elementOf(range.startContainer);
  const holder = start.closest(".sheet [data-place], .sheet > [id]");
  const inside = holder?.matches("p, span, li") ? holder : start.closest("p");
  if (!holder || !inside) return null;
  if (!inside.contains(range.endContainer)) range.setEnd(inside, inside.childNodes.length);
  const quote = range.toString().replace(/\s+/g, " ").trim().slice(0, MOST);
  const place = holder.dataset.place ?? holder.id;
  return quote ? { place, quote, rect: range.getBoundingClientRect() } : null;
};

// A block is known by its id, among the places of a choice as the end of its own.
export const optionFor = (select, place) =>
  [...select.options].find((one) => one.value === place || one.value.endsWith(`/${place}`));

export const offerAtSelection = (button, take, isOffered = () => true) => {
  let chosen = null;
  const show = () => {
    chosen = selected();
    if (chosen && !isOffered(chosen.place)) chosen = null;
    button.hidden = !chosen;
    if (!chosen) return;
    button.style.top = `${chosen.rect.bottom + GAP}px`;
    const most = document.documentElement.clientWidth - button.offsetWidth - GAP;
    button.style.left = `${Math.max(GAP, Math.min(chosen.rect.left, most))}px`;
  };
  document.addEventListener("selectionchange", show);
  document.addEventListener("scroll", show, { passive: true });
  // A press on the button would end the selection before the click comes.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    take(chosen);
    getSelection().removeAllRanges();
  });
};
