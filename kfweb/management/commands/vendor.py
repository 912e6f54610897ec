"""
Bundle the packages that the pages' modules import, so that browsers load them from us.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

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
    # npm brings the one program that fits this machine; it needs no Node to run.
    esbuild = next((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"), None)
    if esbuild is None:
        raise CommandError("The npm packages are not installed; run `make setup` first.")
    account = goal.with_suffix(".json")
    done = subprocess.run(  # noqa: S603
        [
            esbuild, "--bundle", "--format=esm", "--minify", "--target=es2022", "--charset=utf8",
            "--legal-comments=inline", "--log-level=warning", f"--metafile={account}", f"--outfile={goal}",
        ],
        cwd=root,
        input="\n".join(f"export * from {json.dumps(name)};" for name in names),
        text=True,
        capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise CommandError(f"The packages could not be bundled: {done.stderr.strip()}")
    inputs = json.loads(account.read_text())["inputs"]
    account.unlink()
    return {_package(root / path) for path in inputs if "node_modules/" in path}


def _package(module: Path) -> Path:
    """
    The folder of the package that a module belongs to.
    """
    return next(folder for folder in module.parents if "version" in _described(folder))


def _described(folder: Path) -> dict[str, Any]:
    described = folder / "package.json"
    found: dict[str, Any] = json.loads(described.read_text()) if described.exists() else {}
    return found
