"""What a worker process says to its supervisor. It has read what strangers wrote: what it says is data, decoded into these types alone."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.execution.jobs import Outcome


class Done(msgspec.Struct, tag=True, frozen=True):
    """A shard is done."""

    outcome: Outcome


class Given(msgspec.Struct, tag=True, frozen=True):
    """What a function gave: plain data."""

    value: Any


class Seen(msgspec.Struct, tag=True, frozen=True):
    """A PDF has been looked at."""

    is_scan: bool


class Stopped(msgspec.Struct, tag=True, frozen=True):
    """The build cannot go on; ``trace`` is for whoever mends it."""

    message: str
    trace: str = ""


class Damaged(msgspec.Struct, tag=True, frozen=True):
    """A file of an earlier build was harmed."""

    path: str


class Changed(msgspec.Struct, tag=True, frozen=True):
    """A document is not what it was when the build began."""

    source_path: str


Message = Done | Given | Seen | Stopped | Damaged | Changed
encode_message = msgspec.msgpack.Encoder().encode
decode_message = msgspec.msgpack.Decoder(Message).decode
