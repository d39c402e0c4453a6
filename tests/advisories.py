"""Ask the registries' advisory services about the pinned packages; `make check` runs this.

A known vulnerability fails. A service that does not answer (no network, a mirror without it) is no
vulnerability: it is told loudly and fails nothing, or nobody could check anything offline.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds that a service may take."""


@dataclass(frozen=True)
class Verdict:
    """What one service said."""

    found: tuple[str, ...] = ()
    """Package, version and advisory."""
    unchecked: str = ""
    """What could not be asked; empty when all of it was."""


def pip_verdict(output: str) -> Verdict:
    """Read `pip-audit --format json`."""
    packages = json.loads(output)["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    found = tuple(
        f"{one['name']} {one['version']}: {flaw['id']}"
        for one in packages
        for flaw in one.get("vulns", ())
    )
    return Verdict(found, f"{len(skipped)} of {len(packages)} packages" if skipped else "")


def npm_verdict(output: str) -> Verdict:
    """Read `npm audit --json`."""
    said = json.loads(output)
    if "vulnerabilities" not in said:
        return Verdict(unchecked=str(said.get("message") or "the service gave no answer"))
    return Verdict(
        tuple(f"{name}: {one['severity']}" for name, one in said["vulnerabilities"].items())
    )


Reader = Callable[[str], Verdict]
SERVICES: dict[str, tuple[Sequence[str], Reader]] = {
    "pip-audit": (
        ("pip-audit", "-r", "requirements.lock", "--no-deps", "--disable-pip", "-f", "json"),
        pip_verdict,
    ),
    "npm audit": (("npm", "audit", "--json"), npm_verdict),
}


def ask(command: Sequence[str], read: Reader, patience: float = PATIENCE) -> Verdict:
    """Run one audit; whatever keeps it from answering leaves its packages unchecked."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=patience, check=False
        )
        return read(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        return Verdict(unchecked=f"everything ({type(error).__name__})")


def report(verdicts: dict[str, Verdict]) -> tuple[list[str], int]:
    """Return the lines to print and the exit status."""
    lines = []
    for name, verdict in verdicts.items():
        lines += [f"{name}: VULNERABLE {one}" for one in verdict.found]
        if verdict.unchecked:
            lines.append(f"{name}: WARNING, NOT CHECKED for advisories: {verdict.unchecked}")
        elif not verdict.found:
            lines.append(f"{name}: no known vulnerability")
    return lines, int(any(verdict.found for verdict in verdicts.values()))


def main() -> int:
    lines, status = report({name: ask(*service) for name, service in SERVICES.items()})
    sys.stderr.write("\n".join(lines) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
