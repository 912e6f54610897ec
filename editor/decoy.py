"""
A password for nobody: who names somebody or something that is not there waits as long as anybody.
"""

import secrets
from functools import cache

from django.contrib.auth.hashers import make_password


@cache
def decoy() -> str:
    """
    A hash that nothing fits, as slow to compare with as any.
    """
    return make_password(secrets.token_urlsafe())
