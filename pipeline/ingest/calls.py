"""Calls of PDFium in bulk, through ctypes.

A call costs 0.4 µs, a Python object for each character ten times that: calls are made by ``map``, and write into columns of numbers.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import numpy.typing as npt
from pypdfium2 import raw

POINTER, INTEGER = ctypes.c_void_p, ctypes.c_int


def as_function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes plain numbers as pointers, which ``map`` can pass to it."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


def call(calls: Iterable[object]) -> None:
    """Make calls whose results are written in place."""
    deque(calls, maxlen=0)


def rows_of(table: npt.NDArray[Any], offset: int = 0) -> range:
    """The addresses of a table's rows, where PDFium writes what it is asked."""
    start, step = table.ctypes.data + offset, table.strides[0]
    return range(start, start + step * len(table), step or 1)
