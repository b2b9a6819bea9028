"""Web pages: the main text without menus, banners and scripts, with its headings, lists and tables."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import trafilatura
from lxml import etree, html

from pipeline.errors import DocumentError
from pipeline.ingest.building import TextBuilder
from pipeline.ingest.text import decode, guess_encoding
from pipeline.records import Line

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,80}?encoding=[\"']([\w-]{3,20})", re.I)
"""<meta charset="iso-8859-1">, <meta http-equiv="Content-Type" content="text/html; charset=windows-1252">"""
BOILERPLATE = re.compile(
    r"cookie|consent|menu|nav|breadcrumb|fil-ariane|footer|sidebar|share|partage|social"
    r"|newsletter|related|popup|modal|search|comment|pagination",
    re.I,
)
"""Class names of what is not the text, wherever it stands."""
BANNER = re.compile(r"cookie|consent|tarteaucitron|axeptio|didomi|rgpd|gdpr", re.I)
"""The usual consent managers of French sites."""
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that lxml reads but refuses to write."""
REFERENCE = re.compile(r"&#(?:[xX]0*([\da-fA-F]{1,6})|0*(\d{1,7}));?")
ASIDE_TAGS = {"nav", "aside", "footer"}
GUARD = {0x00A0: "\u2e31", 0x202F: "\u2e32", 0x2E31: None, 0x2E32: None}
UNGUARD = {0x2E31: "\u00a0", 0x2E32: "\u202f"}
"""No-break spaces travel through trafilatura, which would make them plain, as marks that no French page holds."""
LATIN_1 = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
"""Read as CP1252, as every browser does."""


def read_html(data: bytes, base_url: str | None = None) -> tuple[str, tuple[Line, ...], str | None, str]:
    """Text, lines, title and encoding of a page.

    A link reads « label (https://…) », or the address alone where it is its own label; nothing is fetched.
    """
    page, encoding = decode_page(data)
    page = REFERENCE.sub(without_controls, NO_XML.sub(" ", page))
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=False, remove_comments=True, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("the page holds no text", str(error)) from error
    title = page_title(tree)
    open_main(tree, base_url)
    main = extract_main(html.tostring(tree, encoding="unicode"))
    builder = TextBuilder()
    if main is not None:
        for element in main:
            add_element(builder, element, base_url)
    if not builder.lines:
        raise DocumentError("the page holds no text: it may be drawn by scripts; save it from a browser as a complete page")
    return builder.text, tuple(builder.lines), title, encoding


def without_controls(reference: re.Match[str]) -> str:
    """A numeric reference, a space where it stands for a control character.

    >>> REFERENCE.sub(without_controls, "l&#233;gal&#6;e")
    'l&#233;gal e'
    """
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return " " if code > 0x10FFFF or 0xD800 <= code < 0xE000 or NO_XML.match(chr(code)) else reference[0]


def decode_page(data: bytes) -> tuple[str, str]:
    """The page's characters: what it declares unless its bytes say otherwise."""
    encoding = guess_encoding(data)
    declared = DECLARED.search(data[:4096])
    if encoding in ("utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be") or not declared:
        text, encoding = decode(data)
        return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text), encoding
    name = (declared[1] or declared[2]).decode("ascii", "replace").casefold()
    name = "cp1252" if name in LATIN_1 else name
    try:
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(name)), name
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def page_title(tree: html.HtmlElement) -> str | None:
    """The page's own title: og:title, else <title>."""
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        found = tree.xpath(path)
        if isinstance(found, list) and found and (title := squeeze(str(found[0]))):
            return title
    return None


def open_main(tree: html.HtmlElement, base_url: str | None) -> None:
    """Keep trafilatura from dropping by-lines, dates and lone links of the text, and cookie banners from staying.

    It judges by class names (« meta », « author ») and by the share of linked text; the names that mean
    boilerplate stay, and the links of the text are written out.
    """
    for banner in [e for e in tree.iter("div", "section", "aside", "form") if BANNER.search(class_and_id(e))]:
        banner.drop_tree()
    mains = list(tree.iter("main", "article"))
    for main in mains:
        for element in main.iter("*"):
            if not BOILERPLATE.search(class_and_id(element)):
                element.attrib.pop("class", None)
                element.attrib.pop("id", None)
    scope = mains or list(tree.iter("p"))
    for link in [link for part in scope for link in part.iter("a")]:
        around = list(link.iterancestors())
        if not any(e.tag in ASIDE_TAGS or BOILERPLATE.search(class_and_id(e)) for e in around) and link.getparent() is not None:
            label = squeeze(link.text_content() or "")
            for child in list(link):
                link.remove(child)
            link.text = link_text(label, link.get("href"), base_url)
            link.drop_tag()


def class_and_id(element: html.HtmlElement) -> str:
    """What an element is called."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def extract_main(page: str) -> etree._Element | None:
    """The main content as trafilatura's simple XML (p, head, list, table, quote, ref)."""
    guarded = page.translate(GUARD)
    result = trafilatura.extract(
        guarded, output_format="xml", include_comments=False, include_tables=True, include_links=True, favor_recall=True, deduplicate=False
    )
    if not result:
        return None
    return etree.fromstring(result.translate(UNGUARD).encode(), parser=etree.XMLParser(resolve_entities=False, no_network=True)).find(
        "main"
    )


def add_element(builder: TextBuilder, element: etree._Element, base_url: str | None) -> None:
    """Append one block of the page."""
    builder.end_block()
    if element.tag == "head":
        level = re.fullmatch(r"h([1-6])", str(element.get("rend") or ""))
        add_lines(builder, inline_text(element, base_url), Line(0, 0, role="heading", level=int(level[1]) if level else 2))
    elif element.tag == "list":
        for item in element.iter("item"):
            add_lines(builder, inline_text(item, base_url), Line(0, 0, role="list_item"))
    elif element.tag == "table":
        for row in element.iter("row"):
            cells = [squeeze(inline_text(cell, base_url).replace("\n", " ")) for cell in row.iter("cell")]
            if any(cells):
                builder.add("\t".join(cells), Line(0, 0, role="table" if len(cells) > 1 else "text"))
    else:
        add_lines(builder, inline_text(element, base_url), Line(0, 0))
    builder.end_block()


def add_lines(builder: TextBuilder, text: str, line: Line) -> None:
    """Append the non-blank lines of one element."""
    for part in text.split("\n"):
        if part := squeeze(part):
            builder.add(part, line)


def inline_text(element: etree._Element, base_url: str | None) -> str:
    """The text of an element with its line breaks and its links' addresses."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag == "ref":
            parts.append(link_text(inline_text(child, base_url), child.get("target"), base_url))
        elif child.tag != "list" or element.tag != "item":  # the items of a list inside an item come by themselves
            parts.append(inline_text(child, base_url))
        if child.tag in ("p", "head", "list", "item", "quote"):
            parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


def link_text(label: str, target: str | None, base_url: str | None) -> str:
    """The label and, unless it is the same or leads inside the site of an unknown page, the address.

    >>> link_text("le guide", "https://www.example.org/guide", None)
    'le guide (https://www.example.org/guide)'
    >>> link_text("contact@example.org", "mailto:contact@example.org", None)
    'contact@example.org'
    """
    address = urljoin(base_url or "", (target or "").strip())
    shown = address.removeprefix("mailto:").removeprefix("tel:").split("?subject=")[0]
    is_open = address.startswith(("http://", "https://", "mailto:"))
    bare_label = re.sub(r"^https?://|/$", "", label.strip())
    if not is_open or bare_label == re.sub(r"^https?://|/$", "", shown):
        return label
    return f"{label.rstrip()} ({shown})" if label.strip() else shown


def squeeze(text: str) -> str:
    """One line: runs of white space become one space, no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
