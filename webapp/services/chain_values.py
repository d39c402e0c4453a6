"""What pages show of the papers around an issued one."""

from dataclasses import dataclass

from webapp.domain.chain import LinkKind


@dataclass(frozen=True, slots=True)
class ChainItem:
    """One paper of the chain."""

    plan_id: int
    deed: str
    """«Thu hồi Kế hoạch số 115/KH-UBND»; empty for the paper that all began with."""
    named: str
    """«Thông báo số 22/TB-UBND ngày 02 tháng 3 năm 2026»."""
    subject: str
    state: str
    state_label: str
    badges: tuple[str, ...]
    """«Đã thu hồi»: what later papers made of it."""
    is_here: bool
    """The paper whose page it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of the paper, with the paper that made it so."""

    sentence: str
    plan_id: int
    ends: bool
    """It is in force no more."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The papers around one, oldest first; empty where it stands alone."""

    items: tuple[ChainItem, ...] = ()
    marks: tuple[Mark, ...] = ()
    """What ended the paper before what only changed it."""
    begins: tuple[LinkKind, ...] = ()
    """What the reader may begin to follow it."""
    evidence: bool = False
    """It is over, and the reader may take its files without the mark."""


@dataclass(frozen=True, slots=True)
class About:
    """What a paper on its way does to an older one."""

    deed: str
    """«Thu hồi Kế hoạch số 115/KH-UBND»."""
    target_id: int
    standing: str
    """What other papers made of the older one already; empty: it stands as issued."""


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of later paper on the page that asks for one."""

    kind: LinkKind
    label: str
    when: str
    """In one sentence: for which fault it is the right one."""
    refused: str
    """Why the reader cannot begin it now; empty: he can."""
