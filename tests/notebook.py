"""``python -m tests.notebook`` runs the example notebook and keeps its new outputs; read the difference."""

from __future__ import annotations

import json

from tests.test_examples import EXAMPLES, EXECUTE, run


def main() -> None:
    """Execute in place, without what differs from run to run."""
    path = EXAMPLES / "conversations.ipynb"
    done = run("-c", EXECUTE, path, path, EXAMPLES)
    if done.returncode:
        raise SystemExit(done.stderr)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"]["language_info"] = {"name": "python"}
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
