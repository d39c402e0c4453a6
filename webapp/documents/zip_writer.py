"""A zip whose bytes depend on its content alone; members that never change are deflated once."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _DEFLATED = 20, 0x800, 8
_MIDNIGHT, _FIRST_DAY = 0, 0x21
"""00:00 on 1 January 1980, where the time of a zip begins."""
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip, deflated."""

    name: str
    deflated: bytes
    checksum: int
    size: int


def deflate(name: str, content: bytes) -> Member:
    """Return the content as a member of a zip."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return Member(name, packed, zlib.crc32(content), len(content))


def write_zip(members: Iterable[Member]) -> bytes:
    """Return the zip with its members in the order given and one fixed time."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        sizes = (member.checksum, len(member.deflated), member.size, len(name), 0)
        kind = (_VERSION, _UTF8, _DEFLATED, _MIDNIGHT, _FIRST_DAY)
        header = _LOCAL.pack(b"PK\x03\x04", *kind, *sizes) + name
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, *kind, *sizes, 0, 0, 0, 0, offset),
            name,
        )
        pieces += (header, member.deflated)
        offset += len(header) + len(member.deflated)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*pieces, listing, end))
