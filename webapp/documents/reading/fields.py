"""Fields of Word: of a page number or a link a reader sees the result, not the instruction."""

from webapp.documents.reading.wordml import Element, W, is_on, number


class Fields:
    """Follows the fields of one part, which may begin and end in different paragraphs."""

    def __init__(self, root: Element) -> None:
        self._whole = _whole_fields(root)
        self._open: list[bool] = []
        """Of each open field: whether its result has begun."""

    @property
    def hidden(self) -> bool:
        """Tell whether what follows is part of an instruction."""
        return not all(self._open)

    def take(self, sign: Element) -> None:
        """Follow the beginning, the parting or the end of a field."""
        kind = sign.get(W + "fldCharType", "")
        if kind == "begin" and id(sign) in self._whole:
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and id(sign) in self._whole and self._open:
            self._open.pop()


def form_sign(sign: Element) -> str:
    """Return what a box or list of an old form shows, which no result says: «☒», a choice."""
    box = sign.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        states = (box.find(W + name) for name in ("checked", "default"))
        state = next((one for one in states if one is not None), None)
        return "☒" if state is not None and is_on(state) else "☐"
    choices = sign.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [one.get(W + "val", "") for one in choices.findall(W + "listEntry")]
    chosen = number(choices, "result") or number(choices, "default") or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _whole_fields(root: Element) -> dict[int, Element]:
    """Return the signs of fields that begin and end; a field cut short hides nothing."""
    opened: list[Element] = []
    found: dict[int, Element] = {}
    for sign in root.iter(W + "fldChar"):
        kind = sign.get(W + "fldCharType", "")
        if kind == "begin":
            opened.append(sign)
        elif kind == "end" and opened:
            begun = opened.pop()
            found[id(begun)], found[id(sign)] = begun, sign
    return found
