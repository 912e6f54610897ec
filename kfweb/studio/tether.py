"""
Become a program that dies with its parent:

    python tether.py PARENT NICENESS PROGRAM ARGUMENT…

A supervisor that is killed with -9 cannot stop its children, so each of them asks the kernel for it
before it becomes what it is. Run by its path: importing the package would cost half a second.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie_to_parent(parent: int) -> None:
    """
    Have the kernel kill this process when its parent ends, however that ends. Elsewhere than on
    Linux there is no such wish to make.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended while we asked
        os._exit(1)


if __name__ == "__main__":
    tie_to_parent(int(sys.argv[1]))
    os.nice(int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606  (becoming that program is the purpose)
