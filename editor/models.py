"""
The models of every subject, gathered for Django.
"""

from editor.characters.models import Character
from editor.exports.models import Export
from editor.poses.models import Mask, Picture, Pose
from editor.projects.models import Project, Shot
from editor.teams.models import User
from editor.timeline.models import Batch, Keyframe

__all__ = [
    "Batch",
    "Character",
    "Export",
    "Keyframe",
    "Mask",
    "Picture",
    "Pose",
    "Project",
    "Shot",
    "User",
]
