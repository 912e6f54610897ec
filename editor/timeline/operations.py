"""
Edits as values: a document and operations give the next document, what was done, and its inverse.

Operations come in three kinds.  `set` writes properties, the last writer wins; `create` makes a
row (all but poses, which are uploaded) under an id the page chose; `delete` and `restore` move a row to the
bin and back.  A `was` guard makes an operation careful: where a present value differs from it,
somebody else has been there since, so that value is left alone and reported as skipped.  Undo is
made of guarded operations, and therefore never takes back what another person did later.

A batch is judged by the document it leads to, not by the steps between, so that two keyframes can
swap their frames.  If that document is not possible the whole batch is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.utils.translation import gettext as _

from editor import quota
from editor.characters.skeletons import limbs_of
from editor.refusals import Refused
from editor.timeline import fields, rules
from editor.timeline.document import HOUSES, Document, Kind, Row

Operation = Mapping[str, Any]

_BINNABLE = ("keyframe", "track", "marker", "shot", "pose", "character")

_INSIDE: Mapping[Kind, Sequence[tuple[Kind, str]]] = {
    "shot": (("track", "tracks"), ("keyframe", "keyframes"), ("marker", "markers")),
    "track": (("keyframe", "keyframes"),),
}
"""
What goes to the bin and comes back with a row, and how a guard calls it.
"""


_REFERENCES: Mapping[str, Kind] = {
    "shot": "shot",
    "track": "track",
    "pose": "pose",
    "plate": "pose",
    "card": "pose",
    "character": "character",
}
_LOOSE = {("character", "card"), ("track", "character")}
"""
What may be named after it was deleted.
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Who sends a batch, for what is kept under a name.
    """

    id: str | None = None
    name: str = ""


NOBODY = Actor()


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    Where a batch led: the next document, the operations as they now hold, how to take them back, and
    what was left alone. `touched` has the last operation on each row that was written.
    """

    document: Document
    applied: list[dict[str, Any]]
    inverse: list[dict[str, Any]]
    skipped: list[dict[str, Any]]
    touched: Mapping[tuple[Kind, str], int] = field(default_factory=dict)


def apply(document: Document, operations: Sequence[Operation], *, actor: Actor = NOBODY) -> Outcome:
    """
    Apply a batch, whole or not at all: `Refused` names the first operation that cannot be.
    """
    check_count(operations)
    draft = _Draft(document, actor)
    for index, operation in enumerate(operations):
        try:
            draft.step(index, operation)
        except Refused as refused:
            raise refused.at(index) from None
    after = draft.document()
    rules.check(document, after, draft.touched, draft.asked)
    draft.inverse.reverse()
    return Outcome(after, draft.applied, draft.inverse, draft.skipped, draft.touched)


def check_count(operations: Sequence[Operation]) -> None:
    """
    Refuse a batch for its length alone.
    """
    if len(operations) > quota.OPERATIONS_PER_BATCH:
        raise Refused(
            "too_many",
            _("One edit may hold %(most)d operations; this one has %(count)d. Nothing was changed.")
            % {"most": quota.OPERATIONS_PER_BATCH, "count": len(operations)},
            status=413,
        )


@dataclass
class _Draft:
    """
    The document while a batch is being applied to it.
    """

    before: Document
    actor: Actor = NOBODY
    changed: dict[Kind, dict[str, Row]] = field(default_factory=lambda: {kind: {} for kind in fields.FIELDS})
    touched: dict[tuple[Kind, str], int] = field(default_factory=dict)
    # Which properties somebody asked for without a guard; guarded ones lead back to what was here before.
    asked: dict[tuple[Kind, str], set[str]] = field(default_factory=dict)
    applied: list[dict[str, Any]] = field(default_factory=list)
    inverse: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)

    def document(self) -> Document:
        """
        The document as it stands after the operations so far.
        """
        return replace(
            self.before,
            project=self.changed["project"].get(self.before.id, self.before.project),
            shots={**self.before.shots, **self.changed["shot"]},
            poses={**self.before.poses, **self.changed["pose"]},
            keyframes={**self.before.keyframes, **self.changed["keyframe"]},
            characters={**self.before.characters, **self.changed["character"]},
            tracks={**self.before.tracks, **self.changed["track"]},
            markers={**self.before.markers, **self.changed["marker"]},
        )

    def step(self, index: int, operation: Operation) -> None:
        """
        Apply one operation.
        """
        verb, kind, key = operation.get("do"), operation.get("on"), fields.identity(operation.get("id"))
        if verb not in ("set", "create", "delete", "restore") or kind not in fields.FIELDS:
            raise Refused(
                "invalid",
                _("There is no operation %(verb)r on %(kind)r.")
                % {"verb": str(verb)[:40], "kind": str(kind)[:40]},
            )
        if key is None:
            raise Refused("invalid", _("The operation names no row; an id is missing or malformed."))
        for part in ("to", "was"):
            if not isinstance(operation.get(part) or {}, Mapping):
                raise Refused("invalid", _("“%(part)s” is an object of properties.") % {"part": part})
        for part in ("tracks", "keyframes", "markers"):
            guarded = (operation.get("was") or {}).get(part, [])
            if not isinstance(guarded, list) or not all(isinstance(one, str) for one in guarded):
                raise Refused("invalid", _("“%(part)s” is a list of ids.") % {"part": part})
        getattr(self, f"_{verb}")(index, cast("Kind", kind), key, operation)

    def row(self, kind: Kind, key: str) -> Row | None:
        """
        A row as it stands after the operations so far.
        """
        return self.changed[kind].get(key) or self.before.rows(kind).get(key)

    def _write(self, index: int, kind: Kind, key: str, row: Row) -> None:
        self.changed[kind][key] = row
        self.touched[kind, key] = index

    def _ask(self, kind: Kind, key: str, names: Iterable[str]) -> None:
        self.asked.setdefault((kind, key), set()).update(names)

    def _skip(self, index: int, name: str | None, sentence: str) -> None:
        self.skipped.append({"index": index, "property": name, "sentence": sentence})

    def _present(self, kind: Kind, key: str) -> Row | None:
        """
        The row if it is there and not in the bin, nor in a binned track or shot.
        """
        row = self.row(kind, key)
        if row is None or row.get("deleted"):
            return None
        if any(self._present(house, row[house]) is None for house in HOUSES.get(kind, ())):
            return None
        return row

    def _differing(self, row: Row, was: Mapping[str, Any]) -> list[str]:
        # A guard speaks of what an edit can change; what the server alone keeps (`take`) guards nothing.
        return [
            name for name, value in was.items() if name in fields.WORDS and name in row and row[name] != value
        ]

    def _set(self, index: int, kind: Kind, key: str, operation: Operation) -> None:
        to, was = _checked(kind, operation.get("to")), operation.get("was") or {}
        row = self._present(kind, key)
        if row is None:
            if not was:
                raise gone(kind)
            return self._skip(index, None, _("It was deleted since; it is left as it is."))
        later = self._differing(row, was)
        for name in later:
            if name in to:
                self._skip(
                    index,
                    name,
                    _("The %(property)s was changed since; it is left as it is.")
                    % {"property": fields.WORDS[name]},
                )
        if kind == "keyframe" and {"shot", "track"} & {*later}:
            later += ["shot", "track"]  # they go together
        new = {name: value for name, value in to.items() if name not in later and row[name] != value}
        if kind == "keyframe":
            new = {name: value for name, value in self._housed(new).items() if row[name] != value}
        if not new:
            return None
        if kind == "track" and "shot" in new:
            raise Refused("invalid", _("A track stays in its shot. Move its keyframes instead."))
        self._refer(kind, new)
        old = {name: row[name] for name in new}
        derived = self._derived(kind, key, new)
        self._write(index, kind, key, {**row, **new, **derived})
        self._ask(kind, key, new.keys() - was.keys())
        self.applied.append({"do": "set", "on": kind, "id": key, "to": {**new, **derived}})
        self.inverse.append({"do": "set", "on": kind, "id": key, "to": old, "was": new})
        return None

    def _create(self, index: int, kind: Kind, key: str, operation: Operation) -> None:
        if kind not in fields.NEW:
            raise Refused("invalid", _("A %(kind)s is not made by an edit.") % {"kind": kind})
        if self.row(kind, key) is not None:
            raise taken()
        to = {**fields.NEW[kind], **_checked(kind, operation.get("to"))}
        if kind == "keyframe":
            to = self._housed(to)
        missing = [name for name in fields.FIELDS[kind] if name not in to]
        if missing:
            raise Refused(
                "invalid", _("A new %(kind)s needs %(names)s.") % {"kind": kind, "names": ", ".join(missing)}
            )
        self._refer(kind, to)
        extra = {"take": ""} if kind == "keyframe" else {}
        derived = self._derived(kind, key, to)
        self._write(index, kind, key, {**to, **extra, **derived, "deleted": False})
        self._ask(kind, key, to.keys())
        self.applied.append({"do": "create", "on": kind, "id": key, "to": {**to, **derived}})
        self.inverse.append({"do": "delete", "on": kind, "id": key, "was": self._guard(kind, key, to)})

    def _delete(self, index: int, kind: Kind, key: str, operation: Operation) -> None:
        row = self._binnable(kind, key)
        was = operation.get("was") or {}
        if self._present(kind, key) is None:
            return self._skip(index, None, _("It was deleted already."))
        if later := self._differing(row, was):
            return self._skip(
                index,
                later[0],
                _("The %(property)s was changed since, so it is kept.")
                % {"property": fields.WORDS[later[0]]},
            )
        for inside, word in _INSIDE.get(kind, ()):
            if word in was and not self._inhabitants(kind, key, inside) <= set(was[word]):
                return self._skip(index, None, _in_it_by_now(inside))
        self._write(index, kind, key, {**row, "deleted": True})
        self.applied.append({"do": "delete", "on": kind, "id": key})
        self.inverse.append({"do": "restore", "on": kind, "id": key})
        return None

    def _restore(self, index: int, kind: Kind, key: str, operation: Operation) -> None:
        row = self._binnable(kind, key)
        if not row["deleted"]:
            return self._skip(index, None, _("It is there already."))
        to = _checked(kind, operation.get("to"))
        if kind == "keyframe":
            to = self._housed(to)
        new = {**row, **to, **self._derived(kind, key, to), "deleted": False}
        held = {name: new[name] for name in fields.FIELDS[kind]}
        self._refer(kind, held, asked=to)
        self._write(index, kind, key, new)
        self._ask(kind, key, to.keys())
        self.applied.append({"do": "restore", "on": kind, "id": key, "to": _shown(new)})
        for inside, _word in _INSIDE.get(kind, ()):
            # What lies in it comes back with it, also to pages that never saw it.
            self.applied += [
                {"do": "restore", "on": inside, "id": one, "to": _shown(self.row(inside, one) or {})}
                for one in sorted(self._inhabitants(kind, key, inside))
            ]
        self.inverse.append({"do": "delete", "on": kind, "id": key, "was": self._guard(kind, key, held)})
        changed = {name: row[name] for name in to if row[name] != to[name]}
        if changed:
            # Taking back a restore that moved the row puts the old place back before binning it again.
            guard = {name: to[name] for name in changed}
            self.inverse[-1]["was"] |= changed
            self.inverse.append({"do": "set", "on": kind, "id": key, "to": changed, "was": guard})
        return None

    def _binnable(self, kind: Kind, key: str) -> Row:
        row = self.row(kind, key)
        if kind not in _BINNABLE or row is None:
            raise gone(kind)
        return row

    def _inhabitants(self, house: Kind, key: str, inside: Kind) -> set[str]:
        return {one for one, row in self.document().live(inside).items() if row[house] == key}

    def _guard(self, kind: Kind, key: str, held: Row) -> dict[str, Any]:
        """
        What a row must still be for its deletion to take nothing of somebody else's with it.
        """
        there = {word: sorted(self._inhabitants(kind, key, inside)) for inside, word in _INSIDE.get(kind, ())}
        return {**held, **there}

    def _housed(self, to: dict[str, Any]) -> dict[str, Any]:
        """
        A keyframe's shot is its track's: where one of them is said the other follows, a shot's lowest track
        if need be.
        """
        if to.get("track") is not None:
            track = self.row("track", to["track"])
            return {**to, "shot": track["shot"]} if track else to
        if to.get("shot") is None:
            return to
        self._refer("keyframe", {"shot": to["shot"]})
        tracks = self.document().track_order(to["shot"])
        if not tracks:
            raise Refused("invalid", _("This shot has no track yet. Add one first; nothing was changed."))
        return {**to, "track": tracks[0]}

    def _derived(self, kind: Kind, key: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """
        What pages are told beside the values that were set, because it follows from them.
        """
        if "skeleton" in values:
            return {"limbs": limbs_of(values["skeleton"])}
        if kind == "keyframe" and "locked" in values:
            who = self.actor if values["locked"] else NOBODY
            return {"locked_by": who.name, "locker": who.id}
        if kind == "pose" and "sha256" in values:
            return self._picture(key, values["sha256"])
        return {}

    def _picture(self, key: str, sha256: str) -> dict[str, Any]:
        """
        What is known of one of a pose's versions.
        """
        row = self.before.poses[key]
        present = {row["sha256"]: (row["width"], row["height"], row["has_alpha"])}
        found = {**present, **self.before.versions.get(key, {})}.get(sha256)
        if found is None:
            raise Refused("gone", _("This pose has no such version. Nothing was changed."))
        return dict(zip(("width", "height", "has_alpha"), found, strict=True))

    def _refer(
        self, kind: Kind, values: Mapping[str, Any], *, asked: Mapping[str, Any] | None = None
    ) -> None:
        """
        Refuse ids of what is not there, whatever project it may belong to.

        A row that comes back may name a card, or a track's character, that was deleted meanwhile: only what
        is asked for must be there.
        """
        for name, target in _REFERENCES.items():
            value = values.get(name)
            if asked is not None and name not in asked and (kind, name) in _LOOSE:
                continue
            if name in fields.FIELDS[kind] and value is not None and self._present(target, value) is None:
                binned = self.row(target, value) is not None
                raise gone(target, restore={"on": target, "id": value} if binned else None)


def _checked(kind: Kind, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    The values of an operation, each in the form it is kept in.
    """
    found = {}
    for name, value in (values or {}).items():
        check = fields.FIELDS[kind].get(name)
        if check is None:
            raise Refused(
                "invalid",
                _("A %(kind)s has no property %(name)r that can be set.")
                % {"kind": kind, "name": str(name)[:40]},
            )
        try:
            found[name] = check(value)
        except Refused as refused:
            # A fix is told as the properties to send instead.
            more = dict(refused.more)
            if "fix" in more:
                more["fix"] = {name: more["fix"]["value"]}
            raise Refused(refused.code, refused.sentence, property=name, **more) from None
    return found


def _shown(row: Row) -> dict[str, Any]:
    """
    All that a page shows of a row, for pages that do not hold binned rows.
    """
    return {name: value for name, value in row.items() if name not in ("deleted", "take")}


def gone(kind: str, restore: Mapping[str, Any] | None = None) -> Refused:
    """
    The row is not in this project, or in its bin, from where `restore` would bring it back.
    """
    sentences = {
        "shot": _("This shot is gone: it was deleted since. Nothing was changed."),
        "pose": _("This pose is gone: it was deleted since. Nothing was changed."),
        "track": _("This track is gone: it was deleted since. Nothing was changed."),
        "keyframe": _("This keyframe is gone: it was deleted since. Nothing was changed."),
        "marker": _("This marker is gone: it was deleted since. Nothing was changed."),
        "character": _("This character is gone: it was deleted since. Nothing was changed."),
    }
    sentence = sentences.get(kind, _("There is no such project here. Nothing was changed."))
    return Refused("gone", sentence, restore=restore)


def _in_it_by_now(kind: Kind) -> str:
    if kind == "track":
        return _("There are other tracks in it by now, so it is kept.")
    if kind == "marker":
        return _("There are other markers in it by now, so it is kept.")
    return _("There are other keyframes in it by now, so it is kept.")


def taken() -> Refused:
    """
    The id of a new row is in use.
    """
    return Refused("exists", _("Something with this id exists already. Nothing was changed; try again."))
