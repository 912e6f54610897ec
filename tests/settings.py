"""
The studio's settings, for tests inside one process: nothing of the machine's own studio is touched.

Rows lie where KF_TEST_DATABASE_URL says, a file otherwise; bells and events stay in memory. Tests that
want the real machines start them: see `tests.machines`.
"""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("KF_") and name != "KF_TEST_DATABASE_URL"]:
    del os.environ[name]

_folder = tempfile.mkdtemp(prefix="kfweb-tests-")
_owner = os.getpid()
os.environ["KF_DATA_DIR"] = _folder
if address := os.environ.get("KF_TEST_DATABASE_URL"):
    os.environ["KF_DATABASE_URL"] = address


@atexit.register
def _leave_nothing() -> None:
    if os.getpid() == _owner:  # not in processes that tests fork
        shutil.rmtree(_folder, ignore_errors=True)


# Programs that tests start are the real ones.
os.environ["DJANGO_SETTINGS_MODULE"] = "kfweb.settings"

from kfweb.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405  (its absence would be warned about)

DOCUMENTS_KEPT = 0  # tests write rows past the edits; those that want it say so
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
