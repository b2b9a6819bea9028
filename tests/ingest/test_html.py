from __future__ import annotations

import pytest

from pipeline.errors import DocumentError
from pipeline.ingest.html import link_text, read_html

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Entretien | Revue Exemple</title>
<script>var x = "jamais lu";</script><style>.a { color: red }</style></head><body>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/contact">Nous contacter</a></li></ul></nav></header>
<div id="tarteaucitron"><p>Ce site utilise des cookies.</p></div>
<main><h1>Une ville en mouvement</h1><p class="meta">Publié le 12 mars 2021 par Maud Trévédy</p>
<h2>Quel est votre parcours&nbsp;?</h2>
<p>J’ai dirigé le <a href="https://www.example.org/pole">pôle social</a>, puis les <em>ressources humaines</em>.<br>Le plan est voté.</p>
<ul><li>Premier axe : la formation</li><li>Deuxième axe : <a href="/mobilite">la mobilité</a></li></ul>
<table><tr><th>Année</th><th>Agents</th></tr><tr><td>2019</td><td>1 180</td></tr></table>
<p><a href="https://www.example.org/guide">Lire le guide</a></p>
<p>Contact : <a href="mailto:maud.trevedy@example.org">maud.trevedy@example.org</a></p></main>
<footer><p>Mentions légales – Politique de confidentialité</p></footer></body></html>"""


def test_text_without_boilerplate_with_its_structure() -> None:
    text, lines, title, _ = read_html(PAGE.encode())
    assert title == "Entretien | Revue Exemple"
    assert [(line.role, line.level, text[line.start : line.end]) for line in lines] == [
        ("heading", 1, "Une ville en mouvement"),
        ("text", None, "Publié le 12 mars 2021 par Maud Trévédy"),
        ("heading", 2, "Quel est votre parcours\u00a0?"),
        ("text", None, "J’ai dirigé le pôle social (https://www.example.org/pole), puis les ressources humaines."),
        ("text", None, "Le plan est voté."),
        ("list_item", None, "Premier axe : la formation"),
        ("list_item", None, "Deuxième axe : la mobilité"),
        ("table", None, "Année\tAgents"),
        ("table", None, "2019\t1 180"),
        ("text", None, "Lire le guide (https://www.example.org/guide)"),
        ("text", None, "Contact : maud.trevedy@example.org"),
    ]


def test_relative_links_are_kept_where_the_page_has_an_address() -> None:
    text, _, _, _ = read_html(PAGE.encode(), "https://www.example.org/articles/1")
    assert "la mobilité (https://www.example.org/mobilite)" in text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8"])
def test_encoding_is_the_declared_one_unless_the_bytes_say_otherwise(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>L’été à Nîmes, chez Léa : 3 € la journée.</p></body></html>'
    assert "L’été à Nîmes, chez Léa : 3 €" in read_html(page.encode("cp1252"))[0]


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>1</script></body></html>", "<html><body>" + "<div>" * 5000])
def test_pages_without_text_are_refused(page: str) -> None:
    with pytest.raises(DocumentError, match="no text"):
        read_html(page.encode())


def test_entities_are_not_expanded_without_end() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>Bonjour à tous &b;&b;</p></body></html>'
    assert len(read_html(bomb.encode())[0]) < 200


@pytest.mark.parametrize(
    ("label", "target", "expected"),
    [
        ("le guide", "https://www.example.org/g", "le guide (https://www.example.org/g)"),
        ("www.example.org/g", "https://www.example.org/g", "www.example.org/g"),
        ("écrire", "mailto:lea@example.org?subject=Bonjour", "écrire (lea@example.org)"),
        ("haut de page", "#haut", "haut de page"),
        ("lancer", "javascript:alert(1)", "lancer"),
    ],
)
def test_link_text(label: str, target: str, expected: str) -> None:
    assert link_text(label, target, None) == expected
