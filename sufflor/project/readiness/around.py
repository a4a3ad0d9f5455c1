"""What is set, and whether what it names answers."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils.translation import gettext as _

from sufflor.lib.mailboxes import MailboxPlace
from sufflor.lib.single_sign_on import SignOn, SignOnFailed
from sufflor.lib.virus_scanner import ScannerAway, VirusScanner
from sufflor.messaging import mailboxes
from sufflor.messaging.couriers import Undelivered, courier
from sufflor.project.readiness import Finding, Look, fine, in_the_way, worth_a_look
from sufflor.project.serving import WORKERS

GIGABYTE = 1_000_000_000
LITTLE = 2


def address(at: datetime) -> Finding:
    about = _("Address")
    parts = urlsplit(settings.PUBLIC_URL)
    if not settings.PRODUCTION:
        return worth_a_look(about, _("SUFFLOR_PRODUCTION is not set: this is not for real people."))
    if parts.scheme != "https":
        words = _("PUBLIC_URL must begin with https://; links in mail and sign-in follow it.")
        return in_the_way(about, words)
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        words = _("ALLOWED_HOSTS lacks {host}, so nobody who types it gets a page.")
        return in_the_way(about, words.format(host=parts.hostname))
    return fine(about, settings.PUBLIC_URL)


def store(at: datetime) -> Finding:
    about = _("Store")
    try:
        connection.ensure_connection()
        runner = MigrationExecutor(connection)
        waiting = len(runner.migration_plan(runner.loader.graph.leaf_nodes()))
    except DatabaseError as away:
        said = " ".join(str(away).split())
        return in_the_way(about, _("It does not answer: {said}").format(said=said))
    if waiting:
        words = _("{count} steps have not been taken. Run `migrate`.").format(count=waiting)
        return in_the_way(about, words)
    if connection.vendor == "sqlite":
        if WORKERS > 1:
            words = _("WEB_WORKERS must be 1 with SQLite, where votes wait inside one process.")
            return in_the_way(about, words)
        words = _("SQLite is for a trial or a small unit. `move_from_sqlite` takes all along.")
        return worth_a_look(about, words)
    version = ".".join(map(str, connection.get_database_version()))
    return fine(about, f"PostgreSQL {version}")


def disk(at: datetime) -> Finding:
    about = _("Data folder")
    folder = settings.DATA_FOLDER
    try:
        with TemporaryFile(dir=folder) as tried:
            tried.write(b"x")
        left = shutil.disk_usage(folder).free / GIGABYTE
    except OSError as error:
        words = _("{folder} cannot be written to: {said}")
        return in_the_way(about, words.format(folder=folder, said=os.strerror(error.errno or 0)))
    words = _("{size:.0f} GB left in {folder}.").format(size=left, folder=folder)
    return fine(about, words) if left > LITTLE else worth_a_look(about, words)


def mail_out(at: datetime) -> Finding:
    about = _("Mail that is sent")
    if settings.MAIL_SERVER is None:
        words = _("MAIL_URL is not set: nobody is told by mail of an answer.")
        return in_the_way(about, words) if settings.PRODUCTION else worth_a_look(about, words)
    post = courier(settings.MAIL_SERVER, None)
    try:
        post.open()
    except Undelivered as reason:
        words = _("{host} takes no mail from us: {said}")
        return in_the_way(about, words.format(host=settings.MAIL_SERVER.host, said=_(str(reason))))
    post.close()
    return fine(about, _("{host} lets us in.").format(host=settings.MAIL_SERVER.host))


def mail_in(at: datetime) -> Finding:
    about = _("Mail that comes in")
    place: MailboxPlace | None = settings.MAILBOX
    if place is None:
        words = _("MAILBOX_URL is not set: answers to our mail reach nobody.")
        return worth_a_look(about, words)
    if place.maildir and not place.maildir.is_dir():
        words = _("There is no folder {folder}.").format(folder=place.maildir)
        return in_the_way(about, words)
    try:
        with mailboxes.opened(place):
            return fine(about, settings.MAILBOX_ADDRESS)
    except mailboxes.MailboxAway as reason:
        return in_the_way(about, _("It cannot be read: {said}").format(said=reason))


def scanner(at: datetime) -> Finding:
    about = _("Virus scanner")
    place: VirusScanner | None = settings.VIRUS_SCANNER
    if place is None:
        words = _("CLAMD_URL is not set: nobody looks at what people attach.")
        return worth_a_look(about, words)
    try:
        place.ping()
    except ScannerAway as reason:
        words = _("It does not answer ({said}), so what people attach is held.")
        return in_the_way(about, words.format(said=reason))
    return fine(about, _("It answers."))


def sign_on(at: datetime) -> Finding:
    about = _("Signing in")
    place: SignOn | None = settings.SIGN_ON
    if place is None:
        words = _("OIDC_ISSUER is not set: only those with a password here (`changepassword`) can.")
        return worth_a_look(about, words)
    from sufflor.lib.sign_on_client import has_way_out

    try:
        has_way_out(place)
    except SignOnFailed as reason:
        words = _("{issuer} cannot be used: {said}")
        return in_the_way(about, words.format(issuer=place.issuer, said=reason))
    return fine(about, _("{issuer} describes itself.").format(issuer=place.issuer))


def said(at: datetime) -> Finding:
    """What the law asks to be told on every page, and what only the operator knows."""
    about = _("Told to everyone")
    if not settings.ACCESSIBILITY_STATEMENT_URL:
        words = _("ACCESSIBILITY_STATEMENT_URL is not set; the law wants that statement linked to.")
        return worth_a_look(about, words)
    if not settings.BACKUPS_KEPT_DAYS:
        words = _(
            "BACKUPS_KEPT_DAYS is not set, so nobody can be told when what is deleted is gone."
        )
        return worth_a_look(about, words)
    return fine(about, settings.ACCESSIBILITY_STATEMENT_URL)


LOOKS: tuple[Look, ...] = (disk, mail_out, mail_in, scanner, sign_on, said)
