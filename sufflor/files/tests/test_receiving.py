"""What is taken in lies whole in its place, and what is not taken leaves nothing behind."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess

import pytest
from PIL import Image

from sufflor.events.models import Event
from sufflor.files import actions
from sufflor.files import shelf as where
from sufflor.files.actions import receiving
from sufflor.files.models import FileState, StoredFile
from sufflor.files.tests.conftest import no_file_longer_than, on
from tests.cast import MORNING


class Endless:
    """A stream that says how much of it was read."""

    read_so_far = 0

    def read(self, size):
        self.read_so_far += size
        return b"x" * size


def test_a_file_lies_under_its_key_as_it_was_sent(received, shelf):
    file = received(b"Dette skjedde.")

    (path,) = on(shelf)
    assert path == shelf / file.key.hex[:2] / str(file.key)
    assert path.read_bytes() == b"Dette skjedde."
    assert file.size == 14
    assert file.sha256 == hashlib.sha256(b"Dette skjedde.").hexdigest()
    assert (file.media_type, file.is_draft) == ("text/plain", True)


def test_without_a_scanner_a_file_is_clean_at_once(received):
    file = received()

    assert (file.state, file.checked_at) == (FileState.CLEAN, MORNING)


def test_the_name_of_a_file_is_nobodys_identity_number(received):
    file = received(name="soknad_158376_00186(1).pdf", content=b"%PDF-1.4")

    assert file.name == "soknad_158376 xxxxx(1).pdf"


def test_a_draft_leaves_no_history(received):
    received()

    assert not Event.objects.exists()


def test_a_file_that_is_too_large_is_read_no_longer_than_it_takes_to_know(kari, shelf):
    stream = Endless()

    with pytest.raises(actions.TooLarge):
        actions.receive(name="film.mp4", stream=stream, by=kari, at=MORNING)

    assert stream.read_so_far <= receiving.LARGEST + receiving.PART
    assert on(shelf) == []
    assert not StoredFile.objects.exists()


def test_an_empty_file_is_told_so(received, shelf):
    with pytest.raises(actions.EmptyFile):
        received(b"")

    assert on(shelf) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Brukere\\Kari\\skjerm.txt", "skjerm.txt"),
        ("../../etc/passwd", "passwd"),
        ("linje\r\nSet-Cookie: x.txt", "linje Set-Cookie: x.txt"),
        ("fdp.\u202etxt.txt", "fdp.txt.txt"),
        ("..", "Fil uten navn"),
        ("  ", "Fil uten navn"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),
        ("blåbær 🫐.txt", "blåbær 🫐.txt"),
    ],
)
def test_a_name_is_one_line_and_no_path(received, sent, kept):
    assert received(name=sent).name == kept


def test_nobody_fills_the_disk_with_what_is_never_sent(received, kari, lars, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_DRAFTS", 2)
    received()
    received()

    with pytest.raises(actions.TooManyDrafts):
        received()
    received(by=lars)

    assert StoredFile.objects.filter(uploaded_by=kari).count() == 2


def test_drafts_may_weigh_so_much_together(received, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_DRAFTED", 20)
    received(b"Dette skjedde.")

    with pytest.raises(actions.TooManyDrafts):
        received(b"Dette skjedde.")


def test_a_full_disk_is_a_refusal_and_leaves_nothing(received, shelf):
    received(b"Det som var der.")

    with no_file_longer_than(100_000), pytest.raises(where.DiskFull) as refusal:
        received(b"x" * 200_000)

    assert refusal.value.status == 507
    assert len(on(shelf)) == StoredFile.objects.count() == 1


def test_when_there_is_room_again_files_are_taken_again(received, shelf):
    with no_file_longer_than(100_000), pytest.raises(where.DiskFull):
        received(b"x" * 200_000)

    received(b"x" * 200_000)

    assert [path.stat().st_size for path in on(shelf)] == [200_000]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte, where we may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("Only root can make a disk that is full.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("form", ["text", "picture"])
def test_a_disk_that_is_full_keeps_what_it_has(received, settings, small_disk, form):
    settings.FILES_FOLDER = small_disk
    received(b"x" * 400_000)
    content = b"x" * 800_000 if form == "text" else noise()

    with pytest.raises(where.DiskFull):
        received(content)

    assert [path.stat().st_size for path in on(small_disk)] == [400_000]
    assert StoredFile.objects.count() == 1


def noise():
    """A picture that fits on the disk once, and not once more when it is drawn anew."""
    content = io.BytesIO()
    pixels = hashlib.shake_256(b"noise").digest(400 * 300 * 3)
    Image.frombytes("RGB", (400, 300), pixels).save(content, "PNG")
    return content.getvalue()
