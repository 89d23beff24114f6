"""What people look at: notebook cells, the annotated page, the terminal. Views of the model, nothing more."""

from __future__ import annotations

from interview_parse.display.annotated import annotate
from interview_parse.display.html import article_html, dossier_html, exchange_html, interview_html
from interview_parse.display.terminal import evidence, outline

__all__ = ["annotate", "article_html", "dossier_html", "evidence", "exchange_html", "interview_html", "outline"]
