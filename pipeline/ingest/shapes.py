"""The drawn shapes and the pictures of a page, those inside forms (drawings used as one) among them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.ingest.calls import INTEGER, POINTER, as_function, call, rows_of
from pipeline.ingest.characters import Flags, Floats, Integers, Shapes, View

TEXT, PATH, PICTURE, FORM = 1, 2, 3, 5
"""PDFium's kinds of page objects."""
CURVE, MOVE = 1, 2
"""PDFium's kinds of path pieces; each curve has three: two handles and its end."""
DEEPEST = 12
"""Forms inside forms: a file may nest them without end."""
MOST_OBJECTS = 100_000
"""What a page may hold of objects; the rest of its drawing (a map, a hostile file) is left unread."""
MOST_PIECES = 400_000
RECTANGLE = (4, 5)
"""Pieces of a rectangle; what is filled and has as many is taken as one, by its bounds."""
ALIGNED = 0.1
"""Points by which an edge may be off the level or the upright."""

count_objects = as_function("FPDFPage_CountObjects", INTEGER, POINTER)
get_object = as_function("FPDFPage_GetObject", ctypes.c_size_t, POINTER, INTEGER)
count_inner = as_function("FPDFFormObj_CountObjects", INTEGER, POINTER)
get_inner = as_function("FPDFFormObj_GetObject", ctypes.c_size_t, POINTER, ctypes.c_ulong)
get_kind = as_function("FPDFPageObj_GetType", INTEGER, POINTER)
get_matrix = as_function("FPDFPageObj_GetMatrix", INTEGER, POINTER, POINTER)
get_bounds = as_function("FPDFPageObj_GetBounds", INTEGER, POINTER, POINTER, POINTER, POINTER, POINTER)
get_fill = as_function("FPDFPageObj_GetFillColor", INTEGER, POINTER, POINTER, POINTER, POINTER, POINTER)
get_draw_mode = as_function("FPDFPath_GetDrawMode", INTEGER, POINTER, POINTER, POINTER)
count_pieces = as_function("FPDFPath_CountSegments", INTEGER, POINTER)
get_piece = as_function("FPDFPath_GetPathSegment", ctypes.c_size_t, POINTER, INTEGER)
get_point = as_function("FPDFPathSegment_GetPoint", INTEGER, POINTER, POINTER, POINTER)
get_piece_kind = as_function("FPDFPathSegment_GetType", INTEGER, POINTER)
is_closing = as_function("FPDFPathSegment_GetClose", INTEGER, POINTER)

Matrix = npt.NDArray[np.float64]
"""Three rows of three, for points as columns x, y, 1."""


@dataclass(slots=True)
class Found:
    """The paths and pictures of a page, with the matrix of the form that holds each."""

    paths: list[int] = field(default_factory=list)
    path_forms: list[Matrix] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    picture_forms: list[Matrix] = field(default_factory=list)
    count: int = 0


def read_shapes(page: Any, view: View) -> tuple[Shapes, Floats]:
    """The shapes of a page and the rectangles of its pictures."""
    handle = ctypes.cast(page.raw, POINTER).value or 0
    found = Found()
    objects = list(map(get_object, repeat(handle), range(min(count_objects(handle), MOST_OBJECTS))))
    sort_objects(objects, np.vstack([view.matrix, (0.0, 0.0, 1.0)]), found, 0)
    return trace_paths(found.paths, found.path_forms), frame_objects(found.pictures, found.picture_forms)


def draws_text(page: Any) -> bool:
    """Whether there are runs of text among the objects of a page."""
    handle = ctypes.cast(page.raw, POINTER).value or 0
    return TEXT in map(get_kind, map(get_object, repeat(handle), range(min(count_objects(handle), MOST_OBJECTS))))


def sort_objects(objects: list[int], form: Matrix, found: Found, depth: int) -> None:
    """Add objects and what the forms among them hold to what was found."""
    found.count += len(objects)
    for kind, item in zip(map(get_kind, objects), objects, strict=True):
        if kind == PATH:
            found.paths.append(item)
            found.path_forms.append(form)
        elif kind == PICTURE:
            found.pictures.append(item)
            found.picture_forms.append(form)
        elif kind == FORM and depth < DEEPEST and found.count < MOST_OBJECTS:
            inner = list(map(get_inner, repeat(item), range(min(count_inner(item), MOST_OBJECTS - found.count))))
            sort_objects(inner, form @ read_matrices([item])[0], found, depth + 1)


def read_matrices(objects: list[int]) -> Matrix:
    """The matrix of each object."""
    given = np.zeros((len(objects), 6), np.float32)
    call(map(get_matrix, objects, rows_of(given)))
    matrices = np.zeros((len(objects), 3, 3))
    matrices[:, :2, :] = given.astype(np.float64).reshape(-1, 3, 2).transpose(0, 2, 1)
    matrices[:, 2, 2] = 1.0
    return matrices


def frame_objects(objects: list[int], forms: list[Matrix]) -> Floats:
    """The rectangle around each object."""
    corners = np.zeros((len(objects), 4), np.float32)
    call(map(get_bounds, objects, *(rows_of(corners, 4 * i) for i in range(4))))
    if not objects:
        return np.zeros((0, 4))
    points = np.ones((len(objects), 3, 2))
    points[:, :2, :] = corners.astype(np.float64).reshape(-1, 2, 2).transpose(0, 2, 1)
    placed = (np.array(forms) @ points)[:, :2, :]
    return np.hstack([placed.min(axis=2), placed.max(axis=2)])


def trace_paths(paths: list[int], forms: list[Matrix]) -> Shapes:
    """The parts of the paths that are painted."""
    modes = np.zeros((len(paths), 2), np.int32)
    call(map(get_draw_mode, paths, rows_of(modes), rows_of(modes, 4)))
    painted = np.flatnonzero(modes.any(axis=1))
    paths, modes = [paths[i] for i in painted.tolist()], modes[painted] != 0
    counts = np.fromiter(map(count_pieces, paths), np.int64, len(paths))
    if not counts.sum() or counts.sum() > MOST_PIECES:
        return no_shapes()
    placed = [forms[i] for i in painted.tolist()]
    colors = read_colors(paths)
    is_plain = np.isin(counts, RECTANGLE) & ~modes[:, 1]
    plain, drawn = np.flatnonzero(is_plain).tolist(), np.flatnonzero(~is_plain)
    tiles = frame_objects([paths[i] for i in plain], [placed[i] for i in plain])
    no = np.zeros(len(plain), bool)
    fills = Shapes(tiles, no, ~no, no, colors[plain], tile_edges(tiles))
    chosen = drawn.tolist()
    traced = trace_pieces([paths[i] for i in chosen], [placed[i] for i in chosen], counts[drawn], modes[drawn], colors[drawn])
    return join_shapes(fills, traced)


def trace_pieces(paths: list[int], forms: list[Matrix], counts: Integers, modes: Flags, colors: Integers) -> Shapes:
    """The parts of paths that are followed piece by piece."""
    if not paths:
        return no_shapes()
    path_of = np.repeat(np.arange(len(paths)), counts)
    places = np.arange(len(path_of)) - np.repeat(np.cumsum(counts) - counts, counts)
    pieces = list(map(get_piece, (paths[i] for i in path_of.tolist()), places.tolist()))
    kinds = np.fromiter(map(get_piece_kind, pieces), np.int64, len(pieces))
    points = np.zeros((len(pieces), 2), np.float32)
    call(map(get_point, pieces, rows_of(points), rows_of(points, 4)))
    matrices = (np.array(forms) @ read_matrices(paths))[path_of, :2, :]
    placed = (matrices[:, :, :2] @ points.astype(np.float64)[:, :, None])[:, :, 0] + matrices[:, :, 2]
    is_curve = kinds == CURVE
    is_handle = is_curve & (np.cumsum(is_curve) % 3 != 0)
    part_of = np.cumsum((kinds == MOVE) | (places == 0)) - 1
    lasts = np.flatnonzero(np.diff(part_of, append=part_of[-1] + 1))
    closes = np.fromiter(map(is_closing, (pieces[i] for i in lasts.tolist())), np.int64, len(lasts)) == 1
    return make_shapes(placed[~is_handle], part_of[~is_handle], path_of[~is_handle], is_curve[~is_handle], closes, modes, colors)


def tile_edges(tiles: Floats) -> Floats:
    """The four edges of each filled rectangle."""
    sides = np.array([(0, 1, 2, 1), (0, 3, 2, 3), (0, 1, 0, 3), (2, 1, 2, 3)])
    return long_edges(tiles[:, sides].reshape(-1, 4))


def long_edges(edges: Floats) -> Floats:
    """Those that are level or upright, and no mere points."""
    lengths = edges[:, 2:] - edges[:, :2]
    is_long = (lengths.min(axis=1, initial=np.inf) < ALIGNED) & (lengths.max(axis=1, initial=0) >= 1)
    found: Floats = edges[np.isfinite(edges).all(axis=1) & is_long]
    return found


def no_shapes() -> Shapes:
    """Nothing drawn."""
    none = np.zeros(0, bool)
    return Shapes(np.zeros((0, 4)), none, none, none, np.zeros(0, np.int64), np.zeros((0, 4)))


def join_shapes(one: Shapes, other: Shapes) -> Shapes:
    """Both."""
    return Shapes(
        np.vstack([one.boxes, other.boxes]),
        np.append(one.is_line, other.is_line),
        np.append(one.is_filled, other.is_filled),
        np.append(one.is_stroked, other.is_stroked),
        np.append(one.color, other.color),
        np.vstack([one.edges, other.edges]),
    )


def make_shapes(
    points: Floats, part_of: Integers, path_of: Integers, is_curve: Flags, closes: Flags, modes: Flags, colors: Integers
) -> Shapes:
    """A shape for each part of a path that has more than a point, with its edges."""
    starts = np.flatnonzero(np.diff(part_of, prepend=-1))
    sizes = np.diff(np.append(starts, len(points)))
    boxes = np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])
    path = path_of[starts]
    inside = part_of[1:] == part_of[:-1]
    edges = np.hstack([points[:-1], points[1:]])[inside & ~is_curve[1:]]
    ends = np.append(starts[1:], len(points)) - 1
    closed = (closes | modes[path, 0]) & (sizes > 2)
    edges = np.vstack([edges, np.hstack([points[ends], points[starts]])[closed]])
    edges = np.hstack([np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])])
    whole = (sizes > 1) & np.isfinite(boxes).all(axis=1)
    path = path[whole]
    return Shapes(boxes[whole], (sizes == 2)[whole], modes[path, 0], modes[path, 1], colors[path], long_edges(edges))


def read_colors(paths: list[int]) -> Integers:
    """The fill of each path as one number, -1 where it is no plain colour."""
    parts = np.zeros((len(paths), 4), np.uint32)
    known = np.fromiter(map(get_fill, paths, *(rows_of(parts, 4 * i) for i in range(4))), bool, len(paths))
    red, green, blue, _ = parts.astype(np.int64).T
    return np.where(known, red << 16 | green << 8 | blue, -1)
