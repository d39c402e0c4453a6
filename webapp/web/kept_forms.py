"""A form refused for want of a session or a token: kept in the page, for its owner only."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from flask import request
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from webapp.services import accounts
from webapp.web.context import application_secret, current_who, parts
from webapp.web.session import token

SALT = "kept-form"
NEVER_KEPT = ("password", "csrf_token", "one_time")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What somebody typed and the house could not take."""

    person_id: int
    """Whose form it is; nobody else may send it."""
    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False
    """Files cannot be kept in a page: the person chooses them again."""


def of_request() -> KeptForm | None:
    """Return the form of this request, or None when nobody can be named as its owner."""
    owner = owner_of_request()
    if owner is None or request.method != "POST":
        return None
    fields = tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if not any(word in name for word in NEVER_KEPT)
    )
    had_files = any(file.filename for file in request.files.values())
    return KeptForm(owner, request.full_path.rstrip("?"), fields, had_files)


def owner_of_request() -> int | None:
    """Return who filled the form: its token names him, else the cookie does."""
    named = owner_of_token(token_of_request())
    if named is not None:
        return named
    who = current_who()
    if who is not None:
        return who.actor.person_id
    return accounts.expired_person(parts().database, token()) if token() else None


def token_of_request() -> str:
    """Return the form token that came along, whatever it is."""
    return str(request.form.get("csrf_token") or request.headers.get("X-CSRFToken", ""))


def owner_of_token(form_token: str) -> int | None:
    """Return the person that a form token signed by this house was made for."""
    return _named(form_token, 1)


def agency_of_token(form_token: str) -> int | None:
    """Return the agency whose page the token of this house stood on."""
    return _named(form_token, 2)


def _named(form_token: str, place: int) -> int | None:
    signer = URLSafeTimedSerializer(application_secret(), salt="wtf-csrf-token")
    try:
        parts_of_secret = str(signer.loads(form_token)).split(".")
    except BadData:
        return None
    named = parts_of_secret[place : place + 1]
    return int(named[0]) if named and named[0].isdecimal() else None


def seal(kept: KeptForm) -> str:
    """Turn a kept form into text for a hidden field, signed so that nobody can make one up."""
    values = [kept.person_id, kept.path, kept.fields, kept.had_files]
    packed = b64encode(zlib.compress(json.dumps(values).encode())).decode()
    return str(URLSafeSerializer(application_secret(), salt=SALT).dumps(packed))


def unseal(text: str) -> KeptForm | None:
    """Return the kept form, or None when the text is not one that this house sealed."""
    try:
        packed = URLSafeSerializer(application_secret(), salt=SALT).loads(text)
    except BadData:
        return None
    person_id, path, fields, had_files = json.loads(zlib.decompress(b64decode(packed)))
    return KeptForm(person_id, path, tuple((name, value) for name, value in fields), had_files)
