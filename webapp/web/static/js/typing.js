// Put text into a field as if it had been typed there.

export const typeInto = (area, start, end, text) => {
  area.focus();
  area.setSelectionRange(start, end);
  // The only way that leaves the browser's own undo whole; where it is gone, the text still changes.
  const command = text ? "insertText" : "delete";
  if ((text || start < end) && !document.execCommand?.(command, false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
};
