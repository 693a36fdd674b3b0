"""Settings of the test suite: the product's own, without what only costs time or writes beside the program."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KUDOSBAY_DATA_DIR", tempfile.mkdtemp(prefix="kudosbay-test-"))
os.environ.setdefault("KUDOSBAY_DATABASE_URL", os.environ.get("KUDOSBAY_TEST_DATABASE_URL", ""))

from kudosbay.config.settings import *
from kudosbay.config.settings import STORAGES as PRODUCT_STORAGES

DATA_DIR = Path(os.environ["KUDOSBAY_DATA_DIR"])
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing folder, and warnings are errors
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = PRODUCT_STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
(DATA_DIR / "static").mkdir(parents=True, exist_ok=True)  # what collectstatic makes in life
