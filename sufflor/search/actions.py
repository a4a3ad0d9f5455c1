"""What is written to the index. Called by the rooms above, inside their own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, models, transaction

from sufflor.lib.text import clean, one_line
from sufflor.search.adapters import store
from sufflor.search.editions import behind, renew
from sufflor.search.models import Audience, Document
from sufflor.search.vectors import analysed

BATCH = 20
# So many in one go, so that nobody who writes waits long for the worker.
PORTION = 50

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found. Texts are plain text: what has HTML is stripped before."""

    ref: str
    kind: str
    url: str
    title: str
    summary: str = ""
    body: str = ""
    words: str = ""  # what people call it, one expression a line: found by, never shown
    language: str
    area: str = ""
    role: str = ""
    audience: Audience
    validated: bool = True


def index(document: Entry, *, at: datetime, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make it findable as it is now; the same `ref` is replaced."""
    with transaction.atomic(using=using):
        if _write(document, at, using):
            store(using).tidy()


def remove(ref: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Forget it, with every token of it. Removing what is not there is no fault."""
    with transaction.atomic(using=using):
        if _remove(Document.objects.using(using).filter(ref=ref), using):
            store(using).tidy()


def rebuild(
    entries: Iterable[Entry],
    *,
    at: datetime,
    progress: Progress | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Index everything anew while the index is in use.

    `at` is when the reading began: what others index after that is newer and is left alone, and
    what was indexed before it and is not among the entries is removed. Entries are taken a batch
    at a time inside the transaction that writes them, so a generator reads fresh facts.
    """
    total = len(entries) if isinstance(entries, Sized) else 0
    source, done, seen = iter(entries), 0, set[str]()
    while batch := _write_batch(source, at, using):
        seen.update(batch)
        done += len(batch)
        if progress:
            progress(done, max(done, total))
    with transaction.atomic(using=using):
        older = Document.objects.using(using).filter(updated_at__lt=at)
        gone = [pk for pk, ref in older.values_list("pk", "ref") if ref not in seen]
        for pk in gone:
            _remove(Document.objects.using(using).filter(pk=pk), using)
        store(using).tidy()


def read_again(*, progress: Progress | None = None, using: str = DEFAULT_DB_ALIAS) -> int:
    """Analyse anew what is indexed, while it is in use: after a change of how words are read.

    Gives back how many documents there were. What is removed or indexed meanwhile is left alone.
    """
    numbers = list(Document.objects.using(using).order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(numbers), BATCH):
        with transaction.atomic(using=using):
            _read_batch(numbers[at : at + BATCH], using)
        if progress:
            progress(min(at + BATCH, len(numbers)), len(numbers))
    with transaction.atomic(using=using):
        store(using).tidy()
    return len(numbers)


@transaction.atomic
def catch_up() -> None:
    """Analyse anew some of what was analysed by lists that are no longer those of today."""
    _read_batch(list(behind().values_list("document", flat=True)[:PORTION]), DEFAULT_DB_ALIAS)
    store(DEFAULT_DB_ALIAS).tidy()


def _read_batch(numbers: Sequence[int], using: str) -> None:
    rows = Document.objects.using(using).select_for_update()
    for document in rows.filter(pk__in=numbers).order_by("pk"):
        _analyse(document, using)


def _analyse(document: Document, using: str) -> None:
    tokens = analysed(
        title=document.title, summary=document.summary, body=document.body, words=document.words
    )
    document.vector, document.fingerprint = tokens.vector, tokens.fingerprint
    document.meaning = tokens.meaning
    document.save(using=using, update_fields=["vector", "fingerprint", "meaning"])
    store(using).put(document.pk, tokens)
    renew(document.pk, tokens, using)


def _write_batch(source: Iterable[Entry], at: datetime, using: str) -> list[str]:
    with transaction.atomic(using=using):
        batch = list(islice(source, BATCH))
        for entry in batch:
            newer = Document.objects.using(using).filter(ref=entry.ref, updated_at__gt=at)
            if not newer.exists():
                _write(entry, at, using, anew=True)
        return [entry.ref for entry in batch]


def _write(entry: Entry, at: datetime, using: str, *, anew: bool = False) -> bool:
    """Whether tokens of an older text were replaced. `anew` mends tokens that should be there."""
    title, summary, body = one_line(entry.title)[:300], clean(entry.summary), clean(entry.body)
    words = clean(entry.words)
    tokens = analysed(title=title, summary=summary, body=body, words=words)
    rows = Document.objects.using(using).filter(ref=entry.ref)
    before = rows.select_for_update().values_list("fingerprint", flat=True).first()
    document, _is_new = Document.objects.using(using).update_or_create(
        ref=entry.ref,
        defaults={
            "kind": entry.kind,
            "url": entry.url,
            "title": title,
            "summary": summary,
            "body": body,
            "words": words,
            "language": entry.language,
            "area": entry.area,
            "role": entry.role,
            "audience": entry.audience,
            "validated": entry.validated,
            "updated_at": at,
            "vector": tokens.vector,
            "fingerprint": tokens.fingerprint,
            "meaning": tokens.meaning,
        },
    )
    renew(document.pk, tokens, using)
    if before == tokens.fingerprint and not anew:
        return False
    store(using).put(document.pk, tokens)
    return before is not None


def _remove(documents: models.QuerySet[Document], using: str) -> bool:
    pk = documents.values_list("pk", flat=True).first()
    if pk is None:
        return False
    store(using).delete(pk)
    documents.delete()
    return True
