"""`make soak`: one run as the environment wishes, its figures, its faults."""

import os
import platform
import sys

from tests.soak.running import run
from tests.soak.wish import Wish

_MOST_SHOWN = 20


def main() -> int:
    """Print what happened; 1 when anything was lost, double or half."""
    wish = Wish.from_env(os.environ)
    print(f"{wish}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.platform()}")
    result = run(wish)
    print(
        f"{result.seconds:.0f} s, killed {result.kills}: {result.numbers} numbers "
        f"({result.numbers / result.seconds:.1f}/s, {result.by_pages} of them by the pages), "
        f"{result.decisions} decisions ({result.decided_by_pages} by the pages), "
        f"{result.events} events, {result.notifications} notifications in {result.letters} "
        f"letters; all looked over in {result.looked_over_in:.1f} s"
    )
    for fault in result.faults[:_MOST_SHOWN]:
        print(fault, file=sys.stderr)
    print("Nothing lost, double or half." if not result.faults else f"{len(result.faults)} faults")
    return int(bool(result.faults))


if __name__ == "__main__":
    sys.exit(main())
