"""
One studio per data directory.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """
    Another studio works on this data directory.
    """


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """
    Hold the data directory. The kernel lets go of it when this process ends, however it ends.
    """
    with (data_dir / "studio.lock").open("a+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Taken(
                f"Another studio (process {holder}) works on {data_dir}. Stop it first, or give this one a"
                " data directory of its own with KF_DATA_DIR."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
