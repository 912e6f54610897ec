"""
Who gets what from the doors of lessons, classes, exercises, works and submissions, for the access matrix.

The viewers, in the order of `VIEWERS`: the teacher whose they are; the learner whose work it is; another
learner of the same class; a learner who was removed from it; another teacher with a class and lessons of
their own; a stranger with an account; a guest; and a browser without a session that has opened an edit link
to another project. Nobody, without a session or a key, gets 401 everywhere but at `OPEN`. Where it is 404
the bytes are those of an id that never was.

"After return" the learner's outcomes are the same: a review changes what is in an answer, not who gets one.
"""

from typing import Any

VIEWERS = ("teacher", "learner", "other", "removed", "colleague", "stranger", "guest", "link")

Outcomes = tuple[int, int, int, int, int, int, int, int]

TEACHERS: Outcomes = (200, 404, 404, 404, 404, 404, 404, 404)
MADE: Outcomes = (201, 404, 404, 404, 404, 404, 404, 404)
GONE: Outcomes = (204, 404, 404, 404, 404, 404, 404, 404)
NEVER: Outcomes = (404, 404, 404, 404, 404, 404, 404, 404)
CLASS: Outcomes = (200, 200, 200, 404, 404, 404, 404, 404)
OWN: Outcomes = (404, 200, 404, 404, 404, 404, 404, 404)
LEARNERS: Outcomes = (404, 200, 200, 404, 404, 404, 404, 404)
BOTH: Outcomes = (200, 200, 404, 404, 404, 404, 404, 404)
ACCOUNTS: Outcomes = (200, 403, 403, 403, 200, 200, 403, 403)
WRITERS: Outcomes = (201, 403, 403, 403, 201, 201, 403, 403)
PEOPLE: Outcomes = (200, 200, 200, 200, 200, 200, 200, 401)

# (verb, route): outcomes, body
ROWS: dict[tuple[str, str], tuple[Outcomes, Any]] = {
    ("get", "/api/lessons"): (ACCOUNTS, None),
    ("post", "/api/lessons"): (WRITERS, {"title": "New"}),
    ("get", "/api/lessons/checks"): ((200,) * 8, None),
    ("post", "/api/lessons/preview"): (TEACHERS, {"text": "*x*", "lesson": "{lesson_id}"}),
    ("get", "/api/lessons/{lesson_id}"): (CLASS, None),
    ("patch", "/api/lessons/{lesson_id}"): (TEACHERS, {"title": "Changed"}),
    ("post", "/api/lessons/{lesson_id}/restore"): (NEVER, {}),
    ("post", "/api/lessons/{lesson_id}/pictures"): (TEACHERS, "file"),
    ("delete", "/api/lessons/{lesson_id}/pictures/{sha256}"): (GONE, {}),
    ("get", "/api/classes"): (PEOPLE, None),
    ("post", "/api/classes"): (WRITERS, {"name": "9a", "time_zone": "UTC"}),
    ("get", "/api/classes/{class_id}"): (CLASS, None),
    ("patch", "/api/classes/{class_id}"): (TEACHERS, {"name": "9b"}),
    ("post", "/api/classes/{class_id}/code"): (TEACHERS, {}),
    ("post", "/api/classes/{class_id}/restore"): (NEVER, {}),
    ("post", "/api/classes/{class_id}/words"): (LEARNERS, {}),
    ("post", "/api/classes/{class_id}/exercises"): (MADE, {"lesson": "{lesson_id}"}),
    ("get", "/api/exercises/{exercise_id}"): (CLASS, None),
    ("patch", "/api/exercises/{exercise_id}"): (TEACHERS, {"attempts": 0}),
    ("get", "/api/exercises/{exercise_id}/learners"): (TEACHERS, None),
    ("get", "/api/exercises/{exercise_id}/queue"): (TEACHERS, None),
    ("get", "/api/exercises/{exercise_id}/grades"): (TEACHERS, None),
    ("post", "/api/exercises/{exercise_id}/start"): (LEARNERS, {}),
    ("get", "/api/works/{work_id}"): (OWN, None),
    ("post", "/api/works/{work_id}/watched"): (OWN, {"takes": ["{take}"]}),
    ("post", "/api/works/{work_id}/judgement"): (
        OWN,
        {"identity": "partly", "takes": [{"keyframe": "{keyframe_id}", "take": "{take}"}]},
    ),
    ("post", "/api/works/{work_id}/hand-in"): (OWN, {"id": "{new}"}),
    ("get", "/api/submissions/{submission_id}"): (BOTH, None),
    ("put", "/api/submissions/{submission_id}/review"): (TEACHERS, {"words": "Good."}),
    ("post", "/api/submissions/{submission_id}/review/publish"): (TEACHERS, {"verdict": "returned"}),
    ("post", "/api/submissions/{submission_id}/review/reopen"): (TEACHERS, {}),
    ("delete", "/api/exercises/{exercise_id}"): (GONE, {}),
    ("delete", "/api/classes/{class_id}/learners/{learner_id}"): (GONE, {}),
    ("post", "/api/classes/{class_id}/learners/{learner_id}/restore"): (GONE, {}),
    ("post", "/api/classes/{class_id}/learners/{learner_id}/erase"): (GONE, {}),
    ("delete", "/api/lessons/{lesson_id}"): (GONE, {}),
    ("delete", "/api/classes/{class_id}"): (GONE, {}),
}
"""
In this order: what the teacher does at the end of a row changes the scene for the rows after it.
"""

OPEN = {("post", "/api/classes/join"), ("post", "/api/classes/back")}
"""
For everybody, nobody too, who comes from one of our own pages: code, alias and words decide.
"""

PICTURE = ("lesson_picture", "lessons/{lesson_id}/pictures/{sha256}.webp", CLASS)
"""
The pictures of a lesson; here nobody gets 404.
"""

PROJECTS = {
    # What a viewer is to the learner's work, and to the copy that was handed in.
    "teacher": ("stranger", "teacher"),
    "learner": ("learner", "learner"),
    "other": ("stranger", "stranger"),
    "removed": ("stranger", "stranger"),
    "colleague": ("stranger", "stranger"),
    "stranger": ("stranger", "stranger"),
    "guest": ("stranger", "stranger"),
    "link": ("stranger", "stranger"),
    "nobody": ("stranger", "stranger"),
}
