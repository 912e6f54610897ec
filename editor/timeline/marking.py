"""
What marks must always be: joints that fit their character's skeleton, names of limbs and joints that exist,
masks of the project that fit their picture.

A pose with joints always fits. What a keyframe says about the way to the next one may come not to fit, when
it is given another pose; then it is kept, and not drawn from. So it is judged only where somebody asks for
it, and not where an edit is taken back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editor.characters.skeletons import skeleton_of
from editor.refusals import Refused
from editor.timeline.document import Document, Kind, Row
from jobs.inbetween import Skeleton

Touched = Mapping[tuple[Kind, str], int]
Asked = Mapping[tuple[Kind, str], set[str]]


def check(before: Document, after: Document, touched: Touched, asked: Asked) -> None:
    """
    Refuse marks that cannot be.
    """
    for (kind, key), index in touched.items():
        try:
            if kind == "character":
                _check_character(before, after, key)
            elif kind == "pose":
                _check_pose(before, after, key, asked.get((kind, key), set()))
            elif kind == "keyframe":
                _check_course(after, key, asked.get((kind, key), set()))
        except Refused as refused:
            raise refused.at(index) from None


def skeleton_in(document: Document, pose: Row) -> Skeleton | None:
    """
    The skeleton that a pose is marked by, if it shows a character.
    """
    character = document.characters.get(pose["character"] or "")
    return skeleton_of(character["skeleton"]) if character else None


def _check_character(before: Document, after: Document, key: str) -> None:
    """
    A character that is seen stays, and its skeleton changes only together with the joints of all its poses.
    """
    row, old = after.characters[key], before.characters.get(key)
    poses = [(one, pose) for one, pose in after.live("pose").items() if pose["character"] == key]
    if row["deleted"] and poses:
        raise Refused(
            "in_use",
            ngettext(
                "“%(name)s” is the character of %(count)d pose. Take it off there first; "
                "nothing was changed.",
                "“%(name)s” is the character of %(count)d poses. Take it off there first; "
                "nothing was changed.",
                len(poses),
            )
            % {"name": row["name"], "count": len(poses)},
            count=len(poses),
        )
    if old is None or old["skeleton"] == row["skeleton"]:
        return
    kept = [one for one, pose in poses if pose["joints"] is not None and _same_marks(before, one, pose)]
    if kept:
        raise Refused(
            "in_use",
            ngettext(
                "%(count)d pose of “%(name)s” is marked with its present skeleton. Clear its joints before "
                "you change the skeleton.",
                "%(count)d poses of “%(name)s” are marked with its present skeleton. Clear their joints "
                "before you change the skeleton.",
                len(kept),
            )
            % {"name": row["name"], "count": len(kept)},
            count=len(kept),
        )


def _same_marks(before: Document, key: str, pose: Row) -> bool:
    old = before.poses.get(key)
    return old is not None and (old["character"], old["joints"]) == (pose["character"], pose["joints"])


def _check_pose(before: Document, after: Document, key: str, asked: Iterable[str]) -> None:
    row = after.poses[key]
    _check_mask(before, after, key)
    if row["deleted"]:
        return
    character = after.characters.get(row["character"] or "")
    if character is not None and character["deleted"]:
        raise Refused(
            "gone",
            _("The character “%(name)s” that it shows was deleted since. Restore the character first.")
            % {"name": character["name"]},
            restore={"on": "character", "id": row["character"]},
        )
    skeleton = skeleton_in(after, row)
    if row["joints"] is not None:
        _check_joints(row, skeleton)
    if row["behind"] and (row["joints"] is not None or "behind" in asked):
        _check_limbs(row, skeleton)


def _check_joints(row: Row, skeleton: Skeleton | None) -> None:
    if skeleton is None:
        raise Refused(
            "unmarked",
            _("“%(name)s” can have joints only with a character, whose skeleton they are.")
            % {"name": row["name"]},
            fix={"joints": None},
        )
    if len(row["joints"]) != len(skeleton.names):
        raise Refused(
            "misfit",
            _(
                "“%(name)s” has %(count)d joints, and the skeleton of its character has %(right)d. Set the "
                "joints together with the character."
            )
            % {"name": row["name"], "count": len(row["joints"]), "right": len(skeleton.names)},
            fix={"joints": None},
        )


def _check_limbs(row: Row, skeleton: Skeleton | None) -> None:
    limbs = [limb.name for limb in skeleton.limbs] if skeleton else []
    strange = [name for name in row["behind"] if name not in limbs]
    if strange:
        raise Refused(
            "misfit",
            _("There is no limb “%(limb)s” that could be behind; there are: %(limbs)s.")
            % {"limb": strange[0], "limbs": ", ".join(limbs) or _("none")},
            fix={"behind": [name for name in row["behind"] if name in limbs]},
        )


def _check_mask(before: Document, after: Document, key: str) -> None:
    """
    A mask was uploaded for this project, and is as large as the picture it belongs to.
    """
    row, old = after.poses[key], before.poses.get(key)
    mask = row["mask"]
    if mask is None or (old is not None and old["mask"] == mask):
        _check_size_stays(row, old)
        return
    size = after.masks.get(mask)
    if size is None:
        raise Refused("gone", _("There is no such mask here. Upload it again; nothing was changed."))
    if size != (row["width"], row["height"]):
        raise Refused(
            "misfit",
            _("The mask has %(mask)s pixels and the picture %(picture)s. Upload it for this pose.")
            % {
                "mask": f"{size[0]} × {size[1]}",
                "picture": f"{row['width']} × {row['height']}",
            },
        )


def _check_size_stays(row: Row, old: Row | None) -> None:
    """
    A version of another size needs a mask of its own.
    """
    sides = ("width", "height")
    if row["mask"] is None or old is None or all(row[side] == old[side] for side in sides):
        return
    raise Refused(
        "misfit",
        _(
            "“%(name)s” has a mask for a picture of %(mask)s pixels, and this version has %(picture)s. Clear "
            "the mask first, or together with it. Nothing was changed."
        )
        % {
            "name": row["name"],
            "mask": f"{old['width']} × {old['height']}",
            "picture": f"{row['width']} × {row['height']}",
        },
        fix={"mask": None},
    )


def _check_course(after: Document, key: str, asked: Iterable[str]) -> None:
    """
    What was asked for between two keyframes is about the character of the left one.
    """
    row = after.keyframes[key]
    wanted = [name for name in ("breakdowns", "turns", "planted") if name in asked and row[name]]
    if row["deleted"] or not wanted:
        return
    skeleton = skeleton_in(after, after.poses[row["pose"]])
    if skeleton is None:
        raise Refused(
            "unmarked",
            _("“%(name)s” shows no character yet. Give it one, and mark its joints, first.")
            % {"name": after.poses[row["pose"]]["name"]},
        )
    for name in wanted:
        if name == "breakdowns":
            _check_breakdowns(row[name], skeleton)
        else:
            _check_names(row[name], skeleton)


def _check_names(names: Iterable[str], skeleton: Skeleton) -> None:
    strange = [name for name in names if name not in skeleton.names]
    if strange:
        raise Refused(
            "misfit",
            _("There is no joint “%(joint)s”; there are: %(joints)s.")
            % {"joint": strange[0], "joints": ", ".join(skeleton.names)},
        )


def _check_breakdowns(breakdowns: Iterable[Mapping[str, Any]], skeleton: Skeleton) -> None:
    for one in breakdowns:
        if len(one["joints"]) != len(skeleton.names):
            raise Refused(
                "misfit",
                _("A breakdown has %(count)d joints, and the skeleton of its character has %(right)d.")
                % {"count": len(one["joints"]), "right": len(skeleton.names)},
            )
