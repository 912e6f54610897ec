"""
The built-in lesson on keyframes. Its text stands beside this file, one for each language; its pictures are
drawn by `editor.lessons.builtin.figures`.
"""

from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editor.lessons.builtin import BuiltIn

PICTURES = ("keys", "good", "crossfade", "flow", "unanchored", "anchored")


def lesson() -> BuiltIn:
    """
    The lesson, in the language of the page; in English where it is not written in that language.
    """
    folder = Path(settings.BASE_DIR) / "static" / "img" / "lesson"
    return BuiltIn(
        name="keyframes",
        title=_("Keys and in-betweens"),
        text=_text(),
        brief=_(
            "Make two strong stills of one character in two poses. Use them as start and end keyframes, "
            "watch what the interpolation makes of them, and judge whether it is still the same character."
        ),
        checks=("two_poses", "same_character", "start_and_end", "rendered", "watched", "judged"),
        rubric=[
            {
                "name": _("Poses"),
                "hint": _("Strong, clearly different, of one character"),
                "levels": [
                    _("One pose, or two that hardly differ"),
                    _("Two poses; size, clothes or view change between them"),
                    _("Two clear poses of one character"),
                    _("Two strong poses that tell a story by themselves"),
                ],
            },
            {
                "name": _("Identity"),
                "hint": _("Sees where the character slips"),
                "levels": [
                    _("Gives no judgement, or one that the frames contradict"),
                    _("Says yes, partly or no, without frames"),
                    _("Names the frames that slip"),
                    _("Names the frames, and what slips in them"),
                ],
            },
            {
                "name": _("Reasons"),
                "hint": _("Says what happens and why"),
                "levels": [
                    _("Gives no reason"),
                    _("Says that it is good or bad"),
                    _("Says what the method does wrong or right"),
                    _("Says why, and what would help"),
                ],
            },
        ],
        pictures={f"{name}.webp": folder / f"{name}.webp" for name in PICTURES},
    )


def _text() -> str:
    folder = Path(__file__).parent
    wanted = folder / f"keyframes.{get_language() or 'en'}.md"
    return (wanted if wanted.exists() else folder / "keyframes.en.md").read_text()
