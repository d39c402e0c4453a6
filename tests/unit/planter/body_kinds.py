"""Faults of the outline, the lines and the end of the text, and of appendixes."""

import re
from dataclasses import replace
from functools import partial

from tests.unit.planter.planting import (
    Planted,
    changed_block,
    hosts,
    in_host,
    marked,
    with_phrase,
    words,
)
from webapp.domain.form_rules.paper import block_place
from webapp.domain.plan import Appendix, Block, BlockKind, MarkerKind, Plan, plain
from webapp.domain.stages import Stage


def mark(rule, kind, number, change):
    """Return the kind that changes the n-th mark of a kind, counted from 1 in its text."""

    def planted(plan):
        found = marked(
            plan,
            lambda block: (
                block.marker is not None
                and block.marker.kind is kind
                and block.marker.text.startswith(number)
            ),
        )
        if found is None or found[1].marker is None:
            return None
        position, block = found
        marker = replace(found[1].marker, text=change(found[1].marker.text))
        changed = changed_block(plan, position, marker=marker)
        return Planted(rule, block_place(block, position), changed)

    return planted


def title_in_capitals(plan: Plan):
    """Write the title of a khoản in capitals."""
    found = marked(
        plan,
        lambda block: (
            block.kind is BlockKind.HEADING
            and block.marker is not None
            and block.marker.kind is MarkerKind.ARABIC
            and len(re.findall(r"\w*[ạ-ỹà-ữ]\w*", plain(block.runs))) > 1
        ),
    )
    if found is None:
        return None
    position, block = found
    changed = changed_block(plan, position, runs=words(plain(block.runs).upper()))
    return Planted("ND30-PL1-II.6đ-tieu-de", block_place(block, position), changed)


def title_missing(plan: Plan):
    """Take the title away from the last Roman division."""
    romans = [
        (i, block)
        for i, block in enumerate(plan.body)
        if block.marker and block.marker.kind is MarkerKind.ROMAN
    ]
    if not romans:
        return None
    position, block = romans[-1]
    changed = changed_block(plan, position, runs=())
    return Planted("ND30-PL1-II.6d", block_place(block, position), changed)


def line(rule, change, needs_before="."):
    """Return the kind that changes a whole paragraph of the body."""

    def planted(plan):
        for position in hosts(plan):
            before = plain(plan.body[position - 1].runs) if position else ""
            heading = position > 0 and plan.body[position - 1].kind is BlockKind.HEADING
            if needs_before and not (before.endswith(needs_before) or heading):
                continue
            text = plain(plan.body[position].runs)
            changed = changed_block(plan, position, runs=words(change(text)))
            return Planted(rule, block_place(plan.body[position], position), changed)
        return None

    return planted


def new_line(rule, text, stage=None):
    """Return the kind that puts a line before the first block of the body."""

    def planted(plan):
        block = Block(BlockKind.PARAGRAPH, words(text), id="gieo")
        return Planted(rule, "body/gieo", replace(plan, body=(block, *plan.body)), stage)

    return planted


def two_marks(plan: Plan):
    """Put a second mark before the words of a line that has one."""
    found = marked(
        plan,
        lambda block: block.kind is BlockKind.PARAGRAPH and bool(block.marker) and bool(block.runs),
    )
    if found is None:
        return None
    position, block = found
    changed = changed_block(plan, position, runs=words(f"- {plain(block.runs)}"))
    return Planted("TL-hai-dau-dong", block_place(block, position), changed)


def host(rule, change):
    """Return the kind that changes the text of a paragraph."""

    def planted(plan):
        found = in_host(plan, change)
        return None if found is None else Planted(rule, *found)

    return planted


def last_line(plan: Plan):
    """Return where the text ends: in the closing, else in the body."""
    if plan.closing:
        return f"closing/{len(plan.closing) - 1}", plain(plan.closing[-1])
    block = plan.body[-1]
    return block_place(block, len(plan.body) - 1), plain(block.runs)


def with_last_line(plan: Plan, text):
    if plan.closing:
        return replace(plan, closing=(*plan.closing[:-1], words(text)))
    return changed_block(plan, len(plan.body) - 1, runs=words(text))


def end(rule, change):
    """Return the kind that changes the last line of the text."""

    def planted(plan):
        place, text = last_line(plan)
        if not text.endswith("./."):
            return None
        return Planted(rule, place, with_last_line(plan, change(text)))

    return planted


def cited_again_in_full(plan: Plan):
    """Cite the first document of the bases once more in full, in the text."""
    for runs in plan.legal_bases:
        found = re.search(
            r"(?:Nghị định|Quyết định|Kế hoạch) số \d+[^ ]* ngày .{5,25}? của [^ ]+ [^ ,;]+",
            plain(runs),
        )
        if found:
            planted = in_host(plan, partial(with_phrase, phrase=f"theo {found.group()}"))
            return planted and Planted("ND30-PL1-II.6b-lan-sau", *planted)
    return None


def appendix_unannounced(plan: Plan):
    """Add an appendix that nothing in the text speaks of."""
    mentions = any("hụ lục" in plain(block.runs) for block in plan.body)
    if plan.appendixes or mentions:
        return None
    added = Appendix("BIỂU TỔNG HỢP", (Block(BlockKind.PARAGRAPH, words("Số liệu."), id="p1"),))
    return Planted("ND30-PL1-III.1a", "appendixes", replace(plan, appendixes=(added,)))


def appendix_absent(plan: Plan):
    """Speak of an appendix that is not there."""
    if plan.appendixes:
        return None
    found = in_host(plan, lambda text: f"{text[:-1]} theo Phụ lục kèm theo{text[-1]}")
    return found and Planted("ND30-PL1-III.1a-thieu", *found)


def note_of_another(plan: Plan):
    """Join the appendix to a paper of another number."""
    if not plan.appendixes or plan.code_number is None:
        return None
    note = f"(Kèm theo Kế hoạch số {plan.code_number + 1}/{plan.code_notation} của Ủy ban)"
    first = plan.appendixes[0]
    body = (Block(BlockKind.PARAGRAPH, words(note), id="gieo"), *first.body)
    changed = replace(plan, appendixes=(replace(first, body=body), *plan.appendixes[1:]))
    return Planted("ND30-PL1-III.1c-dung-van-ban", "appendixes/0/gieo", changed)


ROMAN, ARABIC, LETTER = MarkerKind.ROMAN, MarkerKind.ARABIC, MarkerKind.LETTER
KINDS = {
    "roman skipped": mark("ND30-PL1-II.6đ", ROMAN, "IV", lambda _: "V."),
    "roman written wrong": mark("ND30-PL1-II.6đ", ROMAN, "IV", lambda _: "IIII."),
    "roman with a bracket": mark("ND30-PL1-II.6đ-muc", ROMAN, "II.", lambda _: "II)"),
    "arabic twice": mark("ND30-PL1-II.6đ", ARABIC, "2", lambda _: "1."),
    "arabic with a slash": mark("ND30-PL1-II.6đ-khoan", ARABIC, "1.", lambda _: "1/"),
    "point with a dot": mark("ND30-PL1-II.6đ-ngoac", LETTER, "a", lambda _: "a."),
    "point twice": mark("ND30-PL1-II.6đ", LETTER, "b", lambda _: "a)"),
    "point of no alphabet": mark("ND30-PL1-II.6đ-diem", LETTER, "b", lambda _: "f)"),
    "point left out": mark("ND30-PL1-II.6đ-diem", LETTER, "b", lambda _: "c)"),
    "title in capitals": title_in_capitals,
    "title missing": title_missing,
    "line begins small": line("ND30-PL2-I-dau-dong", lambda text: text[0].lower() + text[1:]),
    "line indented with spaces": line("TL-thut-dong", lambda text: f"   {text}", ""),
    "line with two marks": two_marks,
    "sentence begins small": host(
        "ND30-PL2-I-sau-dau-cham",
        lambda text: f"{text[:-1]}. các thôn họp{text[-1]}" if text[-2].isalpha() else text,
    ),
    "line without its last sign": host("TL-thieu-dau-cuoi", lambda text: text[:-1]),
    "stamp typed": new_line("ND30-PL1-III.2-danh-may", "HỎA TỐC"),
    "addressee": new_line("ND30-PL1-II.9b", "Kính gửi: Các đơn vị trực thuộc."),
    "mark of a draft": new_line("ND30-D11-du-thao", "(Dự thảo lần 2)", Stage.SIGNING),
    "roman of no kind": new_line("ND30-PL1-II.6đ-la-ma", "VIIII. Nội dung khác."),
    "empty paragraph": new_line("TL-doan-trong", ""),
    "no end sign": end("ND30-PL3-ket-thuc", lambda text: text[:-2]),
    "half an end sign": end("ND30-PL3-ket-thuc", lambda text: text[:-1]),
    "two end signs": end("TL-ket-thuc-giua", lambda text: f"{text} Các thôn thực hiện./."),
    "end sign in the middle": host("TL-ket-thuc-giua", lambda text: f"{text[:-1]}./."),
    "cited again in full": cited_again_in_full,
    "appendix unannounced": appendix_unannounced,
    "appendix absent": appendix_absent,
    "note of another paper": note_of_another,
}
