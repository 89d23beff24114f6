"""Invented interview pages: conversations, in layouts, among furniture, in the habits of publishing systems.

Nothing here knows the library that it guards. ``page(seed)`` is one page with what a careful reader finds on it.

A language is a file in ``sentences/``; a layout, a piece of furniture, a system and a kind of other page are each a
function and its row in ``layouts.py``, ``noise.py``, ``cms.py`` and ``others.py``. What is made must be certain to a
careful reader: remarks that nothing marks stand in no layout that only the question mark tells.
"""

from tests.generator.page import ExpectedTurn, GeneratedPage, page, sample

__all__ = ["ExpectedTurn", "GeneratedPage", "page", "sample"]
