"""Predictions for the labelled sets: `predict.py KIND FOLDER [--light] [--gazetteer NAME.json]`.

In: a folder laid out like ../shared/eval/KIND/dev, of which texts, titles and dates of writing are read and the labels
never. Out: on standard output the JSON that ../shared/eval/score.py takes for KIND, made through the public API.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = (
    "boilerplate_html",
    "boilerplate_text",
    "clusters",
    "dates",
    "entities",
    "figures",
    "metadata",
    "near_dup",
    "qa",
    "quotes",
    "sentences",
    "structure",
)


def predict(kind: str, folder: Path, *, light: bool = False, gazetteer: str | None = None) -> object:
    """What the project says of the documents in `folder`, in score.py's form."""
    sys.path.insert(0, str(HERE))
    module = importlib.import_module(kind)
    return module.predict(folder, light=light, gazetteer=gazetteer)


def main() -> None:
    """Read the arguments, print the predictions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("kind", choices=[k for k in KINDS if (HERE / f"{k}.py").is_file()])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--light", action="store_true", help="read txt_light/, the text near the article")
    parser.add_argument("--gazetteer", help="the file of names in FOLDER, for entities")
    options = parser.parse_args()
    json.dump(predict(options.kind, options.folder, light=options.light, gazetteer=options.gazetteer), sys.stdout)


if __name__ == "__main__":
    main()
