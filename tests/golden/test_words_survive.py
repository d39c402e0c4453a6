"""No word of a plan is lost or changed on its way to the paper, whatever its letters."""

from dataclasses import replace

from hypothesis import given, settings

from tests.golden.papers import rendered
from tests.golden.word_reader import W, part, text_of
from tests.unit import strategies
from webapp.domain.plan import MarkerKind, plain
from webapp.domain.stages import Stage

_ON_ITS_OWN_LINE = {
    MarkerKind.PART,
    MarkerKind.CHAPTER,
    MarkerKind.SECTION,
    MarkerKind.SUBSECTION,
}


def expected(block):
    if block.picture:
        return ["", ""]
    if block.table:
        cells = [cell.paragraphs or ((),) for row in block.table.rows for cell in row]
        return [*(plain(runs) for paragraphs in cells for runs in paragraphs), ""]
    mark, words = (block.marker.text if block.marker else ""), plain(block.runs)
    if mark and block.kind == "heading" and block.marker.kind in _ON_ITS_OWN_LINE:
        return [mark, words]
    return [f"{mark} {words}" if mark else words]


def appendix_lines(appendix, plan):
    """Return the lines behind the signature; the strategy draws one appendix at most."""
    guide = f"(Kèm theo {plan.document_type.capitalize()} số "
    return [
        "Phụ lục",
        appendix.title,
        StartsWith(guide),
        "",
        *(line for block in appendix.body for line in expected(block)),
        "",
    ]


def drafter_lines(plan):
    copies = f"({plan.promulgation_amount})" if plan.promulgation_amount else ""
    line = ".".join(filter(None, (plan.typer_notation, copies)))
    return [line] if line else []


class StartsWith(str):
    """Equals every text that begins so."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return isinstance(other, str) and other.startswith(str(self))


@settings(max_examples=60, deadline=None)
@given(strategies.plans())
def test_every_field_is_read_back_as_it_was_written(plan):
    plan = replace(plan, addressees=())  # a công văn alone has them
    paper = rendered(plan, Stage.ISSUED)

    texts = [look.text for look in paper.paragraphs()]

    issuer = texts[: texts.index("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    assert " ".join(issuer).split() == f"{plan.organ_in_charge} {plan.organ_name}".split()
    top = texts.index(plan.document_type, texts.index("Độc lập - Tự do - Hạnh phúc"))
    assert plan.code_notation in "".join(texts[:top])
    assert plan.promulgation_place in "".join(texts[:top])
    assert texts[top + 1] == plain(plan.subject)
    text = [
        *map(plain, plan.legal_bases),
        *map(plain, plan.opening),
        *(line for block in plan.body for line in expected(block)),
        *map(plain, plan.closing),
    ]
    assert texts[top + 3 :] == [
        *text,
        "Nơi nhận:",
        *(f"- {plain(place)};" for place in plan.to_places),
        f"- {plain(plan.filing_line)}",
        *drafter_lines(plan),
        *plan.signer.authority,
        *([plan.signer.position] if plan.signer.position else []),
        plan.signer.second_title,
        plan.signer.full_name,
        "",
        *(line for appendix in plan.appendixes for line in appendix_lines(appendix, plan)),
    ]
    assert written_notes(paper) == [run.note for run in runs_of(plan) if run.note]


def runs_of(plan):
    """Return the runs of every field that is printed, in the order of the paper."""
    appendixes = [runs for appendix in plan.appendixes for runs in paragraphs_of(appendix.body)]
    paragraphs = [plan.subject, *plan.legal_bases, *plan.opening, *paragraphs_of(plan.body)]
    paragraphs += [*plan.closing, *plan.to_places, plan.filing_line, *appendixes]
    return [run for runs in paragraphs for run in runs]


def paragraphs_of(body):
    for block in body:
        yield block.runs
        if block.table:
            yield from (
                runs for row in block.table.rows for cell in row for runs in cell.paragraphs
            )


def written_notes(paper):
    """Return the words of the notes in the order in which the text calls them."""
    root = part(paper.docx, "word/footnotes.xml")
    notes = {note.get(f"{W}id"): text_of(note) for note in root.iter(f"{W}footnote")}
    called = paper.body.iter(f"{W}footnoteReference")
    return [notes[mark.get(f"{W}id")].removeprefix(" ") for mark in called]
