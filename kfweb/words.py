"""
The words for people: gathered from the code, kept in locale/, compiled to be looked up.

    locale/ko/LC_MESSAGES/django.po        what Python and templates say
    locale/ko/LC_MESSAGES/djangojs.po      what the pages' modules say, and what the engine says through them

The English words are the keys.  Catalogues are compiled at set-up and by `manage.py words`.
"""

import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

Found = tuple[Any, ...]
"""
A line, the function that marks the message, the message or its forms, and comments: see Babel.
"""

# In each domain: which files, how they are read, and what marks a message there.
_PYTHON = {
    **dict.fromkeys(("_", "_n", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
_MODULES = {"t": None, "tn": (1, 2)}
DOMAINS: Mapping[str, tuple[tuple[str, str, Mapping[str, Any]], ...]] = {
    "django": (
        *((f"{room}/**/*.py", "python", _PYTHON) for room in ("kfweb", "editor", "jobs")),
        ("templates/**/*.html", "kfweb.words:from_template", _PYTHON),
        ("templates/**/*.txt", "kfweb.words:from_template", _PYTHON),
    ),
    "djangojs": (
        ("static/js/**/*.js", "kfweb.words:from_module", _MODULES),
        # Sentences that cross to the page as they are, to be put into its reader's language there.
        *((f"{room}/**/*.py", "python", {"worded": None}) for room in ("editor", "jobs")),
    ),
}

_WORD = r'"((?:[^"\\]|\\.)*)"'
_CALL = re.compile(rf"(?<![\w.$#])(tn?)\(\s*{_WORD}(?:\s*,\s*{_WORD})?")
_ESCAPED = re.compile(r"\\(?:u\{?([0-9a-fA-F]+)\}?|(.))")


def gathered(root: Path, domain: str) -> Catalog:
    """
    All messages of a domain that the code has now, without places: those would change with every edit.
    """
    catalog = Catalog(domain=domain, charset="utf-8")
    for pattern, method, marks in DOMAINS[domain]:
        for file in sorted(root.glob(pattern)):
            with file.open("rb") as opened:
                for _, message, _, context in extract.extract(method, opened, dict(marks)):
                    catalog.add(message, context=context)
    return catalog


def from_module(file: IO[bytes], keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    """
    The messages of one of the pages' modules: literals in double quotes, as the formatter writes them, given
    to `t` and `tn`.
    """
    text = file.read().decode()
    for call in _CALL.finditer(text):
        name, one, many = call.groups()
        line = text.count("\n", 0, call.start()) + 1
        words = (_unescaped(one), _unescaped(many or "")) if name == "tn" else _unescaped(one)
        yield line, name, words, []


def from_template(file: IO[bytes], keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    """
    The messages of a template of Django's.
    """
    source = io.BytesIO(templatize(file.read().decode()).encode())
    yield from extract.extract_python(source, keywords, comments, options)


def _unescaped(literal: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], literal)


def languages(root: Path) -> list[str]:
    """
    The languages that there are catalogues for.
    """
    return sorted(folder.parent.name for folder in (root / "locale").glob("*/LC_MESSAGES"))


def read(root: Path, language: str, domain: str) -> Catalog:
    """
    A language's catalogue; an empty one where there is none yet.
    """
    file = _path(root, language, domain)
    if not file.exists():
        return Catalog(locale=language, domain=domain, charset="utf-8")
    with file.open("rb") as opened:
        return read_po(opened, locale=language, domain=domain)


def update(root: Path, language: str, domain: str) -> Catalog:
    """
    Bring a language's catalogue up to the code: what is new has no words yet, what is gone goes.
    """
    catalog = read(root, language, domain)
    catalog.update(gathered(root, domain), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _path(root, language, domain).parent.mkdir(parents=True, exist_ok=True)
    kept = io.BytesIO()
    # Nothing that changes by itself, such as a date, or two people could never merge.
    write_po(kept, catalog, no_location=True, omit_header=True, sort_output=True, width=110)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    _replace(_path(root, language, domain), header.encode() + kept.getvalue().strip() + b"\n")
    return catalog


def without(catalog: Catalog) -> list[str]:
    """
    The messages that nobody has put into the catalogue's language yet.
    """
    return [_first(message.id) for message in catalog if message.id and not _first(message.string or "")]


def _first(forms: str | tuple[str, ...] | list[str]) -> str:
    return forms if isinstance(forms, str) else next(iter(forms), "")


def compile_all(root: Path) -> None:
    """
    Compile every catalogue to where Django looks it up.
    """
    for language in languages(root):
        for domain in DOMAINS:
            compiled = io.BytesIO()
            write_mo(compiled, read(root, language, domain))
            _replace(_path(root, language, domain).with_suffix(".mo"), compiled.getvalue())


def _path(root: Path, language: str, domain: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def _replace(goal: Path, content: bytes) -> None:
    """
    Write a file whole or not at all: a studio may be reading it.
    """
    handle, unfinished = tempfile.mkstemp(dir=goal.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(goal)
