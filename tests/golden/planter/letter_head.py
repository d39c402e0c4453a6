"""Faults of what only a công văn has: «V/v …» under its number, and «Kính gửi»."""

from tests.golden.planter.file import letters, setting
from tests.golden.planter.kinds import add

LINES = {
    "letter-subject": ("V/v", "subject", "ND30-PL1-II.5b-letter-subject"),
    "addressee": ("Kính gửi", "addressees", "ND30-PL1-II.9d-addressee"),
}
"""How each line begins, its place, and how the rules on its look begin."""
LOOKS = (
    ("co-chu", {"size": 15}),
    ("dam", {"b": True}),
    ("nghieng", {"i": True}),
    ("hoa", {"caps": True}),
)


def on_line(words, place, change):
    """Change the first line that begins with the words; a paper without it has no such fault."""

    def plant(file):
        found = file.starting(words)
        if found is None or file.plan.document_type != "CÔNG VĂN":
            return None
        change(found)
        return place

    return plant


for name, (words, place, rule) in LINES.items():
    for aspect, look in LOOKS:
        change = on_line(words, place, lambda one, look=look: letters(one, **look))
        add(f"{name}-{aspect}", f"{rule}-{aspect}", change)
add(
    "letter-subject-left",
    "ND30-PL1-II.5b-letter-subject-canh",
    on_line("V/v", "subject", lambda one: setting(one, jc="left")),
)
