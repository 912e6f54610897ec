"""
Make this checkout ready, with nothing but Python on the machine:

    python3 scripts/setup run      what the studio needs to run
    python3 scripts/setup test     that, and what its tests and checks need
    python3 scripts/setup node     print the folder with node and npm

What is there already is not done again: a second call takes a fraction of a second.
"""

import sys

import debian
import node
import opencv
import python
import words
from say import Stuck, say


def run() -> None:
    """
    Everything that `make run` needs.
    """
    python.install("requirements.txt")
    opencv.make_importable()
    node.install(checks=False)
    node.vendor()
    words.compile_all()


def test() -> None:
    """
    Everything that `make test` and `make check` need.
    """
    python.install("requirements-dev.txt")
    opencv.make_importable()
    node.install(checks=True)
    node.vendor()
    words.compile_all()
    debian.install_machines()


def print_node() -> None:
    """
    Where node and npm are, for a PATH.
    """
    sys.stdout.write(f"{node.programs()}\n")


if __name__ == "__main__":
    try:
        {"run": run, "test": test, "node": print_node}[sys.argv[1]]()
    except Stuck as stuck:
        say(f"Stopped: {stuck}")
        sys.exit(1)
