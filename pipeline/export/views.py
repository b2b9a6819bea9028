"""Views that answer ordinary questions, in SQL that DuckDB and SQLite both read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENTITIES = """
SELECT org_id AS entity_id, name, 'organisation' AS nature, type, departement_code, mention_count, document_count FROM organisations
UNION ALL SELECT person_id, name, 'personne', NULL, NULL, mention_count, document_count FROM people
UNION ALL SELECT place_id, name, 'lieu', type, departement_code, mention_count, document_count FROM places
"""

ROLES = """
SELECT p.name AS person, r.relation, r.role, r.role_type, r.corps, o.name AS organisation, o.type AS organisation_type, o.departement_code,
  p.email, d.source_path, r.page, r.confidence, r.role_id, r.person_id, r.org_id, r.doc_id
FROM roles r JOIN people p ON p.person_id = r.person_id
LEFT JOIN organisations o ON o.org_id = r.org_id JOIN documents d ON d.doc_id = r.doc_id
"""

FIGURES = """
SELECT f.raw, f.value, f.value_max, f.unit_code, f.value_eur, f.kind, f.qualifier, f.measure, o.name AS organisation,
  s.title AS section, d.source_path, f.page, f.confidence, f.figure_id, f.org_id, f.doc_id
FROM figures f LEFT JOIN organisations o ON o.org_id = f.org_id
LEFT JOIN sections s ON s.section_id = f.section_id JOIN documents d ON d.doc_id = f.doc_id
"""

MENTIONS = """
SELECT m.text, m.label, e.name AS entity, e.nature, e.type, m.is_anaphor, m.method, m.score, s.title AS section, d.source_path, m.page,
  m.mention_id, m.entity_id, m.doc_id
FROM mentions m LEFT JOIN v_entities e ON e.entity_id = m.entity_id
LEFT JOIN sections s ON s.section_id = m.section_id JOIN documents d ON d.doc_id = m.doc_id
"""

COOCCURRENCES = """
SELECT a.name AS name_a, a.nature AS nature_a, b.name AS name_b, b.nature AS nature_b, c.section_count, c.document_count,
  c.entity_a, c.entity_b
FROM cooccurrences c JOIN v_entities a ON a.entity_id = c.entity_a JOIN v_entities b ON b.entity_id = c.entity_b
"""

VIEWS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "v_entities": (ENTITIES, "organisations, personnes et lieux en une seule liste"),
        "v_roles": (ROLES, "qui fait quoi, pour quelle organisation, et où c'est écrit"),
        "v_figures": (FIGURES, "les quantités, ce qu'elles mesurent, à qui elles sont, et où c'est écrit"),
        "v_mentions": (MENTIONS, "les noms cités et ce qu'ils désignent"),
        "v_cooccurrences": (COOCCURRENCES, "les entités citées dans une même section, par leur nom"),
    }
)
"""Name to query and French comment; each may use those before it."""
