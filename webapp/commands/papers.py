"""Commands on papers in files: import, render, check, schema. They need no database."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from webapp.adapters import folders, libreoffice
from webapp.documents.layout.checking import check_package
from webapp.documents.pdf.finishing import finish
from webapp.documents.reading.document import read_package
from webapp.documents.reading.package import MOST_BYTES, open_package
from webapp.documents.render import render
from webapp.documents.template import load_template
from webapp.documents.template_fields import missing_fields
from webapp.domain.errors import InvalidInputError
from webapp.domain.form_rules.checking import check, has_errors, stage_of
from webapp.domain.form_rules.findings import SEVERITY_LABELS, Finding
from webapp.domain.form_rules.foreign_letters import is_foreign_letter
from webapp.domain.form_rules.unchecked import LETTER
from webapp.domain.plan import Plan
from webapp.domain.plan_json import from_json, to_json
from webapp.domain.plan_schema import plan_schema
from webapp.domain.stages import Stage
from webapp.services.paper_files import read_paper_file

_RENDERED_KINDS = {".docx", ".pdf"}


def import_paper(args: Namespace) -> int:
    """Read a paper and write it as a plan in JSON."""
    path: Path = args.file
    plan = read_paper_file(path.name, _bytes(path, MOST_BYTES + 1))
    text = json.dumps(to_json(plan, pictures=True), ensure_ascii=False, indent=2) + "\n"
    if args.output is None:
        sys.stdout.write(text)
    else:
        _write(args.output, text.encode())
    return 0


def render_paper(args: Namespace) -> int:
    """Render a plan in JSON as .docx or PDF; name on stderr what it leaves blank, and remarks."""
    output: Path = args.output
    if output.suffix.lower() not in _RENDERED_KINDS:
        raise InvalidInputError("Tệp kết quả phải có đuôi .docx hoặc .pdf; đổi tên tệp sau -o.")
    plan = read_plan(args.file)
    template = load_template(folders.templates_folder() / args.template)
    stage = Stage(args.stage) if args.stage else stage_of(plan)
    paper = render(plan, template, stage)
    remarks: tuple[str, ...] = ()
    if output.suffix.lower() == ".pdf":
        made = finish(libreoffice.convert(paper, ".docx", libreoffice.PDF), plan, archival=False)
        paper, remarks = made.data, made.remarks
    _write(output, paper)
    blanks = (f"Để trống: {label}." for label in missing_fields(plan, template.fields, stage))
    for sentence in (*blanks, *remarks):
        print(sentence, file=sys.stderr)
    return 0


def check_paper(args: Namespace) -> int:
    """Print what is wrong with a plan's form; 1 when the decree calls some of it wrong.

    Of a .docx the look is checked too, whoever wrote it.
    """
    stage = Stage(args.stage) if args.stage else None
    if args.file.suffix.lower() == ".docx":
        package = open_package(_bytes(args.file))
        plan = read_package(package)
        findings = check_package(package, plan, stage)
    else:
        plan = read_plan(args.file)
        findings = check(plan, stage or stage_of(plan))
    if is_foreign_letter(plan):
        print(LETTER.reason, file=sys.stderr)
    sys.stdout.write(_as_json(findings) if args.json else _as_text(findings))
    return int(has_errors(findings))


def print_schema(args: Namespace) -> int:
    """Print the JSON schema of a plan."""
    del args
    sys.stdout.write(json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0


def read_plan(path: Path) -> Plan:
    """Return the plan in the JSON file; refuse a file that holds none."""
    try:
        data = json.loads(_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        raise InvalidInputError(f"Tệp «{path}» không phải JSON viết bằng UTF-8.") from error
    return from_json(data)


def _as_json(findings: Iterable[Finding]) -> str:
    items = [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "place": finding.place,
            "message": finding.message,
            "source": finding.source,
        }
        for finding in findings
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _as_text(findings: Iterable[Finding]) -> str:
    return "".join(
        f"{SEVERITY_LABELS[one.severity]} [{one.rule}] {one.place}: {one.message} ({one.source})\n"
        for one in findings
    )


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise InvalidInputError(f"Không đọc được tệp «{path}»: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InvalidInputError(f"Không ghi được tệp «{path}»: {error.strerror}.") from error
