"""What follows issue, for the bench of lists: who was sent it, copies, later papers, the log."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from tests.bench.bulk import Row, Writer
from tests.bench.crowd import AGENCIES, Crowd, One

PLACES = 5
"""Recipients in each agency's directory."""
_SENT = 2
_COPIED = 100
"""One of so many has copies."""
_FOLLOWED = 50
"""One of so many of the first agency has a later paper, or is one."""
_APART = 200
_KINDS = ("amends", "corrects", "replaces", "recalls")
_SILENT = 20
"""Recalls of which no place has said anything."""
_COPIES = 100
"""Ids of the series that number copies lie so far above those of the plans."""


def fill(writer: Writer, crowd: Crowd, events: dict[int, int]) -> dict[int, int]:
    """Write it all; `events` are the ends of the agencies' logs, and the new ends are returned."""
    _write_directories(writer, crowd)
    _write_copies(writer, crowd)
    columns = "id plan_id kind file_name sha256 added_by added_at"
    writer.write("attachments", columns, _originals(crowd))
    writer.write("plan_links", "plan_id kind target_id", _links(crowd))
    columns = "id agency_id plan_id recipient_id name code email channel sent_on sent_by sent_at"
    writer.write("dispatches", columns, _dispatches(crowd))
    columns = "id dispatch_id answer day said_by recorded_by recorded_at"
    writer.write("recall_answers", columns, _answers(crowd))
    columns = "agency_id ordinal at actor_id actor_name action plan_id details previous_hash hash"
    ends = defaultdict(int, events)
    writer.write("audit_events", columns, _events(crowd, ends))
    return dict(ends)


def _numbered(crowd: Crowd) -> Iterator[One]:
    return (one for one in crowd.plans() if one.numbered)


def _write_directories(writer: Writer, crowd: Crowd) -> None:
    every = [(agency, place) for agency in range(1, AGENCIES + 1) for place in range(PLACES)]
    writer.write(
        "recipients",
        "id agency_id name folded",
        ((agency * PLACES + n, agency, f"Thôn {n}", f"thon {n}") for agency, n in every),
    )
    series = [(_COPIES + agency, agency) for agency in range(1, AGENCIES + 1)]
    writer.write(
        "number_series",
        "id agency_id name document_type_id",
        ((*one, "Bản sao", crowd.document_type_id) for one in series),
    )
    years = [(one, year) for one, _ in series for year in range(2016, 2027)]
    writer.write("series_years", "series_id year last_number", ((*one, 100_000) for one in years))


def _write_copies(writer: Writer, crowd: Crowd) -> None:
    made, numbers = list[tuple[int, One, int]](), dict[tuple[int, int], int]()
    for one in islice(_numbered(crowd), 0, None, _COPIED):
        key = (one.agency, one.day.year)
        numbers[key] = numbers.get(key, 0) + 1
        made.append((len(made) + 1, one, numbers[key]))
    writer.write(
        "register_rows",
        "id agency_id series_id year number notation promulgated_on type_name subject"
        " registered_by registered_at sent_on",
        (
            (crowd.lines + place, one.agency, _COPIES + one.agency, one.day.year, number, "SY",
             str(one.day), "Bản sao", one.text.subject, one.person("clerk"), one.at, str(one.day))
            for place, one, number in made
        ),
    )  # fmt: skip
    writer.write(
        "plan_copies",
        "id plan_id register_row_id kind form amount authority_id source_sha256 word_sha256"
        " made_by made_at",
        (
            (place, one.id, crowd.lines + place, "sao_y", "paper", 3, 1, crowd.blob, crowd.blob,
             one.person("clerk"), one.at)
            for place, one, _ in made
        ),
    )  # fmt: skip
    writer.write(
        "plan_copy_pdfs",
        "id copy_id source_sha256 state pages sha256 requested_at made_at",
        (
            (place, place, crowd.blob, "ready", 2, crowd.blob, one.at, one.at)
            for place, one, _ in made
        ),
    )


def _originals(crowd: Crowd) -> Iterator[Row]:
    for place, one in enumerate(_numbered(crowd), start=1):
        clerk = one.person("clerk")
        yield place, one.id, "issued", "ke-hoach.docx", crowd.blob, clerk, one.at


def _links(crowd: Crowd) -> Iterator[Row]:
    """Yield from every second stretch of plans links to the one before."""
    for one in _numbered(crowd):
        if one.index % _FOLLOWED == 6 and one.index // _APART % 2 == 1:
            yield one.id, _KINDS[one.index // _FOLLOWED % len(_KINDS)], one.id - _APART


def _dispatches(crowd: Crowd) -> Iterator[Row]:
    number = 0
    for one in _numbered(crowd):
        for place in range(_SENT):
            number += 1
            recipient = one.agency * PLACES + place
            yield (
                number, one.agency, one.id, recipient, f"Thôn {place}", "", "", "paper",
                str(one.day), one.person("clerk"), one.at,
            )  # fmt: skip


def _answers(crowd: Crowd) -> Iterator[Row]:
    """Yield for each recall but the newest what every place said of the recalled plan."""
    recalled = [target for _, kind, target in _links(crowd) if kind == "recalls"]
    answered = set(recalled[:-_SILENT])
    number, dispatch = 0, 0
    for one in _numbered(crowd):
        for _ in range(_SENT):
            dispatch += 1
            if one.id in answered:
                number += 1
                clerk = one.person("clerk")
                yield number, dispatch, "destroyed", str(one.day), "Trưởng thôn", clerk, one.at


def _events(crowd: Crowd, ends: dict[int, int]) -> Iterator[Row]:
    """Yield that each plan was begun, looked at and issued; the hashes hold nothing together."""
    for one in crowd.plans():
        deeds = [("create", one.drafter, "{}"), ("view", one.asked("approval"), '{"revision": 1}')]
        deeds += [("issue", one.person("clerk"), "{}")] if one.numbered else []
        for action, who, details in deeds:
            ends[one.agency] += 1
            said = (one.at, who, "Nguyễn Văn A", action, one.id, details, "", "")
            yield (one.agency, ends[one.agency], *said)
