"""The tables in a browser: Datasette over the SQLite file, with labels, facets and ready questions in French."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

from pipeline.dataset import Dataset, open_dataset
from pipeline.errors import BuildError
from pipeline.export import FORMATS, export_tables
from pipeline.export.views import VIEWS
from pipeline.files import read_json, write_json
from pipeline.tables import TABLES

DESCRIBED, MADE_FOR = "datasette.json", "sqlite.json"
"""Beside the file that is served: Datasette's metadata, and the build that the file is of."""
LABELS = {"documents": "source_path", "sections": "title", "organisations": "name", "people": "name", "places": "name", "events": "title"}
"""The column that stands for a row where another table refers to it."""
FACETS = {
    "documents": ["genre", "status", "media_type"],
    "sections": ["type", "level"],
    "repairs": ["rule"],
    "mentions": ["label", "method", "is_anaphor"],
    "organisations": ["type", "departement_code"],
    "places": ["type", "country"],
    "roles": ["relation", "role_type", "corps"],
    "figures": ["kind", "unit_code", "qualifier"],
    "projects": ["theme"],
    "v_roles": ["relation", "role_type", "departement_code"],
    "v_figures": ["kind", "unit_code"],
    "v_mentions": ["label", "nature"],
    "v_entities": ["nature", "type", "departement_code"],
}


def _named(parameter: str, tables: tuple[str, ...]) -> str:
    """The keys of the rows of tables in which full-text search, which overlooks accents, finds the words given."""
    words = f"coalesce(nullif(escape_fts(:{parameter}), ''), '\"\"')"  # nothing given finds nothing
    return " UNION ".join(
        f"SELECT {TABLES[name].key[0]} FROM {name} WHERE rowid IN (SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH {words})"
        for name in tables
    )


ENTITIES = ("organisations", "people", "places")
QUERIES = {
    "qui_fait_quoi_dans_un_departement": (
        "Qui est chargé de quoi dans un département ? (code : 94, 2A, 974…)",
        "SELECT person, relation, role, organisation, source_path, page, confidence FROM v_roles "
        "WHERE departement_code = upper(:departement) AND (role IS NOT NULL OR relation = 'elected') ORDER BY organisation, person",
    ),
    "les_personnes_d_une_organisation": (
        "Les personnes citées pour une organisation (une partie de son nom suffit)",
        "SELECT organisation, person, relation, role, source_path, confidence FROM v_roles "
        f"WHERE organisation LIKE '%' || :organisation || '%' OR org_id IN ({_named('organisation', ('organisations',))}) "
        "ORDER BY organisation, person",
    ),
    "les_montants_les_plus_eleves": (
        "Les montants les plus élevés, et ce qu'ils mesurent",
        "SELECT value_eur, raw, measure, organisation, source_path, confidence FROM v_figures "
        "WHERE value_eur IS NOT NULL ORDER BY value_eur DESC LIMIT 200",
    ),
    "les_chiffres_sur_un_mot": (
        "Les chiffres dont la mesure contient un mot",
        "SELECT raw, value, unit_code, measure, organisation, source_path, page, confidence FROM v_figures "
        f"WHERE measure LIKE '%' || :mot || '%' OR figure_id IN ({_named('mot', ('figures',))}) ORDER BY kind, value DESC",
    ),
    "ou_un_nom_est_cite": (
        "Où une organisation, une personne ou un lieu est cité",
        "SELECT entity, nature, text, section, source_path, page FROM v_mentions "
        f"WHERE entity LIKE '%' || :nom || '%' OR entity_id IN ({_named('nom', ENTITIES)}) ORDER BY entity, source_path",
    ),
    "qui_est_cite_avec_qui": (
        "Avec qui une entité est citée dans une même section",
        f"WITH named AS ({_named('nom', ENTITIES)}) SELECT name_a, name_b, section_count, document_count FROM v_cooccurrences "
        "WHERE name_a LIKE '%' || :nom || '%' OR name_b LIKE '%' || :nom || '%' OR entity_a IN named OR entity_b IN named "
        "ORDER BY section_count DESC",
    ),
    "a_verifier_d_abord": (
        "Les chiffres et les rôles les moins sûrs",
        "SELECT 'figures' AS table_name, figure_id AS id, raw AS quoi, measure AS detail, source_path, confidence FROM v_figures "
        "UNION ALL SELECT 'roles', role_id, person, role, source_path, confidence FROM v_roles ORDER BY confidence LIMIT 200",
    ),
}
"""Ready questions: name, title, SQL."""


def describe() -> dict[str, Any]:
    """Datasette's metadata for the file."""
    tables: dict[str, Any] = {}
    for name, table in TABLES.items():
        tables[name] = {"description": table.fr, "columns": {column: declared.fr for column, declared in table.columns.items()}}
        if name in LABELS:
            tables[name]["label_column"] = LABELS[name]
    tables |= {name: {"description": comment} for name, (_, comment) in VIEWS.items()}
    for name, facets in FACETS.items():
        tables[name]["facets"] = facets
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()}
    return {"title": "Documents des collectivités", "databases": {"tables": {"tables": tables, "queries": queries}}}


def prepare(dataset: Dataset) -> list[str]:
    """Write what Datasette needs, unless it stands there for this very build; the arguments to start it with."""
    folder = dataset.path / "exports"
    file, described, mark = folder / FORMATS["sqlite"], folder / DESCRIBED, folder / MADE_FOR
    built = (read_json(dataset.path / "build.json") or {}).get("files")
    if not file.exists() or read_json(mark) != built:
        export_tables("sqlite", dataset, file)
        write_json(mark, built)
    write_json(described, describe())
    return ["serve", "--immutable", str(file), "--metadata", str(described), "--setting", "sql_time_limit_ms", "5000"]


def check_port(port: int) -> None:
    """Raises BuildError when something else listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was left a moment ago is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise BuildError(f"port {port} cannot be used ({error.strerror}): end what uses it, or give another with --port") from None


def explore(out: Path, port: int) -> list[str]:
    """The command that serves the tables in ``out`` on this machine alone."""
    check_port(port)
    return [sys.executable, "-m", "datasette", *prepare(open_dataset(out)), "--host", "127.0.0.1", "--port", str(port)]
