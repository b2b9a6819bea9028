"""The process that works on documents, one shard after another, as its supervisor tells it: ``python -m pipeline.execution.worker``.

It says on which document it is, so that it can be killed when that one takes too long or too much memory.
"""

from __future__ import annotations

import faulthandler
import fcntl
import gc
import os
import sys
from multiprocessing.connection import Connection
from threading import Thread
from time import monotonic
from traceback import format_exception

from pipeline.errors import BuildError, CorpusChangedError, DamagedFileError
from pipeline.execution.jobs import Call, Job, Load, Look, Tools
from pipeline.execution.messages import Changed, Damaged, Done, Given, Message, Seen, Stopped, encode_message
from pipeline.execution.place import Place
from pipeline.execution.stages import Watch, run_shard
from pipeline.execution.starting import collect_seldom, quiet_libraries, spare_pandas
from pipeline.remote import local_copy
from pipeline.settings import Settings

ALONE_SECONDS = 3600
"""After this long on one document a worker ends by itself, should nobody be left to kill it."""
ARMED_SECONDS = 60.0
"""So much earlier it may be: to set the alarm for each document anew takes longer than to say which it is."""


def main(channel: int, board: int) -> None:
    """Serve until the supervisor closes the channel or ends."""
    collect_seldom()
    end_with_supervisor()
    quiet_libraries()
    spare_pandas()
    connection = Connection(channel)
    settings: Settings = connection.recv()
    tools = Tools(settings.model, settings.own)

    place = Place(board)
    armed = -ARMED_SECONDS

    def watch(step: str, doc_id: str) -> None:
        nonlocal armed
        place.write(step, doc_id)
        if step and (now := monotonic()) - armed > ARMED_SECONDS:
            faulthandler.dump_traceback_later(ALONE_SECONDS, exit=True)  # in C: even a regular expression gone wild cannot hinder it
            armed = now

    while True:
        try:
            order: Job | Look | Call | Load = connection.recv()
        except EOFError:
            return
        if isinstance(order, Load):
            tools.load(connection.poll)
            gc.freeze()  # it is never given up: to go through it in search of cycles took 0.03 s with the first document
            continue
        if isinstance(order, Call):  # on no document, and of a million of them it may take long
            faulthandler.cancel_dump_traceback_later()
            armed = -ARMED_SECONDS
        connection.send_bytes(encode_message(obey(order, settings, tools, watch)))


def obey(order: Job | Look | Call, settings: Settings, tools: Tools, watch: Watch) -> Message:
    """Do as told, and say what came of it."""
    try:
        match order:
            case Look():
                return look(order, settings, watch)
            case Call():
                return call(order, watch)
        return Done(run_shard(order, settings, tools, watch))
    except DamagedFileError as error:
        return Damaged(str(error.path))
    except CorpusChangedError as error:
        return Changed(error.source_path)
    except BuildError as error:
        return Stopped(str(error), "".join(format_exception(error.__cause__)) if error.__cause__ else "")


def look(order: Look, settings: Settings, watch: Watch) -> Seen:
    """Look whether OCR reads pages of a PDF; what is wrong with the file is said when it is read."""
    from pipeline.ingest.ocr import wants_ocr

    watch("ingest", str(order.path))
    try:
        with local_copy(order.path) as path:
            return Seen(wants_ocr(path, settings.limits))
    except Exception:
        return Seen(False)


def call(order: Call, watch: Watch) -> Given:
    """Call a function, on nobody's account; whatever it raises but what the build knows is a bug, and stops it."""
    watch("", "")
    try:
        return Given(order.function(order.item))
    except BuildError:
        raise
    except Exception as error:
        raise BuildError(f"joining the documents failed, which is a bug: {error!r}") from error


def end_with_supervisor() -> None:
    """End when standard input does, which the supervisor holds open as long as it lives.

    The kernel is asked for SIGIO, which ends a process that does not handle it: a regular expression gone wild keeps
    every thread of Python from running. The thread is for a supervisor that was gone before.
    """
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
