"""Write what the program is made of, as CycloneDX; `make sbom` runs this.

Both lock files are told whole: the pins of the program and of what checks it.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"([\w.-]+)==(\S+)")
"""What a line begins with; where it is needed and the hashes of its files follow."""


def pinned_python(lock: str) -> Iterator[PackageURL]:
    """Return the packages of `requirements.lock`."""
    for line in lock.splitlines():
        if pin := PIN.match(line):
            yield PackageURL("pypi", None, pin[1].lower(), pin[2])


def pinned_npm(lock: str) -> Iterator[PackageURL]:
    """Return the packages of `package-lock.json`."""
    for path, package in json.loads(lock)["packages"].items():
        if path:
            scope, _, name = path.rpartition("node_modules/")[2].rpartition("/")
            yield PackageURL("npm", scope or None, name, package["version"])


def bill() -> str:
    """Return the bill of materials of this tree."""
    bom = Bom()
    bom.metadata.component = Component(name="ban-hanh", type=ComponentType.APPLICATION)
    pins = [
        *pinned_python((ROOT / "requirements.lock").read_text()),
        *pinned_npm((ROOT / "package-lock.json").read_text()),
    ]
    for pin in pins:
        name = f"{pin.namespace}/{pin.name}" if pin.namespace else pin.name
        reference = pin.to_string()
        bom.components.add(Component(name=name, version=pin.version, purl=pin, bom_ref=reference))
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


if __name__ == "__main__":
    sys.stdout.write(bill() + "\n")
