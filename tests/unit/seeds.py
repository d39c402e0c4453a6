"""The two scanned papers the project is tried on; they lie beside the repository."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
BINH_PHUOC = SEEDS / "000_1cc9935add5b3f87.txt"
DIEN_BIEN = SEEDS / "003_33817c20020375fd.txt"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed papers (../shared/seeds) are not on this machine"
)


def seed_text(path):
    """Return the text of a seed."""
    return path.read_text(encoding="utf-8")
