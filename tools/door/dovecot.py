"""A Dovecot that lives as long as one test run: one mailbox, in a Maildir that the test can see."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.door import processes
from tools.door.steps import Failed

STARTS_WITHIN = 20.0
USER, PASSWORD = "sufflor", "hemmelig"


@dataclass(frozen=True)
class Mailbox:
    """Where it answers, and the Maildir that its mail lies in."""

    url: str
    maildir: Path


def dovecot() -> Path | None:
    """Debian lays it where only root's PATH leads."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


@contextmanager
def throwaway_mailbox(program: Path) -> Iterator[Mailbox]:
    """The server and its mail are gone afterwards, whatever happened."""
    owner = _ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="sufflor-dovecot-"))
    port = _free_port()
    try:
        _write(folder, owner, port)
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
        server = processes.start(
            [program, "-F", "-c", folder / "dovecot.conf"],
            cwd=folder,
            stdout=log,
            stderr=log,
            user=owner.pw_uid if os.geteuid() == 0 else None,
        )
        os.close(log)
        try:
            _wait_until_ready(folder, port)
            yield Mailbox(f"imap://{USER}:{PASSWORD}@127.0.0.1:{port}/INBOX", folder / "mail")
        finally:
            processes.end(server, patience=1.0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path, owner: pwd.struct_passwd, port: int) -> None:
    """Everything that Dovecot would do as root or as users of its own is done by this one."""
    user, group = owner.pw_name, grp.getgrgid(owner.pw_gid).gr_name
    (folder / "dovecot.conf").write_text(f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
""")
    for name in ("cur", "new", "tmp"):
        (folder / "mail" / name).mkdir(parents=True)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _wait_until_ready(folder: Path, port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                if line.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    raise Failed(f"Dovecot did not start:\n{(folder / 'log').read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _ordinary_user() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
