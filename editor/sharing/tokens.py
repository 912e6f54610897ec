"""
Secrets in addresses: 256 bits that only their holder knows. Kept is no more than their hash.
"""

import hashlib
import secrets

BYTES = 32
HINT = 4


def new_token() -> str:
    """
    A token that nobody can guess, in letters that need no quoting in an address.
    """
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    """
    What is kept of a token. It is random and long, so a fast hash is as good as a slow one.
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def hint_of(token: str) -> str:
    """
    The letters by which its maker tells a token from their others.
    """
    return token[:HINT]
