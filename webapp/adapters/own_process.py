"""Work on a file that may be hostile: in a process of its own, which knows no secrets."""

import os
import subprocess
import sys

from webapp.adapters.folders import ROOT

SECONDS = 25.0


def run_module(module: str, data: bytes, *, seconds: float = SECONDS) -> bytes | None:
    """Return what a module of ours writes for the data; None where it does not end well in time."""
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", module],
            input=data,
            capture_output=True,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", "")},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
