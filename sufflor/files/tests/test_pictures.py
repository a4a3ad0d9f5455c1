"""A picture is drawn anew: the same to look at, and silent of who took it and where."""

from __future__ import annotations

import io
from contextlib import closing

import pytest
from PIL import Image, PngImagePlugin

from sufflor.files import pictures
from sufflor.files.tests.conftest import on, picture

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
SECRET = b"Karis telefon"


def told(form, **options):
    """A picture that tells of its maker in every way that its form has."""
    exif = Image.Exif()
    exif[MAKER] = SECRET.decode()
    exif.get_ifd(PLACE)[1] = "N"
    more = {"exif": exif, "icc_profile": SECRET}
    if form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        more["pnginfo"] = words
    if form == "WEBP":
        more["xmp"] = SECRET
    if form == "GIF":
        more = {}
    if form in {"JPEG", "GIF"}:
        more["comment"] = SECRET
    return picture(form, **more, **options)


def stored(shelf):
    (path,) = on(shelf)
    return path.read_bytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_is_left_of_where_and_by_whom_it_was_taken(received, shelf, form):
    content = told(form)
    assert SECRET in content

    file = received(content, "bilde")

    assert SECRET not in stored(shelf)
    assert file.media_type == f"image/{form.lower()}"
    with Image.open(io.BytesIO(stored(shelf))) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == (form, (40, 30), {})


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_is_written_after_a_picture_does_not_come_along(received, shelf, form):
    received(picture(form) + b"<script>alert(1)</script>PK\x05\x06", "bilde")

    assert b"script" not in stored(shelf)


def test_a_picture_is_turned_as_it_was_meant_to_be_seen(received, shelf):
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    received(picture("JPEG", exif=exif), "bilde.jpg")

    with Image.open(io.BytesIO(stored(shelf))) as drawn:
        assert drawn.size == (30, 40)


def test_what_can_be_seen_through_still_can(received, shelf):
    received(picture("PNG", mode="RGBA"), "ikon.png")

    with Image.open(io.BytesIO(stored(shelf))) as drawn:
        assert drawn.mode == "RGBA"


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_film_of_pictures_stays_one(received, shelf, form):
    frames = [Image.new("RGB", (40, 30), color) for color in ("teal", "navy", "gold")]
    content = io.BytesIO()
    more = {"comment": SECRET} if form == "GIF" else {}
    frames[0].save(
        content, form, save_all=True, append_images=frames[1:], duration=120, loop=0, **more
    )

    file = received(content.getvalue(), "film")

    assert SECRET not in stored(shelf)
    assert file.media_type == f"image/{form.lower()}"
    with Image.open(io.BytesIO(stored(shelf))) as drawn:
        drawn.load()
        assert drawn.n_frames == 3
        assert drawn.info["duration"] == 120


def test_a_huge_photograph_is_made_smaller(received, shelf, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000)

    received(picture("JPEG", size=(800, 600)), "bilde.jpg")

    with Image.open(io.BytesIO(stored(shelf))) as drawn:
        assert drawn.size == (200, 150)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_other_huge_pictures_are_not_read(received, shelf, monkeypatch, form):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000)

    with pytest.raises(pictures.HugePicture):
        received(picture(form), "bilde")

    assert on(shelf) == []


def test_a_picture_that_swells_is_not_read(received):
    """A few hundred bytes that say that they are 900 million pixels."""
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (30_000).to_bytes(4, "big") * 2

    with pytest.raises(pictures.kinds.NotTaken):
        received(bytes(bomb), "bombe.png")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_a_picture_is_told_so(received, shelf, form, share):
    content = picture(form, size=(300, 200))

    with pytest.raises(pictures.BrokenPicture):
        received(content[: int(len(content) * share)], "bilde")

    assert on(shelf) == []


def test_the_form_is_not_chosen_by_what_the_file_says_inside(received, shelf):
    """Pillow would open an EPS or a PSD too, if it were asked to guess."""
    with closing(io.BytesIO(b"\x89PNG\r\n\x1a\n%!PS-Adobe-3.0 EPSF-3.0\n" + bytes(100))) as content:
        fake = content.getvalue()

    with pytest.raises(pictures.BrokenPicture):
        received(fake, "bilde.png")
