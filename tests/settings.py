"""The office's settings for tests: a data folder of its own, a quick password hasher, a database of its own.

With ``DATABASE_URL`` that is one on that PostgreSQL (``python -m tests.postgres pytest …`` starts one), else a SQLite file: a file, so
that a real worker process (tests/office/test_jobs.py) and the browser's live server can open it too.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_given = os.environ.get("DONDOC_TEST_DATA")
"""Set for child processes of a test: they share the data of the test that started them."""
_folder = Path(_given) if _given else Path(tempfile.mkdtemp(prefix="dondoc-test-"))
if not _given:
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DONDOC_DATA"] = str(_folder)
os.environ.setdefault("DONDOC_SECRET_KEY", "a key for tests only, with enough letters in it")

from dondoc.office.database import SQLITE  # noqa: E402
from dondoc.office.settings import *  # noqa: E402, F403
from dondoc.office.settings import DATA, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SQLITE["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
_default = DATABASES["default"]
_own = f"test_{_default['NAME']}" if "postgresql" in _default["ENGINE"] else str(DATA / "test.sqlite3")
_database = os.environ.get("DONDOC_TEST_DATABASE", _own)
_default["TEST"] = {"NAME": _database}
if _given:
    _default["NAME"] = _database
ALLOWED_HOSTS = ["*"]
