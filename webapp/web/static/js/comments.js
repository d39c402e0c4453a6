// Words selected in the text of a plan become the quote of a new comment on their passage.

const offer = document.querySelector("[data-talk-offer]");
const box = document.querySelector("[data-talk-new]");
const MOST = 500;
const GAP = 8;
let chosen = null;

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// Of a selection over several paragraphs the first one counts: a comment stands in one place.
const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = elementOf(range.startContainer);
  const holder = start.closest(".sheet [data-place]");
  const inside = holder?.matches("p, span, li") ? holder : start.closest("p");
  if (!holder || !inside) return null;
  if (!inside.contains(range.endContainer)) range.setEnd(inside, inside.childNodes.length);
  const quote = range.toString().replace(/\s+/g, " ").trim().slice(0, MOST);
  return quote ? { place: holder.dataset.place, quote, rect: range.getBoundingClientRect() } : null;
};

const isOffered = (place) =>
  [...box.querySelector("select[name=place]").options].some((one) => one.value === place);

const show = () => {
  chosen = selected();
  if (chosen && !isOffered(chosen.place)) chosen = null;
  offer.hidden = !chosen;
  if (!chosen) return;
  offer.style.top = `${chosen.rect.bottom + GAP}px`;
  const most = document.documentElement.clientWidth - offer.offsetWidth - GAP;
  offer.style.left = `${Math.max(GAP, Math.min(chosen.rect.left, most))}px`;
};

const take = () => {
  const { place, quote } = chosen;
  box.open = true;
  box.querySelector("select[name=place]").value = place;
  box.querySelector("input[name=quote]").value = quote;
  getSelection().removeAllRanges();
  box.scrollIntoView({ block: "center", behavior: "instant" });
  box.querySelector("textarea").focus({ preventScroll: true });
};

if (offer && box) {
  document.addEventListener("selectionchange", show);
  document.addEventListener("scroll", show, { passive: true });
  // A press on the button would end the selection before the click comes.
  offer.addEventListener("pointerdown", (event) => event.preventDefault());
  offer.addEventListener("mousedown", (event) => event.preventDefault());
  offer.addEventListener("click", take);
}
