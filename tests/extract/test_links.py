"""Links: addresses found, repaired and labelled; and words that only look like addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean import clean_document
from pipeline.extract.links import extract_links, find_urls
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, RawDocument, Source

Read = Callable[..., CleanDocument]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Voir https://www.example.org/guide.", ["https://www.example.org/guide"]),
        ("<u>www.example.org/a</u> <u>www.example.org/b</u>", ["www.example.org/a", "www.example.org/b"]),
        ("www.example.org/web/culture/ projet-de-quartier", ["www.example.org/web/culture/projet-de-quartier"]),
        ("www.example.org/mon projet/ cadre-commun et la suite", ["www.example.org/mon_projet/cadre-commun"]),
        ("https://www.example.org/conseil/202 4-09", ["https://www.example.org/conseil/2024-09"]),
        ("Le réseau – rnpat.fr", ["rnpat.fr"]),
        ("injep.fr/thematique/jeunesse injep.fr", ["injep.fr/thematique/jeunesse", "injep.fr"]),
        ("(societenumerique.gouv.fr)", ["societenumerique.gouv.fr"]),
        ("www.bretagne.bzh, www.example.org!", ["www.bretagne.bzh", "www.example.org"]),
        ("odile.marchand@example.org", []),
        ("les agent.e.s et les cadres dirigeant.e.s", []),
        ("les élu.es, fin du projet.de nouveau", []),
        ("L'association F.I.E.R. et l'art. L5219-5", []),
        ("Tél. 03.88.15.53.69", []),
    ],
)
def test_urls(text: str, urls: list[str]) -> None:
    assert [url for *_, url in find_urls(text)] == urls


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Le carnet des berges, 2020. Disponible à l'adresse: www.example.org", ["Le carnet des berges, 2020"]),
        ("Nièvre : www.example.org/a Cher : www.example.org/b", ["Nièvre", "Cher"]),
        ("Observatoire: www.example.org/a www.example.org/b", ["Observatoire", "Observatoire"]),
        ("À lire cet hiver, au chaud.\nGuide de la sobriété\nwww.example.org/guide", ["Guide de la sobriété"]),
        ("ALLER PLUS LOIN\n\nwww.example.org/guide", [None]),
        ("Le carnet : <www.example.org>", ["Le carnet"]),
        ("Jeanne Martin, directrice des ports\nwww.example.org/port", [None]),
        ("La ville a rouvert ses ports en mars.\nwww.example.org/port", [None]),
        ("2 Règlement du concours : www.example.org/concours", ["Règlement du concours"]),
        ("Contact : a.roy@example.org. Règlement du concours : www.example.org/concours", ["Règlement du concours"]),
    ],
)
def test_labels(text: str, labels: list[str | None], read: Read, knowledge: Knowledge) -> None:
    document = read(text)
    assert [link.label for link in extract_links(document, extract_sections(document, knowledge))] == labels


def test_a_link_covers_its_pieces(read: Read) -> None:
    document = read("Voir www.example.org/web/ mode-d-emploi.")
    (link,) = extract_links(document, ())
    assert document.text[link.start : link.end] == "www.example.org/web/ mode-d-emploi"


@pytest.mark.parametrize(
    ("raw", "links"),
    [
        ("Le carnet : [example.org](https://example.org/carnet)", [("https://example.org/carnet", "example.org")]),
        ("[Le carnet](https://example.org/carnet)", [("https://example.org/carnet", "Le carnet")]),
        (
            "Voir [le site](https://example.org/site) et [la **carte**](https://example.org/carte).",
            [("https://example.org/site", "le site"), ("https://example.org/carte", "la carte")],
        ),
    ],
)
def test_markdown_links_keep_their_words(raw: str, links: list[tuple[str, str]], knowledge: Knowledge) -> None:
    source = Source("doc", "doc.md", "0" * 64, len(raw), "text/plain")
    document = clean_document(RawDocument(source, raw, ()), knowledge)
    assert [(link.url, link.label) for link in extract_links(document, ())] == links
