"""The README is followed by people alone: what it tells them to type exists."""

import argparse
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.soak.wish import Wish
from webapp.cli import build_parser
from webapp.domain.dossier import PaperKind
from webapp.domain.plan import Medium
from webapp.domain.workflow import AskPassword, Mode, ReturnTo, StepKind, StepUnit
from webapp.domain.workflow_invariants import _ROLES_OF_KIND
from webapp.domain.workflow_toml import _STEP_KEYS, _WORKFLOW_KEYS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEEPING = README.partition("## Backup and restore")[2].partition("\n## ")[0]
DEPLOYING = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
UNITS = KEEPING + DEPLOYING
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
TYPED = sorted(
    set(
        re.findall(
            r"(?:banhanh|^try) ((?:backup|restore|audit verify|serve|worker|db upgrade|user add)\b"
            r"[^`\n>·#]*)",
            UNITS,
            re.MULTILINE,
        )
    )
)


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_of_the_readme_can_be_run(typed):
    args = build_parser().parse_args(shlex.split(typed.strip(" `")))

    assert callable(args.run)


def test_the_chapter_on_commands_names_each_of_them_with_its_options():
    chapter = README.partition("## Commands")[2].partition("\n## ")[0]

    assert {word for word in _words(build_parser()) if word not in chapter} == set()


def _words(parser):
    """Yield the names of the commands under a parser, and their long options."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, command in action.choices.items():
                yield name
                yield from _words(command)
        else:
            yield from (one for one in action.option_strings[:1] if one not in {"-h", "--help"})


def test_the_chapter_names_every_command_of_keeping():
    for command in ("backup", "restore", "audit verify"):
        assert any(typed.startswith(command) for typed in TYPED)


def test_make_has_every_target_that_the_readme_names():
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert set(re.findall(r"`make ([a-z]+)", README)) <= set(targets)


def test_the_readme_names_every_demo_account_and_no_other():
    accounts = README.partition("## Demo accounts")[2].partition("\n## ")[0]
    demo = ROOT / "webapp" / "services" / "demo_data" / "agencies.toml"
    known = set(re.findall(r'username = "([a-z]+\.[a-z0-9]+)"', demo.read_text(encoding="utf-8")))

    assert set(re.findall(r"`((?:xa|so|tinh)\.[a-z0-9]+)`", accounts)) == known


def test_every_variable_of_the_page_on_deploying_stands_in_the_readme():
    table = README.partition("| variable |")[2].partition("\n\n")[0]
    named = set(re.findall(r"^([A-Z_]+)=", DEPLOYING, re.MULTILINE))

    assert len(named) > 8
    assert named <= set(re.findall(r"\b[A-Z_]{4,}\b", table))


def test_honcho_of_the_readme_is_found_and_starts_what_the_procfile_has():
    procfile = re.findall(r"^(\w+):", (ROOT / "Procfile").read_text(encoding="utf-8"), re.MULTILINE)
    (typed,) = re.findall(r"^(.*)honcho start --port 8000 (.*)$", README, re.MULTILINE)

    assert typed[0] == "PATH=$PWD/.venv/bin:$PATH "
    assert set(typed[1].split()) == set(procfile) - {"release"}


def test_each_unit_runs_a_command_of_the_program_with_the_environment():
    units = re.findall(
        r"^# /etc/systemd/system/(\S+)\.service\n(.*?)^```", UNITS, re.MULTILINE | re.DOTALL
    )

    assert [name for name, _ in units] == [
        "ban-hanh-backup", "ban-hanh-release", "ban-hanh-web", "ban-hanh-worker",
    ]  # fmt: skip
    for _, unit in units:
        assert "User=banhanh\n" in unit
        assert "EnvironmentFile=/etc/ban-hanh.env\n" in unit
        (run,) = re.findall(
            r"^ExecStart=/srv/ban-hanh/\.venv/bin/banhanh (.*)$", unit, re.MULTILINE
        )
        build_parser().parse_args(run.split())


def test_every_unit_is_under_the_guards_and_may_write_where_its_command_writes():
    guards = DEPLOYING.partition("# /etc/systemd/system/ban-hanh-.service.d/guards.conf\n")[2]
    guards = guards.partition("```")[0]
    backup = KEEPING.partition("# /etc/systemd/system/ban-hanh-backup.service\n")[2]
    backup = backup.partition("\n\n")[0]

    assert "NoNewPrivileges=yes\n" in guards
    assert "ProtectSystem=strict\n" in guards
    assert "ReadWritePaths=/var/lib/ban-hanh\n" in guards
    assert "DATA_DIR=/var/lib/ban-hanh\n" in DEPLOYING
    assert "backup /srv/backup" in backup
    assert "ReadWritePaths=/srv/backup" in backup


def test_the_readme_tells_every_key_and_value_of_a_workflow_file():
    chapter = README.partition("## Add a workflow")[2].partition("\n## ")[0]
    tables = [table for table in chapter.split("\n\n") if table.startswith("| ")]
    keys, step_keys, kinds = [
        {key: told for keys, told in _rows(table) for key in keys} for table in tables
    ]

    assert set(keys) == _WORKFLOW_KEYS
    assert set(step_keys) == _STEP_KEYS
    for names, told in (
        (Medium, keys["media"]),
        (PaperKind, keys["papers"]),
        (StepUnit, step_keys["unit"] - {"unit_head"}),
        (Mode, step_keys["mode"]),
        (ReturnTo, step_keys["return_to"]),
        (AskPassword, step_keys["ask_password"]),
    ):
        assert told == set(names)
    assert set(kinds) == set(StepKind)
    for kind, roles in kinds.items():
        assert roles == set(_ROLES_OF_KIND[StepKind(kind)])


def _rows(table):
    """Return the names in backticks of each row's first cell, and of the others."""
    for row in table.splitlines()[2:]:
        first, _, others = row.strip("| ").partition("|")
        yield set(re.findall(r"`([a-z_]+)`", first)), set(re.findall(r"`([a-z0-9_]+)`", others))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_file_and_test_that_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    folders = ("webapp", "tests", "docs", "calendars", "doc_templates", "workflows")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    known = {f"/{path.relative_to(ROOT)}" for path in [*files, *ROOT.glob("*.*")]}
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))

    for name in re.findall(r"`([\w.-][\w./-]*\.(?:py|md|toml|txt|js|css|html|lock))`", text):
        assert any(path.endswith(f"/{name}") for path in known), name
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in tests, name


def test_what_soak_reads_is_what_the_readme_says():
    env = {
        "SOAK_MINUTES": "3",
        "SOAK_PROCESSES": "4",
        "SOAK_BROWSERS": "8",
        "SOAK_NUMBERS": "5",
        "SOAK_KILLS": "6",
        "SOAK_DATABASE": "postgresql",
        "SOAK_SEED": "7",
        "SOAK_CALM": "9",
        "SOAK_REGISTERING": "0.1",
    }

    assert set(re.findall(r"SOAK_[A-Z]+", KEEPING)) == set(env)
    assert Wish.from_env(env) == Wish(180, 4, 8, "postgresql", 5, 6, 7, 9, 0.1)


def test_the_shell_understands_the_line_of_cron(tmp_path):
    line = next(one for one in KEEPING.splitlines() if one.startswith("30 1 "))
    command = line.split(" ", 6)[6]

    done = subprocess.run(["sh", "-n", "-c", command], cwd=tmp_path, check=False)

    assert done.returncode == 0
