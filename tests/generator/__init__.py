"""Invented interview pages: conversations, in layouts, among furniture, in the habits of publishing systems.

Nothing here knows the library that it guards. ``page(seed)`` is one page with what a careful reader finds on it.
"""

from tests.generator.page import ExpectedTurn, GeneratedPage, page, sample

__all__ = ["ExpectedTurn", "GeneratedPage", "page", "sample"]
