"""
The models of every subject, gathered for Django.
"""

from editor.characters.models import Character
from editor.comments.models import Comment
from editor.exports.models import Export
from editor.lessons.models import (
    ClassGroup,
    Enrolment,
    Exercise,
    Lesson,
    LessonPicture,
    Review,
    Submission,
    Work,
)
from editor.poses.models import Mask, Picture, Pose, Version
from editor.projects.models import Project, Shot
from editor.sharing.models import ShareLink
from editor.teams.models import Invitation, Membership, Team, User
from editor.timeline.models import Batch, Judgement, Keyframe, Marker, Track

__all__ = [
    "Batch",
    "Character",
    "ClassGroup",
    "Comment",
    "Enrolment",
    "Exercise",
    "Export",
    "Invitation",
    "Judgement",
    "Keyframe",
    "Lesson",
    "LessonPicture",
    "Marker",
    "Mask",
    "Membership",
    "Picture",
    "Pose",
    "Project",
    "Review",
    "ShareLink",
    "Shot",
    "Submission",
    "Team",
    "Track",
    "User",
    "Version",
    "Work",
]
