"""The Chromium of this machine, if it has one: the browser tests are collected only then."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)
