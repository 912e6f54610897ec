"""
Run the whole studio on this machine.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kfweb.checks import refuse_unsafe
from kfweb.esbuild import NotBundled
from kfweb.static_files import collect
from kfweb.storage import FolderStorage
from kfweb.studio.door import DoorTaken, open_door
from kfweb.studio.lock import Taken, only_one
from kfweb.studio.supervisor import Studio, cores
from kfweb.studio.valkey import NoValkey


class Command(BaseCommand):
    # The programs check themselves; loading every page here as well would cost a second at each start.
    requires_system_checks: list[str] = []
    help = "Run the pages, the workers, their broker and the sweep together; Ctrl-C stops them all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="Where the pages are served [KF_HOST].")
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="0 takes any free port [KF_PORT]."
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=settings.WORKERS or cores(),
            help="How many segments are drawn at once; one per core unless told [KF_WORKERS].",
        )
        parser.add_argument(
            "--sweep", type=float, default=5.0, help="Seconds between two looks for lost work."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_unsafe()
            with only_one(Path(settings.DATA_DIR)), open_door(options["host"], options["port"]) as door:
                studio = Studio(door, workers=options["workers"], every=options["sweep"], say=self.say)
                studio.run(self.prepare)
        except (ImproperlyConfigured, Taken, DoorTaken, NoValkey, NotBundled) as error:
            raise CommandError(str(error)) from None

    def say(self, line: str) -> None:
        """
        Tell the person at the terminal.
        """
        self.stdout.write(line)
        self.stdout.flush()

    def prepare(self) -> None:
        """
        Bring rows and static files up to the code.
        """
        executor = MigrationExecutor(connection)
        if steps := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say(f"Setting up the database: {len(steps)} steps …")
            call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG and collect():
            self.say("Static files are collected.")
        if isinstance(default_storage, FolderStorage):
            default_storage.forget_unfinished()
        # Else the first stranger would wait for it.
        call_command("sample", verbosity=0)
        # The programs open connections of their own.
        connection.close()
