"""
Who gets what from the pages of those who teach, for the access matrix.

The viewers, in the order of `rows_lessons.VIEWERS`: the teacher whose they are; the learner whose work it is;
another learner of the same class; a learner who was removed from it; another teacher; a stranger with an
account; a guest; and a browser without a session that has opened an edit link to another project. Nobody,
and such a browser, is led to where one signs in (302). Where it is 404 it is the page of an address that
never was.
"""

Outcomes = tuple[int, int, int, int, int, int, int, int]

TEACHERS: Outcomes = (200, 404, 404, 404, 404, 404, 404, 302)
CLASS: Outcomes = (200, 200, 200, 404, 404, 404, 404, 302)
PEOPLE: Outcomes = (200, 200, 200, 200, 200, 200, 200, 302)

# url name, pattern: outcomes
ROWS: dict[tuple[str, str], Outcomes] = {
    ("lessons", "lessons"): PEOPLE,
    ("lesson_edit", "lessons/{lesson_id}/edit"): TEACHERS,
    ("classes", "classes"): PEOPLE,
    ("class", "classes/{class_id}"): CLASS,
    ("class_grades", "classes/{class_id}/grades.csv"): TEACHERS,
    ("review", "exercises/{exercise_id}/review"): TEACHERS,
    ("exercise_grades", "exercises/{exercise_id}/grades.csv"): TEACHERS,
}
"""
After return the outcomes are the same. None of them takes anything but GET and HEAD (405).
"""
