"""The rules of the house that no linter knows."""

import ast
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from webapp import app as application
from webapp.domain import errors
from webapp.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
WEBAPP = ROOT / "webapp"
SEEDS = ROOT.parent / "shared" / "seeds"
MODULES = sorted(path for path in WEBAPP.rglob("*.py") if "node_modules" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 150
CODE_PHRASE = 6
"""Words in a row: code that holds so many of a seed knows that seed and not its form."""
SAMPLE_PHRASE = 10
"""Samples are our own plans; they share the offices' set phrases, which are shorter than this."""
OFFICIAL_NAMES = (
    "Lao động - Thương binh và Xã hội",
    "Văn hóa, Thể thao và Du lịch",
    "Văn hóa - Thể thao và Du lịch",
)


def name_of(path: Path) -> str:
    return path.relative_to(WEBAPP).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(path)))


def nodes(kind: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node of the kind in webapp, with its module's name."""
    for path in MODULES:
        yield from ((name_of(path), node) for node in nodes_of(path) if isinstance(node, kind))


# --- who writes what


def writes_of(attribute: str) -> Iterator[str]:
    """Yield the modules that write the attribute of an object, or the column of plans."""
    for module, node in nodes(ast.AST):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            written = node.attr
        elif isinstance(node, ast.Call):
            written = attribute if passes(node, attribute) else ""
        else:
            continue
        if written == attribute:
            yield module


def passes(call: ast.Call, attribute: str) -> bool:
    """Tell whether the call writes the attribute: a new row, a bulk change, `setattr`."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "setattr":
        return any(isinstance(a, ast.Constant) and a.value == attribute for a in call.args)
    by_keyword = any(keyword.arg == attribute for keyword in call.keywords)
    return by_keyword and name in {"PlanRow", "values"}


def test_only_transitions_write_a_plans_state():
    of_pdf_files = {"db/models/papers.py"}  # a PdfRow's own state, in a module without plans

    assert set(writes_of("state")) - of_pdf_files == {"services/transitions.py"}


def test_only_the_register_gives_a_plan_its_number():
    assert set(writes_of("code_number")) == {"services/registering.py"}
    assert set(writes_of("register_row_id")) == {"services/registering.py"}


def importers_of(name: str) -> set[str]:
    return {
        module
        for module, node in nodes(ast.ImportFrom)
        if any(alias.name == name for alias in getattr(node, "names", ()))
    }


def uses_of(name: str) -> set[str]:
    found = {module for module, node in nodes(ast.Attribute) if getattr(node, "attr", "") == name}
    return found | importers_of(name)


def test_only_one_module_makes_a_text():
    # It keeps what lists and search need of the newest text beside the plan.
    made = {
        module
        for module, node in nodes(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "RevisionRow"
    }

    assert made == {"services/plan_texts.py"}


def test_bulk_changes_pass_the_guards_in_three_modules_alone():
    assert uses_of("OWN_STATEMENT") == {"db/upsert.py"}
    by_connection = {module for module in uses_of("connection") if module.startswith("services/")}
    assert by_connection == {"services/audit.py", "services/numbering.py"}


def test_only_the_audit_covers_a_flush():
    assert uses_of("covered") == {"services/audit.py"}
    assert uses_of("flush_before_event") == {"services/audit.py"}


def test_only_numbering_counts():
    reading = {"db/queries/register.py", "db/queries/plan_spans.py"}
    counters = importers_of("SeriesYearRow") - reading

    assert counters <= {"services/numbering.py", "services/administration_series.py"}


def locks_otherwise(call: ast.Call) -> bool:
    """Tell whether the call locks a row without webapp/db/locks.py."""
    values = [one.value for one in call.keywords if one.arg == "with_for_update"]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "with_for_update":
        values += [one.value for one in call.keywords if one.arg is None] or [call.func]
    return any(not isinstance(value, ast.Name) or value.id != "LOCKED" for value in values)


def test_rows_are_locked_in_one_way_alone():
    calls = [(module, node) for module, node in nodes(ast.Call) if isinstance(node, ast.Call)]

    assert [module for module, call in calls if locks_otherwise(call)] == []


@pytest.mark.parametrize(
    "planted",
    ["session.get(PlanRow, 1, with_for_update=True)", "query.with_for_update(skip_locked=True)"],
)
def test_a_planted_lock_is_found(planted):
    call = ast.parse(planted, mode="eval").body

    assert isinstance(call, ast.Call)
    assert locks_otherwise(call)


def test_the_planted_write_is_found():
    planted = ast.parse("plan.state = 'issued'\nsetattr(plan, 'state', 'x')\nPlanRow(state='x')")
    stores = [n for n in ast.walk(planted) if isinstance(n, ast.Attribute)]
    calls = [n for n in ast.walk(planted) if isinstance(n, ast.Call)]

    assert [isinstance(store.ctx, ast.Store) for store in stores] == [True]
    assert [passes(call, "state") for call in calls] == [True, True]


# --- layers, sizes, names


def test_imports_point_down():
    # In a process of its own: the linter switches off every logger that it does not know.
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports as f; exit(f())"]
    done = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_module_has_a_readable_size():
    long = [
        path.relative_to(ROOT).as_posix()
        for path in (*MODULES, *TESTS)
        if path.read_text(encoding="utf-8").count("\n") > MOST_LINES
    ]

    assert long == []


def long_functions() -> Iterator[str]:
    for module, node in nodes(ast.FunctionDef):
        assert isinstance(node, ast.FunctionDef)
        if (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES:
            yield f"{module}:{node.name}"


def test_a_function_has_a_readable_size():
    in_migrations = {one for one in long_functions() if one.startswith("db/migrations/versions/")}

    assert set(long_functions()) - in_migrations == set()


def test_a_template_has_a_readable_size():
    long = [
        path.name
        for path in (WEBAPP / "web" / "templates").rglob("*.html")
        if path.read_text(encoding="utf-8").count("\n") > MOST_TEMPLATE_LINES
    ]

    assert long == []


def test_an_init_says_what_its_folder_is_for_and_nothing_else():
    for path in MODULES:
        if path.name == "__init__.py":
            body = tree_of(path).body
            assert len(body) == 1, path
            assert ast.get_docstring(tree_of(path)), path


def test_modules_are_named_by_their_subject():
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "base"}

    assert [name_of(path) for path in MODULES if {path.stem, path.parent.name} & vague] == []


# --- sentences


REFUSALS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.DomainError)
}


def last_words(node: ast.expr) -> str | None:
    """Return the end of a message that is written in place, None for a computed one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return last_words(node.values[-1]) if node.values else ""
    if isinstance(node, ast.BinOp):
        return last_words(node.right)
    return None


def refusals() -> Iterator[tuple[str, str]]:
    for module, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if getattr(node.func, "id", "") in REFUSALS and node.args:
            words = last_words(node.args[0])
            if words is not None:
                yield f"{module}:{node.lineno}", words


def test_migrations_stand_in_one_line():
    """Two that follow the same one leave a database that cannot be upgraded."""
    files = sorted((WEBAPP / "db" / "migrations" / "versions").glob("0*.py"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    numbers = [re.search(r'^revision = "(\d+)"', text, re.MULTILINE) for text in texts]
    before = [re.search(r'^down_revision = "(\d+)"', text, re.MULTILINE) for text in texts[1:]]

    assert [one and one[1] for one in numbers] == [path.name[:4] for path in files]
    assert [one and one[1] for one in before] == [path.name[:4] for path in files[:-1]]


def test_a_refusal_is_a_sentence():
    assert [place for place, words in refusals() if not words.endswith((".", "?"))] == []


# --- routes


@pytest.fixture
def app(sqlite_database, tmp_path):
    settings = Settings.from_env({"DATABASE_URL": sqlite_database.url, "DATA_DIR": str(tmp_path)})
    return application.create_app(settings, sqlite_database)


def test_every_route_says_who_may_call_it(app):
    unmarked = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not getattr(app.view_functions[rule.endpoint], "allows", None)
    ]

    assert list(app.url_map.iter_rules())
    assert unmarked == []


def test_addresses_are_kebab_case_and_their_parameters_typed(app):
    part = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?|<(int|path|\w+):\w+>")
    wrong = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not all(part.fullmatch(one) for one in rule.rule.strip("/").split("/") if one)
    ]

    assert wrong == []


def test_an_address_with_a_slash_at_its_end_is_the_same_page(app):
    known = app.url_map.bind("localhost")
    plain = [rule for rule in app.url_map.iter_rules() if "<" not in rule.rule]
    found = [
        known.match(f"{rule.rule.rstrip('/')}/", method=({"GET", "POST"} & rule.methods).pop())[0]
        for rule in plain
    ]

    assert found == [rule.endpoint for rule in plain]


def test_only_reading_is_done_by_get(app):
    writing = {"POST", "PUT", "PATCH", "DELETE"}
    both = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and writing & set(rule.methods or ())
    ]

    assert both == []


# --- nothing is copied from the seeds


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def phrases_of(text: str, length: int) -> set[str]:
    for name in OFFICIAL_NAMES:
        text = text.replace(name, "")
    words = words_of(text)
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def shipped_texts() -> Iterator[tuple[str, str]]:
    for folder in ("webapp", "doc_templates", "workflows"):
        for path in sorted((ROOT / folder).rglob("*")):
            if (
                path.suffix in {".py", ".html", ".js", ".toml", ".json"}
                and "vendor" not in path.parts
            ):
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            elif path.suffix == ".docx":
                yield path.relative_to(ROOT).as_posix(), text_of_docx(path.read_bytes())


def text_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def is_sample(name: str) -> bool:
    return name.startswith(("doc_templates/", "webapp/services/demo_data/"))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds lie beside the repository, not in it")
@pytest.mark.parametrize("length", [CODE_PHRASE, SAMPLE_PHRASE])
def test_no_phrase_of_a_seed_is_in_what_is_shipped(length):
    seeds = [path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")]
    known = set().union(*(phrases_of(text, length) for text in seeds))

    copied = {
        f"{name}: {phrase}"
        for name, text in shipped_texts()
        if length == SAMPLE_PHRASE or not is_sample(name)
        for phrase in phrases_of(text, length) & known
    }

    assert known
    assert copied == set()
