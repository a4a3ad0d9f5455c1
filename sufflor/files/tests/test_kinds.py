"""What a file is, by what it holds; and what is never taken, whatever it is called."""

from __future__ import annotations

import struct
import zipfile

import pytest

from sufflor.files import archives, kinds
from sufflor.files.tests.conftest import on, packed, picture

MZ = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
WORD = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": "<Relationships/>",
    "word/document.xml": "<w:document/>",
}


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"Hei", "hei.txt", "text/plain"),
        ("Blåbær på norsk".encode(), "notat", "text/plain"),
        ("Blåbær på norsk".encode("cp1252"), "gammel.txt", "text/plain"),
        ("Blåbær på norsk".encode("utf-16"), "windows.txt", "text/plain"),
        (
            "10\u00a0000 kroner \u2013 og en \U0001f468\u200d\U0001f4bb".encode(),
            "tegn.txt",
            "text/plain",
        ),
        ("æ".encode() * 5_000, "delt.txt", "text/plain"),
        (b"x" + "æ".encode() * 5_000, "delt.txt", "text/plain"),
        (b"BMW er en bil", "bil.txt", "text/plain"),
        (b"MZ er to bokstaver", "mz.txt", "text/plain"),
        (b"navn;enhet\nKari;IV", "liste.csv", "text/csv"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "brev.pdf", "application/pdf"),
        (b"%PDF-1.4\nhei", "bilde.png", "application/pdf"),
        (b"<!doctype html><script>alert(1)</script>", "side.txt", "text/html"),
        (b"\xef\xbb\xbf <HTML>", "side.png", "text/html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", "image/svg+xml"),
        (b"<?xml version='1.0'?><sak/>", "sak.xml", "application/xml"),
        (picture("PNG"), "skjerm.txt", "image/png"),
        (picture("BMP"), "skjerm.bmp", "image/bmp"),
        (packed({"a.txt": "Hei"}), "alt.zip", "application/zip"),
        (bytes(range(256)), "ukjent.bin", "application/octet-stream"),
        (
            packed(WORD),
            "brev.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_file_is_what_it_holds(received, content, name, media_type):
    assert received(content, name).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (MZ, "rapport.pdf"),
        (MZ, "rapport"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "rapport.pdf"),
        (b"\xcf\xfa\xed\xfe" + bytes(60), "rapport.pdf"),
        (b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60), "rapport.pdf"),
        (b"dex\n035\x00" + bytes(60), "rapport.pdf"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "rapport.pdf"),
        (b"#!/bin/sh\nrm -rf /\n", "rapport.txt"),
        (b"del /s *", "rapport.pdf.BAT"),
        (b"WScript.Echo 1", "rapport.vbs"),
        (packed({"mappe/rapport.pdf": MZ}), "alt.zip"),
        (packed({"mappe/rapport.exe": "hei"}), "alt.zip"),
        (packed({"inni.zip": packed({"rapport.pdf": MZ})}), "alt.zip"),
        (packed({**WORD, "word/media/bilde.png": MZ}), "brev.docx"),
    ],
)
def test_a_program_is_not_taken_whatever_it_is_called(received, shelf, content, name):
    with pytest.raises(kinds.Program):
        received(content, name)

    assert on(shelf) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\x1f\x8b\x08" + bytes(40), kinds.OtherArchive),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), kinds.OtherArchive),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), kinds.OtherArchive),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40), kinds.OtherPicture),
        (picture("TIFF"), kinds.OtherPicture),
        (b"PK\x03\x04" + b"x" * 300, archives.BrokenArchive),
    ],
)
def test_what_we_cannot_look_into_is_not_taken(received, shelf, content, refusal):
    with pytest.raises(refusal):
        received(content, "noe.bin")

    assert on(shelf) == []


def locked(content):
    """The same zip with the mark of a password on its only member."""
    content = bytearray(content)
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(start) + flags
        content[place] |= 1
    return bytes(content)


def test_an_archive_with_a_password_is_not_taken(received):
    with pytest.raises(archives.LockedArchive):
        received(locked(packed({"hemmelig.txt": "Hei"})), "hemmelig.zip")


def test_an_archive_that_swells_is_not_unpacked_to_its_end(received, monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000_000)

    with pytest.raises(archives.SwollenArchive):
        received(packed({"nuller.txt": bytes(1_100_000)}), "bombe.zip")


def test_an_archive_that_swells_deep_down_is_not_taken(received, monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000_000)
    inner = packed({"nuller.txt": bytes(600_000)})

    with pytest.raises(archives.SwollenArchive):
        received(packed({"1.zip": inner, "2.zip": inner}), "bombe.zip")


def test_an_archive_that_lies_about_its_size_is_not_believed(received, monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000_000)
    content = bytearray(packed({"nuller.txt": bytes(1_100_000)}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 10)

    with pytest.raises(kinds.NotTaken):
        received(bytes(content), "bombe.zip")


def test_archives_in_archives_in_archives_come_to_an_end(received):
    content = packed({"innerst.txt": "Hei"})
    for _ in range(archives.DEEPEST):
        content = packed({"inni.zip": content})

    with pytest.raises(archives.SwollenArchive):
        received(content, "dukke.zip")


def test_a_list_of_members_that_is_too_long_is_not_read(received, monkeypatch):
    monkeypatch.setattr(archives, "LONGEST_LIST", 1_000)
    many = packed({f"{number}.txt": "" for number in range(100)}, zipfile.ZIP_STORED)

    with pytest.raises(archives.SwollenArchive):
        received(many, "mange.zip")


def test_too_many_members_are_not_taken(received, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 10)
    many = packed({f"{number}.txt": "Hei" for number in range(11)})

    with pytest.raises(archives.SwollenArchive):
        received(many, "mange.zip")


def test_an_archive_without_members_is_taken(received):
    assert received(packed({}), "tom.zip").size == 22


@pytest.mark.parametrize("cut", [1, 10, 30, 60, 100])
def test_a_damaged_archive_is_told_so(received, cut):
    whole = packed({"a.txt": "Hei " * 40, "b.txt": "Hei"})

    with pytest.raises(archives.BrokenArchive):
        received(whole[:-cut], "skadet.zip")


def test_a_member_that_does_not_fit_its_sum_is_told_so(received):
    whole = bytearray(packed({"a.txt": "Hei på deg"}, zipfile.ZIP_STORED))
    whole[whole.index(b"Hei")] = ord("h")

    with pytest.raises(archives.BrokenArchive):
        received(bytes(whole), "skadet.zip")


def test_nothing_is_unpacked_where_somebody_could_find_it(received, tmp_path):
    received(packed({"../../utenfor.txt": "Hei"}), "alt.zip")

    assert not list(tmp_path.parent.rglob("utenfor.txt"))
