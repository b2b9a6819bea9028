"""Report: the published tables as pages to look at, in French, without a network or a server.

One page a document with its clean text, its entities, its repairs and its facts; one page an organisation
and a person; lists of them, and an overview. Pages are plain files that a browser opens from a folder.
"""

from __future__ import annotations

from pipeline.report.site import write_report

__all__ = ["write_report"]
