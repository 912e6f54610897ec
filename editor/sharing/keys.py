"""
The links that a browser has opened, in a signed cookie of their own.

It names each link and the generation it was opened in, so a link that is revoked or given a new address is
shut at once in every browser, and nothing that is written into the cookie by hand opens anything.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.core import signing
from django.http import HttpResponse

from editor import cookies
from editor.access import Key

COOKIE = "kf_links"
SALT = "kfweb.links"
MOST = 20
"""
Older ones are dropped: opening the link again brings one back.
"""
SECONDS = 60 * 60 * 24 * 90


def keys_in(cookies: Mapping[str, str]) -> tuple[Key, ...]:
    """
    The keys that a browser holds; a cookie that is not ours, or too old, holds none.
    """
    text = cookies.get(COOKIE)
    if not text:
        return ()
    try:
        held = signing.loads(text, salt=SALT, max_age=SECONDS)
        return tuple(Key(UUID(link), int(generation)) for link, generation in held)[:MOST]
    except (signing.BadSignature, ValueError, TypeError):
        return ()


def give(response: HttpResponse, key: Key, held: Iterable[Key]) -> None:
    """
    Put a key into a browser, before those that it holds.
    """
    keys = [key, *(other for other in held if other.link != key.link)][:MOST]
    text = signing.dumps([[str(one.link), one.generation] for one in keys], salt=SALT, compress=True)
    cookies.put(response, COOKIE, text, SECONDS)
