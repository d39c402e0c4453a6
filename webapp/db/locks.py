"""How a row is locked that will be changed."""

from typing import Any, Final

LOCKED: Final[dict[str, Any]] = {"key_share": True}
"""FOR NO KEY UPDATE: other rows may go on pointing to the locked one.

FOR UPDATE would stop each insert that refers to the row. An event of a plan that somebody else
holds would wait for him while he waits for the head of the audit chain: a deadlock.
"""
