"""
Skeletons as edits carry them: JSON values, read once each.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jobs.inbetween import Skeleton


def skeleton_of(kept: Mapping[str, Any]) -> Skeleton:
    """
    The skeleton that JSON values describe, or a `ValueError` that says why they describe none.
    """
    return _read(json.dumps(kept, sort_keys=True))


@lru_cache(maxsize=1024)
def _read(packed: str) -> Skeleton:
    # Limbs in the order of their names: a database may give an object's properties in another order.
    return Skeleton.from_json(json.loads(packed))


def limbs_of(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """
    The limbs of a skeleton as pages read them, each with the joints that its bones end in.
    """
    skeleton = skeleton_of(kept)
    return [
        {"name": limb.name, "joints": [skeleton.names[joint] for joint in limb.joints]}
        for limb in skeleton.limbs
    ]
