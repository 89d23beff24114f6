"""``python -m interview_parse``: the command line."""

from __future__ import annotations

import sys

from interview_parse.cli import main

if __name__ == "__main__":
    sys.exit(main())
