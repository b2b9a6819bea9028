"""Every row of every table leads back to where it was read."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.errors import BuildError
from pipeline.evidence import ENTITIES, LONGEST, PLACED, cut_passage, find_evidence, find_row, page_picture
from pipeline.privacy.copies import remove_copies
from pipeline.storage import read_table
from pipeline.tables import TABLES

RAW = Path(__file__).parents[1] / "raw"


def say(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["evidence", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("table", PLACED)
def test_a_row_is_marked_in_its_sentence_and_in_the_text_as_read(sample_build: Path, table: str) -> None:
    texts = {row["doc_id"]: row["text"] for row in read_table(sample_build, "documents", ["doc_id", "text"]).to_pylist()}
    repairs = read_table(sample_build, "repairs").to_pylist()
    for row in read_table(sample_build, table).to_pylist()[::7]:
        ledger = [r for r in repairs if r["doc_id"] == row["doc_id"]]
        passage = cut_passage(texts[row["doc_id"]], row["start"], row["end"], ledger)
        end = min(row["end"], row["start"] + LONGEST)
        assert passage.clean[passage.start : passage.end] == texts[row["doc_id"]][row["start"] : end]
        assert 0 <= passage.raw_start <= passage.raw_end <= len(passage.raw)
        if end == row["end"] and table != "repairs":
            assert passage.raw_end - passage.raw_start == row["raw_end"] - row["raw_start"], row


def test_what_was_read_is_shown_with_its_damage(sample_build: Path) -> None:
    repair = next(r for r in read_table(sample_build, "repairs").to_pylist() if r["rule"] == "lost_initial" and r["page"] is None)
    table, row = find_row(sample_build, repair["repair_id"])
    evidence = find_evidence(sample_build, table, row)
    assert repair in evidence.passage.repairs
    assert evidence.passage.raw != evidence.passage.clean
    source = (RAW / evidence.document["source_path"]).read_text(encoding="utf-8-sig")
    assert evidence.passage.raw in source.replace("\r\n", "\n")


def test_the_page_is_drawn_with_the_box_of_the_row(sample_build: Path) -> None:
    mention = next(m for m in read_table(sample_build, "mentions").to_pylist() if m["page"] == 1 and "colmar" in m["doc_id"])
    evidence = find_evidence(sample_build, "mentions", mention)
    with_box = Image.open(io.BytesIO(page_picture(evidence, RAW) or b""))
    assert with_box.format == "PNG"
    x0, top, x1, bottom = (round(v * 2) for v in mention["bbox"])
    red = [with_box.getpixel((x, top - 3)) for x in range(x0, x1)]
    assert all(r > 180 and g < 120 and b < 120 for r, g, b in red)  # type: ignore[misc]
    assert with_box.getpixel((2, 2)) == (255, 255, 255)
    assert bottom < with_box.height


def test_a_file_that_changed_is_refused(sample_build: Path, tmp_path: Path) -> None:
    mention = next(m for m in read_table(sample_build, "mentions").to_pylist() if m["page"] == 1)
    evidence = find_evidence(sample_build, "mentions", mention)
    with pytest.raises(BuildError, match="is missing"):
        page_picture(evidence, tmp_path)
    (tmp_path / evidence.document["source_path"]).write_bytes(b"%PDF-1.4 another")
    with pytest.raises(BuildError, match="is not the file that was read"):
        page_picture(evidence, tmp_path)


@pytest.mark.parametrize("table", ENTITIES)
def test_an_entity_lists_the_rows_that_name_it(sample_build: Path, table: str) -> None:
    entity = max(read_table(sample_build, table).to_pylist(), key=lambda row: row["mention_count"])
    code, said = say(entity[TABLES[table].key[0]], "--out", sample_build)
    assert code == 0
    assert said.count("mentions ") >= min(entity["mention_count"], 5)


def test_the_command_shows_and_draws(sample_build: Path, tmp_path: Path) -> None:
    mention = next(m for m in read_table(sample_build, "mentions").to_pylist() if m["page"] == 1)
    code, said = say(mention["mention_id"], "--out", sample_build, "--raw", RAW, "--png", tmp_path / "page.png")
    assert code == 0, said
    assert f">>> {' '.join(mention['text'].split())} <<<" in said
    assert Image.open(tmp_path / "page.png").width > 400


def test_the_page_is_written_beside_the_tables_by_default(sample_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = shutil.copytree(sample_build, tmp_path / "tables", ignore=shutil.ignore_patterns("stages"))
    monkeypatch.chdir(tmp_path)
    mention = next(m for m in read_table(out, "mentions").to_pylist() if m["page"] == 1)
    code, said = say(mention["mention_id"], "--out", out, "--raw", RAW)
    picture = out / "exports" / "pages" / f"{mention['mention_id'].replace(':', '-')}.png"
    assert code == 0, said
    assert f"page written to {picture}" in said
    assert Image.open(picture).width > 400
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
    assert remove_copies(out) == [out / "exports"], "who is forgotten is forgotten in pictures too"
    assert not picture.parent.parent.exists()


def test_an_unknown_id_suggests_near_ones(sample_build: Path) -> None:
    known = read_table(sample_build, "people").column("person_id")[0].as_py()
    code, said = say(known[:-1] + "x", "--out", sample_build)
    assert code == 1
    assert f"near it: {known}" in said
    assert say("id", "--out", sample_build / "nowhere")[0] == 1
