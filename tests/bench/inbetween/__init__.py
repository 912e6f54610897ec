"""
How good the engine's in-betweens are, measured against true drawings and against other ways to make them.

Everything here is measured on one core.
"""

import os

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"
