"""
The models of every subject, gathered for Django.
"""

from editor.characters.models import Character
from editor.exports.models import Export
from editor.poses.models import Mask, Picture, Pose, Version
from editor.projects.models import Project, Shot
from editor.teams.models import User
from editor.timeline.models import Batch, Judgement, Keyframe, Marker, Track

__all__ = [
    "Batch",
    "Character",
    "Export",
    "Judgement",
    "Keyframe",
    "Marker",
    "Mask",
    "Picture",
    "Pose",
    "Project",
    "Shot",
    "Track",
    "User",
    "Version",
]
