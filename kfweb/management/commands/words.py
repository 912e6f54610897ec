"""
Bring the catalogues of words up to the code, and compile them.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kfweb import words


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Gather the messages of the code into locale/, say what has no words yet, and compile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compile", action="store_true", help="Compile only; gather nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        for language in () if options["compile"] else words.languages(root):
            for domain in words.DOMAINS:
                catalog = words.update(root, language, domain)
                missing = len(words.without(catalog))
                self.stdout.write(f"{language} {domain}: {len(catalog)} messages, {missing} without words.")
        words.compile_all(root)
