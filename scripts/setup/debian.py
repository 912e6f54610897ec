"""
Packages of the system, where we may install them.
"""

import os
import shutil
from functools import cache

from say import attempt, say

# What the tests drive besides Python: a browser, and the servers of a cluster.
MACHINES = {
    "chromium": "chromium",
    "redis-server": "redis-server",
    "psql": "postgresql",
    "rabbitmq-server": "rabbitmq-server",
}


def install(*packages: str) -> bool:
    """
    Install packages as root, or as whoever may become root without a password; say whether it was done.
    """
    command = _command()
    if command is None:
        return False
    say(f"Installing {', '.join(packages)} …")
    # In one go; the lists are often missing in a fresh container.
    wanted = [*command, "install", "--yes", "--no-install-recommends", *packages]
    return attempt(*wanted).returncode == 0 or (_refreshed() and attempt(*wanted).returncode == 0)


def install_machines() -> None:
    """
    Have what the tests drive, as far as we may; the tests themselves say what they could not run.
    """
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    missing = [package for program, package in MACHINES.items() if not shutil.which(program, path=path)]
    if missing and not install(*missing):
        say(f"Not installed: {', '.join(missing)}. As root: apt-get install {' '.join(missing)}")


@cache
def _command() -> tuple[str, ...] | None:
    """
    How apt-get is called here with the right to install.
    """
    if not shutil.which("apt-get"):
        return None
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and attempt("sudo", "-n", "true").returncode == 0:
        return ("sudo", "-n", *quiet)
    return None


@cache
def _refreshed() -> bool:
    command = _command()
    return command is not None and attempt(*command, "update").returncode == 0
