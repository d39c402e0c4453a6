"""The values that the pages about plans show; services fill them, templates print them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.domain.differences import Differences
from webapp.domain.plan import Plan, ReportItem
from webapp.services.chain_values import About, Chain
from webapp.services.comment_values import Discussion
from webapp.services.copy_values import PlanCopies
from webapp.services.detour_values import Detours
from webapp.services.dispatch_values import Dispatches
from webapp.services.dossier import Dossier
from webapp.services.finding_values import Dismissed, FieldFinding, Waiver
from webapp.services.opinions import Opinions
from webapp.services.returns import ReturnItem
from webapp.services.signed_copies import SignedCopies


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select box."""

    id: int
    label: str


@dataclass(frozen=True, slots=True)
class StepItem:
    """One station of the strip of steps."""

    key: str
    label: str
    kind: str
    """`draft`, a StepKind, or `end`."""
    state: str
    """done | current | next | returned."""
    who: str = ""
    """Names of those asked, or of the one who decided."""
    since: datetime | None = None
    until: date | None = None
    late: bool = False
    decision: str = ""
    """«Đã duyệt», «Trả lại», empty while it waits."""
    decided_at: datetime | None = None
    note: str = ""
    asides: tuple[str, ...] = ()
    """What happened beside it: passed on to another, an opinion that came late."""


@dataclass(frozen=True, slots=True)
class ReturnChoice:
    """An earlier step that the plan may be returned to."""

    key: str
    label: str
    voids: tuple[str, ...]
    """What falls then."""


@dataclass(frozen=True, slots=True)
class ActionItem:
    """A button of the plan's page; forms post `action` with the page's version."""

    action: str
    """An `Action` of domain/process.py."""
    label: str
    needs_note: bool = False
    needs_password: bool = False
    needs_waiver: bool = False
    """The text has errors of form, and the deed answers for them: it takes a reason."""
    consequence: str = ""
    """What the deed brings with it, where that is not plain."""
    voids: tuple[str, ...] = ()
    """What falls with it: «Kiểm tra thể thức» and whose it is."""
    targets: tuple[ReturnChoice, ...] = ()
    """With a return: earlier steps that may be chosen instead of the drafter."""
    in_place_of: int | None = None
    """The absent person whose word the reader would give; None: his own."""
    place: str = ""
    """«Anh/chị xử lý thay bà A theo …», where it is another's word."""


@dataclass(frozen=True, slots=True)
class RevisionItem:
    """One saved text of the plan."""

    ordinal: int
    author: str
    at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One event as a sentence; `note` holds the reason or remark as it was typed."""

    at: datetime
    sentence: str
    note: str = ""
    action: str = ""
    waiver: str = ""
    """Why errors of form were passed over."""
    errors: tuple[str, ...] = ()
    """Those errors."""
    voided: tuple[str, ...] = ()
    """Decisions that fell with it."""
    bound_anew: tuple[str, ...] = ()
    """Decisions that hold on for the text with another signer."""


@dataclass(frozen=True, slots=True)
class DownloadItem:
    """A paper the reader may fetch now."""

    stage: str
    """draft | signing | issued."""
    label: str


@dataclass(frozen=True, slots=True)
class PdfItem:
    """One kind of PDF of a paper."""

    kind: str
    """pdf | pdfa."""
    state: str = ""
    """waiting | running | ready | failed; empty where nobody asked for it."""
    reason: str = ""
    """Why it failed, or what it waits for."""

    @property
    def under_way(self) -> bool:
        """Tell whether it comes by itself."""
        return self.state in {"waiting", "running"}


@dataclass(frozen=True, slots=True)
class PdfPanel:
    """What is to be had of one paper as PDF."""

    plan_id: int
    stage: str
    """draft | signing | issued."""
    label: str
    subject: str
    """Of the plan; empty while it is not written."""
    items: tuple[PdfItem, ...]
    """The plain PDF, then PDF/A."""
    pages: int = 0
    """Of the finished one; 0 while there is none."""
    sha256: str = ""
    """Of the finished one: its page pictures are known by it."""
    view_copy: str = ""
    """A sentence where it is not in the face that the decree asks for."""
    remarks: tuple[str, ...] = ()
    is_to_sign: bool = False


@dataclass(frozen=True, slots=True)
class LinkItem:
    """Another plan that this one points to, or that points to it."""

    plan_id: int
    label: str
    """«Tạo từ»."""
    subject: str
    number_text: str


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What the head of every page about one plan says."""

    plan_id: int
    version: int
    ordinal: int
    """The current revision."""
    subject: str
    document_type: str
    number_text: str
    """«115/KH-UBND»; empty before it is numbered."""
    notation: str
    promulgated_on: date | None
    state: str
    state_label: str
    unit_name: str
    drafter_name: str
    signer_name: str
    """Who is chosen to approve and sign; empty when nobody is."""
    created_at: datetime
    state_since: datetime


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The page of one plan."""

    head: PlanHead
    plan: Plan
    """The current text, with number and date when it has them."""
    steps: tuple[StepItem, ...]
    actions: tuple[ActionItem, ...]
    may_edit: bool
    may_decide: bool
    """The plan waits for the reader: offer the decision page."""
    blocked: str
    """A sentence when nobody can take the next step; else empty."""
    expected_number: str
    """«115/KH-UBND (dự kiến)» for the clerk who numbers; else empty."""
    waiting_for: str
    """Names of those the plan waits for."""
    due_on: date | None
    late: bool
    revisions: tuple[RevisionItem, ...]
    history: tuple[HistoryItem, ...]
    downloads: tuple[DownloadItem, ...]
    findings: tuple[FieldFinding, ...]
    """The words that they mark are found by `faults_of`."""
    dismissed: tuple[Dismissed, ...]
    may_dismiss: bool
    waivers: tuple[Waiver, ...]
    """Whose word the errors of form stand on now."""
    links: tuple[LinkItem, ...]
    report: tuple[ReportItem, ...]
    dossier: Dossier
    signed: SignedCopies
    detours: Detours
    opinions: Opinions
    discussion: Discussion
    void_reason: str = ""
    keeps_number: str = ""
    """Why its number is not crossed out any more; empty while it may be."""
    issuer_above: str = ""
    """Short name of the issuing agency, where the reader looks from the one that submitted."""
    returns: tuple[ReturnItem, ...] = ()
    """The newest first, with remarks and answers."""
    pdfs: tuple[PdfPanel, ...] = ()
    """One for each paper the reader may fetch now."""
    dispatches: Dispatches = field(default_factory=Dispatches)
    """Whom it was sent to."""
    copies: PlanCopies = field(default_factory=PlanCopies)
    chain: Chain = field(default_factory=Chain)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A decision that still holds."""

    step_label: str
    who: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """The last time the plan was sent back."""

    step_label: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The small page of one decision, made for the phone."""

    head: PlanHead
    plan: Plan
    step_label: str
    due_on: date | None
    late: bool
    agreed: tuple[Agreed, ...]
    last_return: Returned | None
    looked_ordinal: int | None
    """The last revision before the current one that the reader has seen or decided on."""
    looked_at: datetime | None
    differences: Differences | None
    """Since then; None when he never saw another text."""
    findings: tuple[FieldFinding, ...]
    dismissed: tuple[Dismissed, ...]
    may_dismiss: bool
    checks_form: bool
    """The reader answers for the form: show him every finding."""
    waivers: tuple[Waiver, ...]
    actions: tuple[ActionItem, ...]
    signature_block: tuple[str, ...]
    """How the paper will be signed, line by line."""
    expected_number: str
    blocked: str
    dossier: Dossier
    opinions: Opinions
    detours: Detours
    open_talks: int = 0
    """How many threads of comments are open."""
    returns: tuple[ReturnItem, ...] = ()
    """Those the decision has to look at: remarks and answers."""
    submitted_ordinal: int | None = None
    """The text of the submission before, for whoever never saw another text."""
    about: About | None = None


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """One revision beside another."""

    head: PlanHead
    ordinal: int
    against: int | None
    """The revision compared with; None for the first."""
    author: str
    at: datetime
    plan: Plan
    differences: Differences | None
    revisions: tuple[RevisionItem, ...]
    looked_ordinal: int | None = None
    """The newest text before this one that the reader saw."""
    looked_at: datetime | None = None
