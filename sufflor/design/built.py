"""Where the files that the front-end build made are found today."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static" / "built"


class NotBuilt(ImproperlyConfigured):
    """The pages need css, js and icons that nobody has built yet."""


def address(name: str, folder: Path = FOLDER) -> str:
    """Turn `app.css` into the address that browsers may keep for good."""
    return _address(name, folder, _changed_at(folder) if settings.DEBUG else 0)


@lru_cache(maxsize=64)
def _address(name: str, folder: Path, changed_at: int) -> str:
    """Asked for a score of times by every page, so it is worked out once for each build."""
    files = _files(folder, changed_at)
    if name not in files:
        raise NotBuilt(f"The front-end build makes no {name!r}, only {', '.join(sorted(files))}.")
    return static(files[name])


def _changed_at(folder: Path) -> int:
    manifest = folder / "manifest.json"
    return manifest.stat().st_mtime_ns if manifest.exists() else 0


@lru_cache(maxsize=2)
def _files(folder: Path, changed_at: int) -> dict[str, str]:
    """Read the manifest; `changed_at` is only there to read it again after a new build."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        raise NotBuilt(
            "The css and js are not built. Run `python3 do.py run`, or in frontend/: "
            "`npm ci --ignore-scripts --omit=dev && npm run build`."
        )
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return names
