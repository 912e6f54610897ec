"""
What was handed in, and reviews, over HTTP.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from editor.access import viewer_of
from editor.lessons import review_schemas, reviewing, showing_reviews
from editor.lessons.models import Review, Submission
from editor.lessons.reaching import reviewable, submission
from editor.schemas import LOST, REFUSED

router = Router(tags=["submissions"])


@router.get(
    "/{uuid:submission_id}", response={200: review_schemas.Submission, **LOST}, summary="What was handed in"
)
def get_submission(request: HttpRequest, submission_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return showing_reviews.submission(viewer, *submission(viewer, submission_id))


@router.put(
    "/{uuid:submission_id}/review", response={200: review_schemas.Review, **REFUSED}, summary="Keep a draft"
)
def save_review(request: HttpRequest, submission_id: UUID, wish: review_schemas.Draft) -> dict[str, Any]:
    viewer = viewer_of(request)
    found = reviewable(viewer, submission_id)
    return _review(found, reviewing.save(viewer, found, wish.model_dump()))


@router.post(
    "/{uuid:submission_id}/review/publish",
    response={200: review_schemas.Review, **REFUSED},
    summary="Publish a review",
)
def publish(request: HttpRequest, submission_id: UUID, wish: review_schemas.Publish) -> dict[str, Any]:
    viewer = viewer_of(request)
    found = reviewable(viewer, submission_id)
    return _review(found, reviewing.publish(viewer, found, wish.verdict))


@router.post(
    "/{uuid:submission_id}/review/reopen",
    response={200: review_schemas.Review, **REFUSED},
    summary="Take a review back",
)
def reopen(request: HttpRequest, submission_id: UUID) -> dict[str, Any]:
    found = reviewable(viewer_of(request), submission_id)
    return _review(found, reviewing.reopen(found))


def _review(found: Submission, kept: Review) -> dict[str, Any]:
    return showing_reviews.review(kept, found.work.exercise.rubric)
