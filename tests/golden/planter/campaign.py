"""Runs the kinds over papers: `python -m tests.golden.planter.campaign [FILE.docx …]`."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.golden.papers import FOLDER, NOTE, a_plan, heading, paragraph, shipped, words
from tests.golden.planter import appendixes, foot, head, letter_head, letters, page, rules, text
from tests.golden.planter.file import File
from tests.golden.planter.kinds import KINDS
from webapp.documents.layout.checking import layout_findings
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.template import list_templates, load_template
from webapp.domain.form_rules import checking
from webapp.domain.plan import Appendix, Block, BlockKind, MarkerKind, Medium
from webapp.domain.stages import Stage

MODULES = (page, letters, head, letter_head, rules, text, foot, appendixes)
"""Each adds its kinds when it is imported."""
LETTER = "cong_van_dinh_chinh"
DRAFTS_LACK = {"draft-mark-left", "appendix-guide-left-blank"}
"""Faults that are none while a paper is a draft."""
UNISSUED_LACK = {"appendix-guide-left-blank"}


@dataclass
class Outcome:
    """What became of the kinds on one paper."""

    name: str
    planted: int = 0
    found: int = 0
    skipped: int = 0
    """The paper has no place for the fault, or has it already."""
    missed: list[str] = field(default_factory=list)


def run(name, data, stage, kinds=KINDS):
    """Plant each kind into a paper and tell which were found, and nothing else."""
    plan = read_docx(data)
    before = _found(data, plan, stage)
    outcome = Outcome(name)
    for kind in kinds:
        if _fits(kind.name, stage):
            _try(kind, data, plan, before, stage, outcome)
        else:
            outcome.skipped += 1
    return outcome


def _fits(name, stage):
    lacking = DRAFTS_LACK if stage is Stage.DRAFT else UNISSUED_LACK
    return stage is Stage.ISSUED or name not in lacking


def _try(kind, data, plan, before, stage, outcome):
    file = File(data, plan)
    place = kind.plant(file)
    known = {(rule, where) for rule in (kind.rule, kind.instead) for where in _around(place)}
    if place is None or known & before:
        outcome.skipped += 1
        return
    saved = file.saved()
    after = _found(saved, read_docx(saved), stage)
    outcome.planted += 1
    gone = {(rule, where) for rule, where in before - after if where not in _around(place)}
    others = {one for one in (after - before) | gone if one[0] not in kind.also}
    if others in ({(kind.rule, place)}, {(kind.instead, place)}):
        outcome.found += 1
    else:
        wanted = f"{kind.rule} {place}"
        outcome.missed.append(f"{kind.name}: wanted {wanted}; changed {sorted(others)}")


def _around(place):
    """Return the place, and the field it belongs to: one finding may speak for all of that."""
    return () if place is None else (place, place.partition("/")[0])


def _found(data, plan, stage):
    return {(one.rule, one.place) for one in layout_findings(data, plan, stage, Medium.PAPER)}


LONG = (
    "Các cơ quan, đơn vị thuộc tỉnh tự kiểm tra việc lập hồ sơ, nộp lưu hồ sơ, tài liệu vào lưu "
    "trữ hiện hành, báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 6 năm 2026."
)


def full_plan():
    """Return a plan with every kind of heading and two appendixes."""
    text = (
        heading(MarkerKind.PART, "Phần I", "Quy định chung"),
        heading(MarkerKind.CHAPTER, "Chương I", "Tổ chức kiểm tra"),
        heading(MarkerKind.ARTICLE, "Điều 1.", "Phạm vi kiểm tra"),
        paragraph(f"Kiểm tra trực tiếp tại các đơn vị. {LONG}"),
        paragraph(f"Kiểm tra qua báo cáo. {LONG}"),
        heading(MarkerKind.ROMAN, "I.", "Mục đích, yêu cầu"),
        heading(MarkerKind.ARABIC, "1.", "Mục đích"),
        paragraph(f"Đánh giá đúng thực trạng. {LONG}"),
        heading(MarkerKind.ARABIC, "2.", "Yêu cầu"),
        heading(MarkerKind.DECIMAL, "2.1.", "Yêu cầu về thời gian"),
        *(
            paragraph(f"Kiểm tra lần {number} theo Phụ lục I, Phụ lục II. {LONG}")
            for number in range(1, 6)
        ),
    )
    text = (
        *text,
        Block(BlockKind.HEADING, words("Thời gian tổ chức kiểm tra"), level=1),
        paragraph(LONG),
    )
    appendixes = (
        Appendix("DANH SÁCH ĐƠN VỊ", (paragraph(LONG),)),
        Appendix("MẪU BÁO CÁO", (paragraph(LONG),)),
    )
    return a_plan(
        body=text,
        appendixes=appendixes,
        organ_in_charge="BỘ NỘI VỤ",
        organ_name="CỤC VĂN THƯ",
        typer_notation="PL",
        promulgation_amount=30,
    )


def plan_templates():
    """Return the names of the templates of plans; a công văn lacks what most kinds change."""
    return tuple(name for name in list_templates(FOLDER.parent) if name != LETTER)


def letter():
    """Return the issued sample of the công văn, for the kinds that need one."""
    template = load_template(FOLDER.parent / LETTER)
    return render(template.sample, template, Stage.ISSUED, NOTE)


def our_papers():
    """Yield the sample of each template at each stage, and a paper with all that there is."""
    for stage in Stage:
        yield f"full {stage}", render(full_plan(), shipped(), stage, NOTE), stage
    for name in plan_templates():
        template = load_template(FOLDER.parent / name)
        for stage in Stage:
            yield f"{name} {stage}", render(template.sample, template, stage, NOTE), stage


def _of_path(path):
    data = path.read_bytes()
    return path.stem, data, checking.stage_of(read_docx(data))


def main(paths):
    """Print the figures of each paper; 1 where fewer than 98 per cent were found."""
    papers = [_of_path(Path(one)) for one in paths]
    planted = found = 0
    missed: Counter[str] = Counter()
    for name, data, stage in papers or our_papers():
        outcome = run(name, data, stage)
        planted, found = planted + outcome.planted, found + outcome.found
        print(f"{name}: {outcome.found} of {outcome.planted}, {outcome.skipped} skipped")
        missed.update(one.partition(":")[0] for one in outcome.missed)
        for one in outcome.missed:
            print(f"   {one}")
    print(f"{len(KINDS)} kinds: {found} of {planted} ({100 * found / max(1, planted):.1f} %)")
    return int(found < 0.98 * planted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
