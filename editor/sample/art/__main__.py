"""
Write the pages' pictures into a folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from . import write

parser = argparse.ArgumentParser(prog="python -m editor.sample.art", description=__doc__)
parser.add_argument("out", type=Path, help="the folder to write them to")
for path in write(parser.parse_args().out):
    print(path, path.stat().st_size, "bytes")
