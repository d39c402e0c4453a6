"""All benches one after the other, or those named, each in a process of its own: `make bench`."""

import os
import platform
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.bench.figures import Figure, measured, print_table

BENCHES = ("render", "preview", "reading", "numbers", "inbox", "lists", "pdf")
QUIET = 0.5
"""Load for each core above which the figures say little."""


def main() -> int:
    """Name the machine and its noise, print one table; 1 when something could not be measured."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    print(f"{processor()}, {cores} cores, Python {platform.python_version()}, load {load:.1f}")
    if load > QUIET * cores:
        print("The machine is busy: absolute figures are worse than they should be.")
    found = [run(bench) for bench in sys.argv[1:] or BENCHES]
    figures = [figure for some in found for figure in some or ()]
    print()
    print_table(figures)
    return int(None in found or any(figure.measured is None for figure in figures))


def processor() -> str:
    """Return the processor's name as Linux tells it."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def run(bench: str) -> list[Figure] | None:
    """Return the figures of one bench; None, and why on stderr, when it failed."""
    print(f"{bench} …", flush=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        try:
            return process.submit(measured, bench).result()
        except Exception:  # noqa: BLE001 - whatever it is, the other benches go on
            traceback.print_exc()
            return None


if __name__ == "__main__":
    sys.exit(main())
