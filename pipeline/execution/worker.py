"""The process that works on documents, one shard after another, as its supervisor tells it: ``python -m pipeline.execution.worker``.

It says on which document it is, so that it can be killed when that one takes too long or too much memory.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from traceback import format_exception
from typing import Any

import msgspec

from pipeline.errors import BuildError, CorpusChangedError, DamagedFileError
from pipeline.execution.stages import Job, Outcome, Tools, Watch, quiet_libraries, run_shard
from pipeline.settings import Settings

ALONE_SECONDS = 3600
"""After this long on one document a worker ends by itself, should nobody be left to kill it."""


class Order(msgspec.Struct):
    """What a worker is told to do."""

    job: Job


class Begun(msgspec.Struct, tag=True):
    """Work begins on a document at a step; an empty ``step`` is what lies between documents."""

    step: str
    doc_id: str


class Done(msgspec.Struct, tag=True):
    """A shard is done."""

    outcome: Outcome


class Stopped(msgspec.Struct, tag=True):
    """The build cannot go on; ``trace`` is for whoever mends it."""

    message: str
    trace: str = ""


class Damaged(msgspec.Struct, tag=True):
    """A file of an earlier build was harmed."""

    path: bytes


class Changed(msgspec.Struct, tag=True):
    """A document is not what it was when the build began."""

    source_path: str


Message = Begun | Done | Stopped | Damaged | Changed


def encode_path(value: Any) -> bytes:
    """A path as bytes: names of files need not be text."""
    if isinstance(value, Path):
        return os.fsencode(value)
    raise NotImplementedError(type(value))


def decode_path(kind: type, value: Any) -> Any:
    """The path that ``encode_path`` encoded."""
    return Path(os.fsdecode(value)) if kind is Path else value


ENCODER = msgspec.msgpack.Encoder(enc_hook=encode_path)
ORDERS = msgspec.msgpack.Decoder(Order, dec_hook=decode_path)
MESSAGES: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message)


def main(channel: int) -> None:
    """Serve until the supervisor closes the channel or ends."""
    Thread(target=end_with_supervisor, daemon=True).start()
    quiet_libraries()
    connection = Connection(channel)
    settings = Settings(**msgspec.json.decode(connection.recv_bytes()))
    tools = Tools(settings.model)

    def watch(step: str, doc_id: str) -> None:
        faulthandler.dump_traceback_later(ALONE_SECONDS, exit=True)  # in C: even a regular expression gone wild cannot hinder it
        connection.send_bytes(ENCODER.encode(Begun(step, doc_id)))

    while True:
        try:
            order = ORDERS.decode(connection.recv_bytes())
        except EOFError:
            return
        connection.send_bytes(ENCODER.encode(obey(order, settings, tools, watch)))


def obey(order: Order, settings: Settings, tools: Tools, watch: Watch) -> Message:
    """Do as told, and say what came of it."""
    try:
        return Done(run_shard(order.job, settings, tools, watch))
    except DamagedFileError as error:
        return Damaged(os.fsencode(error.path))
    except CorpusChangedError as error:
        return Changed(error.source_path)
    except BuildError as error:
        return Stopped(str(error), "".join(format_exception(error.__cause__)) if error.__cause__ else "")


def end_with_supervisor() -> None:
    """End when standard input does, which the supervisor holds open as long as it lives."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
