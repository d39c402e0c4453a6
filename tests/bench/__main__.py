"""All benches one after the other, each in a process of its own: `make bench`."""

import os
import platform
import subprocess
import sys
from pathlib import Path

BENCHES = ("render", "reading", "preview", "numbers", "inbox", "pdf")
QUIET = 0.5
"""Load for each core above which the figures say little."""


def main() -> int:
    """Name the machine and its noise, run every bench; 1 when one of them missed its figure."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    print(f"{processor()}, {cores} cores, Python {platform.python_version()}, load {load:.1f}")
    if load > QUIET * cores:
        print("The machine is busy: absolute figures are worse than they should be.")
    failed = [bench for bench in BENCHES if not runs(bench)]
    print(f"missed: {', '.join(failed)}" if failed else "every figure reached")
    return int(bool(failed))


def processor() -> str:
    """Return the processor's name as Linux tells it."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def runs(bench: str) -> bool:
    """Run one bench and tell whether it ended well."""
    print(f"\n{bench}", flush=True)
    return (
        subprocess.run([sys.executable, "-m", f"tests.bench.{bench}"], check=False).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main())
