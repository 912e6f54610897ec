"""
Bring lost work back to the queue.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kfweb.studio.bell import Signals
from kfweb.studio.sweeper import Sweeper, sweep, tidy


class Command(BaseCommand):
    help = (
        "Bring back work whose worker is gone, and forget idle guests, unshown copies and old sessions:"
        " once, or every few seconds until stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, help="Seconds between two sweeps; without it, one sweep.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"] is None:
            self.stdout.write(f"{sweep()} pieces of work wait again.")
            tidy()
            return
        signals = Signals()
        sweeper = Sweeper(options["every"])
        sweeper.start()
        while not signals.stop_asked:
            signals.wait(None)
        sweeper.stop()
