"""Score attributions on the fifth of the articles that `derive_word_lists.py --without-fifth` leaves out.

Usage: held_out.py EVAL

EVAL holds attribution/train and evaluate.py. Derive the word lists without the fifth before, with all after:

    python tools/derive_word_lists.py EVAL/attribution/train --without-fifth
    python tools/held_out.py EVAL
    python tools/derive_word_lists.py EVAL/attribution/train
"""

from __future__ import annotations

import importlib
import json
import sys
import zlib
from pathlib import Path


def main() -> None:
    """Print the scores that evaluate.py gives, on the articles whose name has a CRC-32 divisible by five."""
    folder = Path(sys.argv[1]).resolve()
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(folder)]
    measure = importlib.import_module("score_attribution")
    load = measure.load_gold
    measure.load_gold = lambda path: {
        name: article for name, article in load(path).items() if zlib.crc32(name.encode()) % 5 == 0
    }
    scores = importlib.import_module("evaluate").attributions(folder / "attribution" / "train")
    sys.stdout.write(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
