"""
How much a project and a person may hold.

Generous for a story, tight enough that one person cannot fill the machine for the others.
"""

from editor.refusals import Refused

PROJECTS_PER_OWNER = 200
SHOTS_PER_PROJECT = 300
TRACKS_PER_SHOT = 12
MARKERS_PER_PROJECT = 500
KEYFRAMES_PER_PROJECT = 5_000
POSES_PER_PROJECT = 1_000
CHARACTERS_PER_PROJECT = 100
MASKS_PER_PROJECT = 10_000
BREAKDOWN_JOINTS_PER_PROJECT = 100_000
"""
All joints of all breakdowns: each edit writes them into sheets, while the project is locked.
"""
BYTES_PER_OWNER = 4 * 2**30
OPERATIONS_PER_BATCH = 2_000
INBETWEENS_PER_SEGMENT = 2_000
LINKS_PER_PROJECT = 100
TEAMS_PER_PERSON = 50
MEMBERS_PER_TEAM = 200
COMMENTS_PER_PROJECT = 5_000


def check_room(count: int, most: int, sentence: str) -> None:
    """
    Refuse one more than the most; the sentence has a place `%(most)d`, and comes translated.
    """
    if count >= most:
        raise Refused("too_many", sentence % {"most": most}, status=507)


def check_bytes(used: int, sentence: str) -> None:
    """
    Refuse more pictures than one person may keep; the sentence has a place `%(most)d` for megabytes.
    """
    if used > BYTES_PER_OWNER:
        raise Refused("no_room", sentence % {"most": BYTES_PER_OWNER // 2**20}, status=507)
