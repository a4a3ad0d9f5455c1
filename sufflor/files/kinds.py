"""What a file is, by what it holds. What it is called decides only whether it is run by a click."""

from __future__ import annotations

import codecs
from pathlib import Path
from unicodedata import category

import filetype
from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Refusal

HEAD = 8192
PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/apng": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
# These can say nothing of where they were taken. All other pictures may, and are not taken.
SILENT_PICTURES = frozenset({"image/bmp", "image/svg+xml", "image/x-icon"})
OTHER_ARCHIVES = frozenset(
    {
        "application/gzip",
        "application/x-tar",
        "application/x-7z-compressed",
        "application/x-rar-compressed",
        "application/x-bzip2",
        "application/x-xz",
        "application/x-lzip",
        "application/x-brotli",
        "application/x-compress",
        "application/x-lz4",
        "application/x-lzop",
        "application/zstd",
        "application/x-unix-archive",
        "application/vnd.ms-cab-compressed",
    }
)
PROGRAMS = frozenset(
    {
        "application/x-msdownload",
        "application/x-executable",
        "application/x-shockwave-flash",
        "application/x-google-chrome-extension",
        "application/x-deb",
        "application/x-rpm",
        "application/x-nintendo-nes-rom",
        "application/wasm",
    }
)
PROGRAM_STARTS = (
    b"#!",  # scripts
    b"\xca\xfe\xba\xbe",  # Java, and macOS for two processors
    b"\xfe\xed\xfa\xce",  # macOS
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",  # Android
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows: a shortcut
)
# Those that are text, or look like an archive: only their name makes them run.
PROGRAM_ENDINGS = frozenset(
    (
        *("apk", "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse"),
        *("lnk", "msi", "msp", "pif", "ps1", "reg", "scr", "vb", "vbe", "vbs", "wsf", "wsh"),
    )
)
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
TEXT_CONTROLS = frozenset("\t\n\r\f\x1b")
UNKNOWN = "application/octet-stream"


class NotTaken(Refusal):
    status = 415


class Program(NotTaken):
    reason = _("This is a program, or holds one. Programs cannot be attached.")
    way_out = _("Describe what you want to show, or attach a picture of it.")


class OtherPicture(NotTaken):
    reason = _("Pictures of this kind may say where they were taken, and we cannot take that out.")
    way_out = _("Save the picture as JPEG or PNG, and attach that.")


class OtherArchive(NotTaken):
    reason = _("We cannot look inside an archive of this kind.")
    way_out = _("Attach the files one by one, or pack them as zip.")


def media_type(path: Path, name: str) -> str:
    """What the file is. Refuses what nobody should be handed."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_program(head, name):
        raise Program
    found = _text_type(head, name) or _guess(head)
    if found.startswith("image/") and found not in SILENT_PICTURES | PICTURES.keys():
        raise OtherPicture
    if found in OTHER_ARCHIVES:
        raise OtherArchive
    return found


def is_program(head: bytes, name: str) -> bool:
    """Windows, Linux, macOS, Java, Android and scripts."""
    if name.rpartition(".")[2].strip().lower() in PROGRAM_ENDINGS:
        return True
    return head.startswith(PROGRAM_STARTS) or (not _is_text(head) and _guess(head) in PROGRAMS)


def is_zip(head: bytes) -> bool:
    """Also what is a zip and does not say so: documents of Word, Excel and LibreOffice."""
    return head.startswith((ZIP, EMPTY_ZIP))


def _guess(head: bytes) -> str:
    found = filetype.guess(head)
    return str(found.mime) if found else UNKNOWN


def _text_type(head: bytes, name: str) -> str:
    """Empty for what is no text. A browser would run some of them, so they are called by name."""
    if not _is_text(head) or head.startswith((b"%PDF", b"{\\rtf")):
        return ""
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith((b"<svg", b"<?xml", b"<!--")):
        return "image/svg+xml" if b"<svg" in start else "application/xml"
    endings = {"csv": "text/csv", "eml": "message/rfc822", "ics": "text/calendar"}
    return endings.get(name.rpartition(".")[2].lower(), "text/plain")


def _is_text(head: bytes) -> bool:
    for encoding in ("utf-8", "utf-16") if head.startswith(_UTF_16) else ("utf-8", "cp1252"):
        try:
            # The last letter may have been cut in two.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if all(letter in TEXT_CONTROLS or category(letter) != "Cc" for letter in text):
            return True
    return False


_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
