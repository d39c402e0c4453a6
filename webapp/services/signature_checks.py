"""What is asked of the process that knows digital signatures, and what comes of it."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime

from webapp.adapters.own_process import run_module
from webapp.documents.pdf.scanned import signatures_of
from webapp.domain.digital_signatures import DigitalSignature, signatures_from

VALIDATOR = "webapp.documents.pdf.signatures"
"""The module that validates, in a process of its own: the file may be hostile."""
_MOST = 20
"""Signatures that are told of; a plan has two or three."""


def checked_signatures(
    data: bytes, anchors: Sequence[bytes], now: datetime
) -> tuple[DigitalSignature, ...]:
    """Return the signatures, held against roots as DER; what could not be looked at is unchecked.

    A file that says it holds none is not looked at more closely.
    """
    listed = signatures_of(data)[:_MOST]
    if not listed:
        return ()
    told = {"anchors": [b64encode(one).decode() for one in anchors], "now": now.isoformat()}
    answer = run_module(VALIDATOR, json.dumps(told).encode() + b"\n" + data)
    if answer is None:
        return listed
    found = signatures_from(json.loads(answer))
    unseen = len(listed) - len(found)  # written so that the closer look passes over them
    return found + (DigitalSignature("", covers_all=False),) * unseen


def filled_in(data: bytes, values: Mapping[str, str]) -> bytes | None:
    """Return the file with fields of its form filled in behind what was signed; None: no way."""
    told = json.dumps({"fill": dict(values)})
    return run_module(VALIDATOR, told.encode() + b"\n" + data)
