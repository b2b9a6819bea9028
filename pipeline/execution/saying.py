"""What all commands say alike: exit codes, counts, why one stopped."""

from __future__ import annotations

from traceback import format_exception

from rich.console import Console
from rich.markup import escape

from pipeline.errors import BuildError

OK, STOPPED, NOT_READ = 0, 1, 3


def count(number: int, thing: str) -> str:
    """A number of things.

    >>> count(1, "duplicate"), count(12_000, "word")
    ('1 duplicate', '12,000 words')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def stopped(error: BuildError, console: Console) -> int:
    """Say why a command stopped; only what is a bug has a cause, and then whoever mends it wants the trace."""
    if error.__cause__:
        console.print("".join(format_exception(error.__cause__)), markup=False, style="dim")
    console.print(f"[bold red]stopped:[/] {escape(str(error))}")
    return STOPPED


def visible(text: str) -> str:
    """Line ends and tabs made visible, so that a text stays on one line."""
    return text.replace("\n", "⏎").replace("\t", "⇥")
