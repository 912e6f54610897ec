"""
The pictures that are fetched with the editor's page.
"""

from editor.projects.opening import opening_pictures

SNAPSHOT = {
    "project": {"id": "p"},
    "shots": [
        {"id": "later", "order": "b", "plate": "wood"},
        {"id": "first", "order": "a", "plate": "hills"},
    ],
    "tracks": [{"id": "low", "hidden": False}, {"id": "high", "hidden": True}],
    "poses": [
        {"id": pose, "sha256": f"hash-of-{pose}"} for pose in ("hills", "wood", "stand", "wave", "reach")
    ],
    "keyframes": [
        {"shot": "first", "track": "low", "frame": 0, "pose": "stand"},
        {"shot": "first", "track": "low", "frame": 9, "pose": "reach"},
        {"shot": "first", "track": "high", "frame": 0, "pose": "wave"},
        {"shot": "later", "track": "low", "frame": 0, "pose": "reach"},
    ],
}


def test_they_are_the_background_and_the_keys_of_the_first_frame_that_is_shown():
    assert list(opening_pictures(SNAPSHOT)) == [
        "/projects/p/pictures/hash-of-hills/full.png",
        "/projects/p/pictures/hash-of-stand/full.png",
    ]


def test_they_are_had_small_as_well():
    names = [address.rpartition("/")[2] for address in opening_pictures(SNAPSHOT, "thumb.webp")]
    assert names == ["thumb.webp", "thumb.webp"]


def test_a_project_without_a_shot_has_none():
    assert list(opening_pictures(SNAPSHOT | {"shots": []})) == []


def test_a_pose_that_is_gone_is_left_out():
    assert list(opening_pictures(SNAPSHOT | {"poses": []})) == []
