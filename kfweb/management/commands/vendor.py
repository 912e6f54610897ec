"""
Bundle the packages that the pages' modules import, so that browsers load them from us.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kfweb.esbuild import NotBundled, esbuild
from kfweb.modules import BUNDLES

GOAL = Path("static") / "vendor"


class Command(BaseCommand):
    help = "Bundle lit and signals from node_modules into static/vendor."

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        goal = root / GOAL
        goal.mkdir(parents=True, exist_ok=True)
        inside: set[Path] = set()
        for bundle, names in BUNDLES.items():
            inside |= _bundle(root, goal / bundle, names)
        packages = [json.loads((folder / "package.json").read_text()) for folder in sorted(inside)]
        listed = [{name: package[name] for name in ("name", "version", "license")} for package in packages]
        (goal / "vendor.json").write_text(json.dumps(listed, indent=2) + "\n")
        if options["verbosity"]:
            self.stdout.write(
                "Bundled " + ", ".join(f"{one['name']} {one['version']}" for one in listed) + "."
            )


def _bundle(root: Path, goal: Path, names: tuple[str, ...]) -> set[Path]:
    """
    Write one module that exports all that these names export; give the packages that went into it.
    """
    source = "\n".join(f"export * from {json.dumps(name)};" for name in names)
    try:
        account = esbuild("--legal-comments=inline", f"--outfile={goal}", source=source)
    except NotBundled as error:
        raise CommandError(str(error)) from None
    return {_package(root / path) for path in account["inputs"] if "node_modules/" in path}


def _package(module: Path) -> Path:
    """
    The folder of the package that a module belongs to.
    """
    return next(folder for folder in module.parents if "version" in _described(folder))


def _described(folder: Path) -> dict[str, Any]:
    described = folder / "package.json"
    found: dict[str, Any] = json.loads(described.read_text()) if described.exists() else {}
    return found
