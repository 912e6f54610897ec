"""
Who gets what from the doors of the player, for the access matrix.

`SEES` are the answers to everybody who may see a project: its owner, every role of its team, every level of
link that they have opened (also a frozen one, for the copy that it shows), the teacher to whom it was handed
in, the learner whose work it is. Everybody else gets 404, for an unknown id the same bytes: strangers,
guests, expired, revoked, renewed and wrong-password links, links to others, removed members, other teachers,
other learners. Nobody, without a session and a key, gets `NOBODY`, the same for an unknown id. In the bin it
is 404. A picture is found only by a name that this project shows now.

Taking a film home needs EXPORT, also to get a film that is written already: 404 by a link without downloads.
"""

SEES = {
    ("get", "/api/projects/{project_id}/reel"): 200,
    ("get", "projects/<uuid:project_id>/watch"): 200,
    ("get", "reel_picture"): 200,
}

NOBODY = {
    ("get", "/api/projects/{project_id}/reel"): 401,
    ("get", "projects/<uuid:project_id>/watch"): 302,
    ("get", "reel_picture"): 404,
}

BY_LINK = {
    ("get", "e/<str:token>"): (200, 404),
    ("get", "e/media/<str:ticket>/reel.json"): (200, 404),
    ("get", "embed_picture"): (200, 404),
}
"""
The same for every viewer, for cookies are not read: an open link to watch without a password; and any other,
unknown, expired, revoked, renewed, with a password, to comment or edit, or of a project in the bin.
"""

OPEN = {"jsi18n/watch": "/jsi18n/watch"}

SOCKETS = {"ws/projects/<uuid:project>/watch"}
"""
For every kind of viewer: tests/editor/watching/test_live.py.
"""
