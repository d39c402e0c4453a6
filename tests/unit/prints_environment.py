"""Run as a module by a test: writes the names of its environment after its input."""

import os
import sys

if __name__ == "__main__":
    sys.stdout.write(sys.stdin.read() + " ".join(sorted(os.environ)))
