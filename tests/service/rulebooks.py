"""Rules with a workflow of a test's own: each text is read and checked once a run."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.services.rules import Rules


def shipped_text() -> str:
    """Return the text of the short workflow."""
    return (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")


@cache
def rules_of(text: str) -> Rules:
    """Return rules whose only workflow is the short one with this text."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "ke_hoach.toml").write_text(text, encoding="utf-8")
        return Rules.load(Path(folder), templates_folder())
