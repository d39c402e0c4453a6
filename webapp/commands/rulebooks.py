"""Commands on what plans go by: workflows and templates. They need no database."""

import sys
from argparse import Namespace
from pathlib import Path

from webapp.adapters import folders
from webapp.documents.layout.checking import check_file
from webapp.documents.render import render
from webapp.documents.template import check_template, list_templates, load_template
from webapp.domain.errors import InvalidInputError
from webapp.domain.form_rules.findings import Severity
from webapp.domain.stages import Stage
from webapp.domain.workflow import Workflow, WorkflowError, refuse_same_names
from webapp.domain.workflow_drawing import draw
from webapp.domain.workflow_toml import load


def list_workflows(args: Namespace) -> int:
    """Print the name and label of each shipped workflow."""
    del args
    for path in _workflow_files():
        workflow = _read(path)
        print(f"{workflow.name}\t{workflow.label}")
    return 0


def check_workflow(args: Namespace) -> int:
    """Load one workflow, or all; 1 and a sentence on stderr when one is refused."""
    paths = [_workflow_file(args.name)] if args.name else _workflow_files()
    faults = 0
    read = []
    for path in paths:
        try:
            workflow = _read(path)
            read.append(workflow)
            refuse_same_names(read)
        except WorkflowError as error:
            faults += 1
            print(f"{path.name}: {error}", file=sys.stderr)
        else:
            print(f"{path.name}: đúng, {len(workflow.steps)} bước.")
    return int(faults > 0)


def draw_workflow(args: Namespace) -> int:
    """Print a workflow as a diagram."""
    sys.stdout.write(draw(_read(_workflow_file(args.name))))
    return 0


def list_paper_templates(args: Namespace) -> int:
    """Print the name and label of each shipped template."""
    del args
    root = folders.templates_folder()
    for name in list_templates(root):
        print(f"{name}\t{load_template(root / name).label}")
    return 0


def check_paper_template(args: Namespace) -> int:
    """Load one template, or all; 1 and sentences on stderr when one is refused.

    So are errors of form on the paper of its sample; the program itself takes such a template.
    """
    root = folders.templates_folder()
    paths = [_template_folder(args.name)] if args.name else [root / n for n in list_templates(root)]
    faults = 0
    for path in paths:
        for sentence in check_template(path) or _errors_of_form(path):
            faults += 1
            print(f"{path.name}: {sentence}", file=sys.stderr)
    if not faults:
        print(f"{len(paths)} mẫu đều đúng; văn bản thử không có lỗi thể thức.")
    return int(faults > 0)


def _errors_of_form(folder: Path) -> list[str]:
    template = load_template(folder)
    paper = render(template.sample, template, Stage.ISSUED)
    errors = [one for one in check_file(paper, Stage.ISSUED) if one.severity is Severity.ERROR]
    return [f"văn bản thử, {one.place}: {one.message} ({one.source})" for one in errors]


def _workflow_files() -> list[Path]:
    return sorted(folders.workflows_folder().glob("*.toml"))


def _workflow_file(name: str) -> Path:
    """Return the file of a shipped workflow, or the file that the name itself is."""
    shipped = folders.workflows_folder() / f"{name}.toml"
    return shipped if shipped.is_file() else Path(name)


def _template_folder(name: str) -> Path:
    shipped = folders.templates_folder() / name
    return shipped if shipped.is_dir() else Path(name)


def _read(path: Path) -> Workflow:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"Không đọc được quy trình «{path}»; kiểm tra tên tệp.") from error
    return load(text)
