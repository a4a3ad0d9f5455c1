"""Pictures are drawn anew, so that nothing is left of where, when and by whom they were taken."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence

from sufflor.files import kinds

# Four bytes each while it is drawn, and one picture at a time: what this may cost in memory.
MOST_PIXELS = 20_000_000
QUALITY = 90
# What a picture must keep to look the same. The rest may tell of its maker.
KEPT = frozenset({"background", "disposal", "duration", "loop", "transparency"})
UNREADABLE = (
    Image.DecompressionBombError,
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)

_one_at_a_time = BoundedSemaphore(1)


class BrokenPicture(kinds.NotTaken):
    reason = _("The picture cannot be read. It may be damaged.")
    way_out = _("Open it at your side, save it anew, and attach that.")


class HugePicture(kinds.NotTaken):
    reason = _("The picture has more than 20 million pixels.")
    way_out = _("Make it smaller, or cut out the part that matters.")


def draw_anew(source: Path, target: Path, form: str) -> str:
    """The same picture without what was written beside it, turned as it was meant to be seen.

    Returns its media type: a film in PNG has a name of its own, but not for those who show it.
    """
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source, formats=(form,)) as picture:
                _draw(picture, target, form)
    except UNREADABLE as fault:
        raise BrokenPicture from fault
    except OSError as fault:
        # Pillow says so of what it cannot read; only the machine's own faults have a number.
        if fault.errno:
            raise
        raise BrokenPicture from fault
    return f"image/{form.lower()}"


def _draw(picture: Image.Image, target: Path, form: str) -> None:
    if form == "JPEG":
        _halve_while_huge(picture)
    # Of a JPEG with several pictures in it, a telephone shows the first.
    frames = 1 if form == "JPEG" else int(getattr(picture, "n_frames", 1))
    if picture.width * picture.height * frames > MOST_PIXELS:
        raise HugePicture
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    picture.info = {name: value for name, value in picture.info.items() if name in KEPT}
    if frames > 1:
        _draw_film(picture, target, form)
    else:
        picture.save(target, form, quality=QUALITY)


def _draw_film(picture: Image.Image, target: Path, form: str) -> None:
    """Each form keeps its times in another way, so they are written down first."""
    durations = []
    for frame in ImageSequence.Iterator(picture):
        frame.load()
        durations.append(int(frame.info.get("duration", 0)))
    loop = {"loop": picture.info["loop"]} if "loop" in picture.info else {}
    picture.seek(0)
    picture.save(target, form, save_all=True, duration=durations, comment=b"", **loop)


def _halve_while_huge(picture: Image.Image) -> None:
    """A JPEG can be read at half its size and less, without being read whole first."""
    width, height = picture.size
    while width * height > MOST_PIXELS:
        width, height = (width + 1) // 2, (height + 1) // 2
    if (width, height) != picture.size:
        picture.draft(None, (width, height))
