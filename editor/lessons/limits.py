"""
How much a teacher, a lesson and a class may hold.
"""

from editor.refusals import Refused

LESSONS_PER_TEACHER = 200
PICTURES_PER_LESSON = 60
CLASSES_PER_TEACHER = 100
LEARNERS_PER_CLASS = 300
EXERCISES_PER_CLASS = 100
CLASSES_PER_LEARNER = 50
ATTEMPTS = 50
"""
The most that can be asked for, and that anybody has where as many as one likes are allowed.
"""
ROWS, LEAST_LEVELS, MOST_LEVELS = 12, 2, 6
LONGEST_TITLE, LONGEST_NAME, LONGEST_ALIAS = 120, 80, 40
LONGEST_TEXT, LONGEST_BRIEF, LONGEST_HINT, LONGEST_LEVEL = 40_000, 4_000, 300, 200
MARKS_PER_REVIEW, LONGEST_MARK = 200, 1_000


def check_room(count: int, most: int, sentence: str) -> None:
    """
    Refuse one more than the most; the sentence has a place `%(most)d`, and comes translated.
    """
    if count >= most:
        raise Refused("too_many", sentence % {"most": most}, status=507)
