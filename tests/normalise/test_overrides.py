"""The analyst's decisions are read with their faults named, applied, and survive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BuildError
from pipeline.normalise import Overrides, load_overrides
from pipeline.records import Entities

HEAD = "action,entity_id,target_id,doc_id,name,note\n"


def test_the_default_decides_nothing() -> None:
    assert load_overrides() == Overrides({}, {}, {})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("join,org:a,org:b,,,", "line 2: action is 'join'"),
        ("merge,org:a,,,,", "merge needs target_id"),
        ("split,org:a,org:b,,,", "split needs doc_id, name"),
        ("rename,org:a,,,,", "rename needs name"),
        ("merge,org:a,person:b,,,", "cannot become a person"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "overrides.csv"
    path.write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(BuildError, match=fault):
        load_overrides(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"none\.csv cannot be read"):
        load_overrides(tmp_path / "none.csv")


def test_merge_split_and_rename(
    tmp_path: Path, read: Callable[..., Any], resolve: Callable[..., Entities], role: Callable[..., Any], named: Callable[..., Any]
) -> None:
    path = tmp_path / "overrides.csv"
    path.write_text(
        HEAD
        + "merge,org:club-quais,commune:14118,,,même chose\n"
        + "merge,person:a-blin,person:anne-blin,,,\n"
        + "split,org:comite-fetes,org:comite-fetes-nevers,b,Comité des fêtes de Nevers,\n"
        + "rename,commune:58194,,,Nevers (mairie),\n"
        + "rename,place:commune:58194,,,Nevers-sur-Loire,\n",
        encoding="utf-8",
    )
    pairs = (
        read("[ORG:Club des quais] [ORG:Comité des fêtes] [ORG:Ville de Nevers] [LOC:Nevers]", "a", roles=(role("Anne Blin"),)),
        read("[ORG:Comité des fêtes]", "b", roles=(role("A Blin", email="a.blin@example.org"),)),
    )
    entities = resolve(*pairs, overrides=load_overrides(path))
    first, second = entities.links
    assert named(entities, first.mentions) == ["Ville de Caen", "Comité des fêtes", "Nevers (mairie)", "Nevers-sur-Loire"]
    assert named(entities, second.mentions) == ["Comité des fêtes de Nevers"]
    assert first.role_people == second.role_people == ("person:anne-blin",)
    (person,) = entities.people
    assert (person.email, person.aliases) == ("a.blin@example.org", ("A Blin",))
    town = next(o for o in entities.organisations if o.org_id == "commune:14118")
    assert town.insee_code == "14118"
    assert "Club des quais" in town.aliases
    assert resolve(*pairs, overrides=load_overrides(path)) == entities


def test_merges_in_a_circle_end() -> None:
    assert Overrides(merges={"org:a": "org:b", "org:b": "org:a"}).final("org:a", "") in {"org:a", "org:b"}
