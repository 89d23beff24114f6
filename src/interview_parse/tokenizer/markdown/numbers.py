"""The numbers that lists and tables get on a page, whether Markdown's signs or HTML's tags make them."""

from __future__ import annotations


class Numbers:
    """Counts a page's lists, its tables, and the rows and columns of each."""

    def __init__(self) -> None:
        self._lists = 0
        self._cells: list[tuple[int, int]] = []  # row and column that each table has come to

    def next_list(self) -> int:
        """The number of a list that starts here, from 0."""
        self._lists += 1
        return self._lists - 1

    def next_table(self) -> int:
        """The number of a table that starts here, from 0."""
        self._cells.append((-1, -1))
        return len(self._cells) - 1

    def next_row(self, table: int) -> int:
        """The row that starts here in a table, from 0."""
        row = self._cells[table][0] + 1
        self._cells[table] = (row, -1)
        return row

    def next_cell(self, table: int) -> tuple[int, int]:
        """Row and column of the cell that starts here in a table; row -1 where no row has started."""
        row, column = self._cells[table]
        self._cells[table] = (row, column + 1)
        return row, column + 1
