"""The check of an uploaded template, run as a process of its own: packed files in, faults out."""

import json
import resource
import sys

from webapp.documents.template import checked_template
from webapp.documents.template_files import unpack
from webapp.domain.errors import InvalidInputError

_SECONDS = 10
_MEMORY = 1 << 30
"""Bytes of addresses: far above any honest template's need, far below the machine's."""


def main() -> None:
    """Check what stands on the input; write its faults as a JSON list."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    faults: list[str] = []
    try:
        checked_template(unpack("mau", sys.stdin.buffer.read()))
    except InvalidInputError as error:
        faults = str(error).splitlines()
    json.dump(faults, sys.stdout)


if __name__ == "__main__":
    main()
