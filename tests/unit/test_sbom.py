"""The bill of materials."""

import json

from tests.sbom import ROOT, bill


def test_the_bill_names_every_pinned_package_of_both_lock_files():
    named = {one["purl"] for one in json.loads(bill())["components"]}
    pins = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert len(named) == len(pins) + len(packages) - 1
    assert {one for one in named if one.startswith("pkg:pypi/flask@")}
    assert {one for one in named if one.startswith("pkg:npm/%40tabler/core@")}
