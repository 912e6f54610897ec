"""
Who gets what from the doors of links, for the access matrix.

`OWN` are the answers to who may share: the project's owner, and an owner of its team. Everybody else gets
404, for an unknown id the same bytes: strangers, editors, commenters and viewers of the team, every level of
link, expired, revoked and wrong-password links, guests of other links, removed members, teachers and
learners, these also of their own work. Nobody, without a key, gets 401. In the bin it is 404.
"""

OWN = {
    ("get", "/api/projects/{project_id}/links"): 200,
    ("post", "/api/projects/{project_id}/links"): 201,
    ("patch", "/api/projects/{project_id}/links/{link_id}"): 200,
    ("post", "/api/projects/{project_id}/links/{link_id}/renew"): 200,
    ("delete", "/api/projects/{project_id}/links/{link_id}"): 204,
}

BY_TOKEN = {
    ("get", "s/<str:token>"): (200, 200, 200, 404),
    ("post", "s/<str:token>"): (302, 302, 404, 404),
    ("get", "s/<str:token>/card.jpg"): (200, 404, 404, 404),
}
"""
The same for every viewer, for the token alone decides: open, with its password, with a wrong one, and
unknown, expired, revoked, or of a project in the bin. The page is 302 at once for who has opened the link.
"""
