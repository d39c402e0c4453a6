"""A zip whose bytes depend on its content alone; members that never change are deflated once."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5HI")
_OFFSET = struct.Struct("<I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8 = 20, 0x800
_STORED, _DEFLATED = 0, 8
_MIDNIGHT, _FIRST_DAY = 0, 0x21
"""00:00 on 1 January 1980, where the time of a zip begins."""
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip: its bytes there, and its entry in the directory around the offset."""

    name: str
    local: bytes
    entry: bytes
    entry_name: bytes


def deflate(name: str, *pieces: bytes) -> Member:
    """Return the content, in one piece or many, as a member of a zip."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = b"".join([*map(packer.compress, pieces), packer.flush()])
    return _member(name, pieces, packed, _DEFLATED)


def store(name: str, content: bytes) -> Member:
    """Return content that is packed already, such as a picture, as a member of a zip."""
    return _member(name, (content,), content, _STORED)


def _member(name: str, pieces: tuple[bytes, ...], packed: bytes, method: int) -> Member:
    raw = name.encode()
    kind = (_VERSION, _UTF8, method, _MIDNIGHT, _FIRST_DAY)
    check = reduce(lambda crc, piece: zlib.crc32(piece, crc), pieces, 0)
    sizes = (check, len(packed), sum(map(len, pieces)), len(raw), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *kind, *sizes) + raw + packed
    return Member(name, local, _ENTRY.pack(b"PK\x01\x02", _VERSION, *kind, *sizes, 0, 0, 0, 0), raw)


def write_zip(members: Iterable[Member]) -> bytes:
    """Return the zip with its members in the order given and one fixed time."""
    files: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for member in members:
        entries += (member.entry, _OFFSET.pack(offset), member.entry_name)
        files.append(member.local)
        offset += len(member.local)
    directory = b"".join(entries)
    count = len(files)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*files, directory, end))
