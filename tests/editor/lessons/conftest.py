"""
The rooms that these tests stand in.
"""

import pytest
from django.core.cache import cache

from tests.editor.lessons.school import School
from tests.editor.rooms import bells, draw, heard, media

__all__ = ["bells", "draw", "heard", "media"]


@pytest.fixture
def school(db) -> School:
    """
    A teacher with a class.
    """
    return School()


@pytest.fixture(autouse=True)
def nothing_counted():
    """
    Nobody was wrong too often before the test.
    """
    cache.clear()
