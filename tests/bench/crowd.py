"""Ten years of plans of twenty agencies, half of them in the first, for the bench of lists.

Open are the 200 that wait for the people who are measured, at any size, and one in a hundred.
"""

import json
import random
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import chain

from tests.bench.bulk import Row, Writer
from tests.service.builders import Office, a_text, words
from webapp.domain.plan_json import to_json
from webapp.domain.text import fold
from webapp.services.search_words import words_in

AGENCIES = 20
UNITS = 40
"""Of each agency but the first, whose first one is the measured people's."""
STEPS = ("content_check", "format_check", "approval", "signature", "numbering")
OPEN = ("draft", "draft", "returned", *STEPS)
MEASURED = 200
"""Newest plans of the first agency: 25 for each place of OPEN."""
SHARED = 20
"""So many plans bear the same rare word."""
TOPICS = 40
_DAYS = 3650
_WRITTEN = (
    "an bảo bình bồi canh cấp chăn chất chính chuyển công cung dân dạy di dịch doanh dục dưỡng đào "
    "đất điện động đời đường gia giải giáo giao giống hành hóa hộ học hội hợp hướng khai khám khoa "
    "khu kiểm kinh lao lâm lễ luật lũ lượng mạng môi mới năng nghề nghiệp ngoại người nguồn nhà "
    "nhân nông nước phát phòng phương quản quê quy rác rừng sạch sản sâu sinh sóng số sức tài tạo "
    "tập tế thanh thảm thể thiên thôn thông thủy thương tiêm tiến tín tổ trâu trẻ trồng truyền "
    "trường tư tuyển văn vay viên vốn vụ vườn xã xanh xây xóa xuân xuất y yêu"
)
_SYLLABLES = _WRITTEN.split()
_FOLDED = {one: fold(one) for one in _SYLLABLES}
_ALWAYS = (
    "Ủy ban nhân dân ban hành Kế hoạch thực hiện; các đơn vị phối hợp triển khai bảo đảm hiệu quả, "
    "báo cáo kết quả trước ngày 15 tháng 12."
)
_BEGIN = datetime(2016, 3, 2, 5)  # noqa: DTZ001 - written as text in UTC


@dataclass
class Crowd:
    """How the plans of one database are."""

    office: Office
    count: int
    document_type_id: int
    blob: str
    """Hash of what stands for every workflow, template and paper; the caller keeps it."""
    lines: int = 0
    """Register rows so far."""
    numbers: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    own_words: dict[tuple[int, str], "array[int]"] = field(
        default_factory=lambda: defaultdict(_list)
    )
    """Which plans of an agency have a word that is no topic's."""
    on_topic: dict[tuple[int, int], "array[int]"] = field(
        default_factory=lambda: defaultdict(_list)
    )
    of_agency: dict[int, "array[int]"] = field(default_factory=lambda: defaultdict(_list))

    def fill(self, writer: Writer) -> None:
        """Write everything; other agencies get ids after the measured one's."""
        _write_agencies(writer, self.office, self.document_type_id)
        writer.write(
            "plans",
            "id agency_id unit_id drafter_id document_type_id subject state round state_since"
            " signed_on workflow_sha256 template_sha256 code_number code_notation promulgated_on"
            " register_row_id created_at priority signing_authority_id",
            self._plans(),
        )
        writer.write(
            "register_rows",
            "id agency_id series_id year number plan_id notation promulgated_on type_name subject"
            " signer_name recipients registered_by registered_at copies sent_on document_type_id",
            self._lines(),
        )
        columns = "id plan_id ordinal content content_sha256 author_id created_at"
        writer.write("revisions", columns, self._revisions())
        columns = "id agency_id plan_id round step_key assignee_id since due_on decision"
        columns += " decided_by decided_at revision_sha256 template_sha256"
        writer.write("steps", columns, self._steps())
        columns = "id agency_id person_id plan_id kind message created_at due_at sent_at read_at"
        writer.write("notifications", columns, self._notifications())
        columns = "id plan_id revision_id source_sha256 state pages sha256 requested_at made_at"
        writer.write("pdf_papers", f"{columns} stage kind", self._papers())
        writer.write_lists("plan_words", "agency_id word plan_id", self._words())

    def plans(self) -> Iterator["One"]:
        """Yield every plan, oldest first."""
        for index in range(self.count):
            yield One(self, index)

    def _plans(self) -> Iterator[Row]:
        for one in self.plans():
            said = one.text
            self.of_agency[one.agency].append(one.id)
            self.on_topic[one.agency, said.topic].append(one.id)
            for word in said.own_words:
                self.own_words[one.agency, word].append(one.id)
            number, row_id = None, None
            if one.numbered:
                key = (one.agency, one.day.year)
                self.numbers[key] += 1
                self.lines += 1
                number, row_id = self.numbers[key], self.lines
            signed = str(one.day) if one.numbered or one.state == "numbering" else None
            sha = None if one.state == "draft" else self.blob
            yield (
                one.id, one.agency, one.unit, one.drafter, self.document_type_id, said.subject,
                one.state, 0 if one.state == "draft" else 1, one.at, signed, sha, sha, number,
                "KH-UBND", str(one.day) if number else None, row_id, one.at, one.priority,
                one.authority,
            )  # fmt: skip

    def _lines(self) -> Iterator[Row]:
        numbers: dict[tuple[int, int], int] = defaultdict(int)
        numbered = (one for one in self.plans() if one.numbered)
        for row_id, one in enumerate(numbered, start=1):
            key = (one.agency, one.day.year)
            numbers[key] += 1
            day, clerk = str(one.day), one.person("clerk")
            yield (
                row_id, one.agency, one.series, one.day.year, numbers[key], one.id, "KH-UBND", day,
                "Kế hoạch", one.text.subject, "Phạm Quốc Toản", "UBND tỉnh; các thôn", clerk,
                one.at, 12, day, self.document_type_id,
            )  # fmt: skip

    def _revisions(self) -> Iterator[Row]:
        for one in self.plans():
            said = one.text
            content = _content().replace("@subject", said.subject).replace("@body", said.body)
            yield one.id, one.id, 1, content, self.blob, one.drafter, one.at

    def _steps(self) -> Iterator[Row]:
        step_id = 0
        for one in self.plans():
            done = STEPS.index(one.state) if one.state in STEPS else len(STEPS)
            for place, key in enumerate(STEPS[: done + 1] if one.submitted else ()):
                step_id += 1
                asked, waits = one.asked(key), place == done
                due = one.day + timedelta(days=-5 if waits and one.index % 10 == 0 else 5)
                yield (
                    step_id, one.agency, one.id, 1, key, asked, one.at, str(due),
                    "waiting" if waits else "approved", None if waits else asked,
                    None if waits else one.at, *(None if waits else self.blob,) * 2,
                )  # fmt: skip

    def _notifications(self) -> Iterator[Row]:
        for one in self.plans():
            message = f"«{one.text.subject}» chờ anh/chị xử lý."
            people = (one.asked("content_check"), one.drafter)
            for place, (kind, person) in enumerate(zip(("waiting", "issued"), people, strict=True)):
                at = one.at
                number = 2 * one.index + place + 1
                yield number, one.agency, person, one.id, kind, message, at, at, at, at

    def _papers(self) -> Iterator[Row]:
        for one in self.plans():
            if one.numbered:
                made = (self.blob, "ready", 2, self.blob, one.at, one.at)
                yield one.id, one.id, one.id, *made, "issued", "pdf"

    def _words(self) -> Iterator[tuple[tuple[int, str], Sequence[int]]]:
        """Yield every word of every agency in the order of the key, each with its plans."""
        own: dict[int, set[str]] = defaultdict(set)
        for agency, word in self.own_words:
            own[agency].add(word)
        always = _folded(_ALWAYS) | {"thon", "nam", "kh", "ubnd"}
        for agency, all_ids in sorted(self.of_agency.items()):
            for word in sorted(always | _words_of_topics().keys() | own[agency]):
                if word in always:
                    yield (agency, word), all_ids
                    continue
                topics = _words_of_topics().get(word, ())
                lists = [self.on_topic.get((agency, one), ()) for one in topics]
                ids = {*chain(*lists), *self.own_words.get((agency, word), ())}
                if ids:
                    yield (agency, word), sorted(ids)


class One:
    """One plan, made of its place in time."""

    __slots__ = ("_of_measured", "agency", "at", "day", "id", "index", "office", "state")

    def __init__(self, crowd: Crowd, index: int) -> None:
        self.index, self.id, self.office = index, index + 1, crowd.office
        self.agency = 1 if index % 2 == 0 else 2 + index // 2 % (AGENCIES - 1)
        age = crowd.count - 1 - index
        is_newest = self.agency == 1 and age // 2 < MEASURED
        is_new = age < crowd.count // 50 and index % 4 < 2
        is_old = self.agency == 1 and index // 2 % UNITS == 0 and not is_new
        self._of_measured = is_newest or is_old
        at = _BEGIN + timedelta(days=_DAYS * index / crowd.count)
        self.at, self.day = f"{at}.000000"[:26], at.date()
        self.state = "issued"
        if is_newest or is_new:
            self.state = OPEN[age // 2 % len(OPEN)]
        elif index % 100 < 3:
            self.state = ("cancelled", "voided", OPEN[index // 100 % len(OPEN)])[index % 100 % 3]
            if index % 100 == 2 and index % 2000 != 2:
                self.state = "issued"

    @property
    def text(self) -> "Text":
        """Return what it says."""
        return spoken(self.index)

    @property
    def numbered(self) -> bool:
        """Tell whether it has its number."""
        return self.state in {"issued", "voided"}

    @property
    def submitted(self) -> bool:
        """Tell whether anybody was asked."""
        return self.state not in {"draft", "cancelled", "returned"}

    @property
    def unit(self) -> int:
        """Return the drafting unit."""
        if self._of_measured:
            return self.office.unit_id
        return unit_id(self.agency, self.index // 2 % UNITS)

    @property
    def drafter(self) -> int:
        """Return who drafts: of each unit one person."""
        if self._of_measured:
            return self.office.drafter.person_id
        return self.person("drafter")

    @property
    def priority(self) -> str:
        """Return how urgent it is: one in three hundred is."""
        return "KHẨN" if self.index % 300 == 4 else ""

    @property
    def authority(self) -> int:
        """Return the power that it is signed by: each signer has one, with his own id."""
        return self.office.authority_id if self._of_measured else self.person("signer")

    @property
    def series(self) -> int:
        """Return the series that numbered it."""
        return self.agency

    def person(self, role: str) -> int:
        """Return one of the people of the role, in turns."""
        return person_id(self.agency, ROLES.index(role), self.index // 2 % UNITS)

    def asked(self, key: str) -> int:
        """Return who is asked at the step."""
        role = ROLES[1:][min(STEPS.index(key), 3)]
        if self._of_measured:
            return int(getattr(self.office, role).person_id)
        return self.person(role)


ROLES = ("drafter", "unit_head", "format_checker", "signer", "clerk")
_FIRST_UNIT = 1_000
_FIRST_PERSON = 100_000


def unit_id(agency: int, place: int) -> int:
    """Return the id of an agency's unit."""
    return _FIRST_UNIT + agency * UNITS + place


def person_id(agency: int, role: int, place: int) -> int:
    """Return the id of a person: each unit has one for each role."""
    return _FIRST_PERSON + (agency * len(ROLES) + role) * UNITS + place


def _write_agencies(writer: Writer, office: Office, document_type_id: int) -> None:
    others = range(2, AGENCIES + 1)
    assert office.agency_id == office.series_id == 1, office
    writer.write(
        "agencies",
        "id name short_name abbreviation place",
        ((one, f"UBND xã {one}", f"UBND xã {one}", "UBND", "An Phước") for one in others),
    )
    writer.write(
        "number_series",
        "id agency_id name document_type_id",
        ((one, one, "Kế hoạch", document_type_id) for one in others),
    )
    years = [(one, year) for one in range(1, AGENCIES + 1) for year in range(2016, 2026)]
    years += [(one, 2026) for one in others]
    writer.write("series_years", "series_id year last_number", ((*one, 100_000) for one in years))
    every = [(one, place) for one in range(1, AGENCIES + 1) for place in range(UNITS)]
    writer.write(
        "units",
        "id agency_id name abbreviation",
        ((unit_id(*one), one[0], f"Phòng {one[1]}", f"P{one[1]}") for one in every),
    )
    people = [(person_id(one, role, place), one, role, place)
              for one, place in every for role in range(len(ROLES))]  # fmt: skip
    writer.write(
        "people",
        "id username full_name password_hash",
        ((one[0], f"n{one[0]}", f"Nguyễn Văn {one[3]}", "") for one in people),
    )
    writer.write(
        "memberships",
        "id person_id agency_id unit_id",
        ((one[0], one[0], one[1], unit_id(one[1], one[3])) for one in people),
    )
    signers = [one[:2] for one in people if ROLES[one[2]] == "signer"]
    writer.write(
        "signing_authorities",
        "id agency_id person_id form position valid_from confirmed_at",
        (
            (*one, one[0], "tm", "CHỦ TỊCH", "2016-01-01", "2016-01-01 05:00:00.000000")
            for one in signers
        ),
    )
    writer.write(
        "membership_roles", "membership_id role", ((one[0], ROLES[one[2]]) for one in people)
    )


@dataclass(frozen=True, slots=True)
class Text:
    """What a plan says."""

    topic: int
    subject: str
    body: str
    own_words: tuple[str, ...]
    """Folded; those of its topic, and those that all have, are not among them."""


def spoken(index: int) -> Text:
    """Return what a plan says, about half a kilobyte."""
    topic = index // 2 % TOPICS
    title, more = _topics()[topic]
    drawn = (index + 1) * 2_654_435_761 % 2**32
    places = _SYLLABLES[drawn % len(_SYLLABLES)], _SYLLABLES[drawn // 997 % len(_SYLLABLES)]
    rank, year = int(2000 ** (drawn // 7 % 10_007 / 10_007)), 2016 + index % 10
    own = (*(_FOLDED[one] for one in places), f"m{rank}", rare_word(index), str(year))
    subject = f"{title} thôn {' '.join(places)} năm {year}"
    body = f"{_ALWAYS} {more} {' '.join(own)}."
    return Text(topic, subject, body, tuple(dict.fromkeys(own)))


def rare_word(index: int) -> str:
    """Return the code that the plan shares with a few others of its time."""
    return f"da{index // SHARED}"


def _list() -> "array[int]":
    return array("i")


def _folded(text: str) -> frozenset[str]:
    return frozenset(words_in([text]))


@cache
def _topics() -> tuple[tuple[str, str], ...]:
    """Return title and more text of each topic; each has a word of its own."""
    drawn = random.Random(7)  # noqa: S311 - a sample, no secret
    return tuple(
        (" ".join(drawn.sample(_SYLLABLES, 8)) + f" chuyende{one}",
         " ".join(drawn.sample(_SYLLABLES, 22)))
        for one in range(TOPICS)
    )  # fmt: skip


@cache
def _words_of_topics() -> dict[str, tuple[int, ...]]:
    """Return which topics have the word."""
    found: dict[str, tuple[int, ...]] = {}
    for number, texts in enumerate(_topics()):
        for word in words_in(texts):
            found[word] = (*found.get(word, ()), number)
    return found


@cache
def _content() -> str:
    text = a_text()
    block = text.body[1]
    made = replace(text, subject=words("@subject"), body=(replace(block, runs=words("@body")),))
    return json.dumps(to_json(made), ensure_ascii=False)
