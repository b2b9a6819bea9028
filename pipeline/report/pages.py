"""The parts that every page has, and the templates of those that are few."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from pipeline.report import words
from pipeline.report.reasons import reason
from pipeline.report.tabular import plain

MENU = (("index", "Vue d’ensemble"), ("documents", "Documents"), ("organisations", "Organisations"), ("people", "Personnes"))
HOLE = "\0"

ENV = Environment(loader=PackageLoader("pipeline.report"), autoescape=True, auto_reload=False, trim_blocks=True, lstrip_blocks=True)
ENV.filters |= {"number": words.number, "reason": reason}
ENV.globals |= {"words": words}


def render(template: str, **values: Any) -> str:
    """A template with values in it."""
    return ENV.get_template(template).render(**values)


def whole_page(root: str, here: str, title: str, main: Iterable[str], script: str | None = None) -> str:
    """A page: ``main`` is what no other has, ``root`` leads to the folder of the report, ``here`` is the list that it belongs to."""
    head, body, foot = _around(root, here, script)
    return "".join((head, plain(title), body, *main, foot))


def heading(title: str, known: Iterable[tuple[str, str]]) -> str:
    """The title of a page, and what is known of its subject: names of values, and the values as HTML.

    >>> print(heading("Roz & fils", [("sigle", ""), ("nature", "association")]), end="")
    <h1>Roz &amp; fils</h1>
    <dl class="facts">
    <dt>nature</dt><dd>association</dd>
    </dl>
    """
    items = "".join([f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in known if value])
    return f'<h1>{plain(title)}</h1>\n<dl class="facts">\n{items}</dl>\n'


@cache
def _around(root: str, here: str, script: str | None) -> list[str]:
    """What stands before the title of a page, between it and its own part, and after that: alike on thousands of pages."""
    mark = f' aria-current="{"true" if root else "page"}"'
    menu = "\n".join(f'<a href="{root}{page}.html"{mark if here == page else ""}>{said}</a>' for page, said in MENU)
    return render("base.html", root=root, menu=Markup(menu), script=script, hole=HOLE).split(HOLE)
