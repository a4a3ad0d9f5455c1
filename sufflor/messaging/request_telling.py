"""Who is told of a request: those who follow it, and those who help with it now and then."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Q

from sufflor.desk.actions.writing import HOLD
from sufflor.desk.models import Access, Consultation, Crossing, Message, Movement, Request, Source
from sufflor.desk.models import State as RequestState
from sufflor.desk.models.access import FRONT
from sufflor.desk.queries import called_to
from sufflor.desk.rules import UNDO_WITHIN
from sufflor.events.models import Event, reference
from sufflor.messaging.helper_letters import HEARD
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.request_letters import NEWS
from sufflor.messaging.told import Told, number_in, whole

# Between two mails about the same request.
PAUSE = timedelta(minutes=10)


def replied(event: Event) -> Iterable[Told]:
    """Not of a reply that came along when the request was opened: that letter tells of both."""
    number = whole(event.details.get("message"))
    said = Message.objects.filter(pk=number).select_related("request").first()
    if said is None or said.at < said.request.opened_at:
        return
    # Not before it can no longer be held back.
    people = _followers(said.request, event, wants=Q(wants_all=True))
    yield from _request_news(said.request, "replied", event, people, said.sent_at)


def resolved(event: Event) -> Iterable[Told]:
    """Everyone who follows it: also those who want to hear of nothing else. What ended with a known
    error, or with a fix, is told with that."""
    if event.details.get("error") or event.details.get("with_fix"):
        return
    number = whole(event.details.get("message"))
    said = Message.objects.filter(pk=number).select_related("request").first()
    if said is not None:
        people = _followers(said.request, event)
        yield from _request_news(said.request, "resolved", event, people, said.sent_at)


def waiting(event: Event) -> Iterable[Told]:
    """Only when it is the user that we wait for. It goes no further until somebody answers, so
    those whose request it is hear of it whatever they have chosen."""
    if event.details.get("state") != RequestState.WAITING_USER:
        return
    found = Request.objects.filter(pk=number_in(event.about)).first()
    if found is not None:
        theirs = Q(wants_all=True) | Q(source__in=[Source.REPORTER, Source.CONCERNED])
        people = _followers(found, event, wants=theirs)
        # With the reply that it mostly comes along with.
        yield from _request_news(found, "waiting", event, people, event.at + HOLD)


def crossed(event: Event) -> Iterable[Told]:
    """The system that a request was sent on to, where it reads mail."""
    number = whole(event.details.get("crossing"))
    crossing = Crossing.objects.filter(pk=number).select_related("system", "request").first()
    if crossing and crossing.system.email:
        about, system = reference(crossing.request), crossing.system_id
        yield Told(system, "crossed", about, f"crossed:{crossing.pk}", event.at)


def mentioned(event: Event) -> Iterable[Told]:
    """The helper who was named, and nobody of those who follow the request."""
    person, note = whole(event.details.get("person")), whole(event.details.get("note"))
    yield Told(person, "mentioned", event.about, f"mentioned:{note}:{person}", event.at)


def consulted(event: Event) -> Iterable[Told]:
    asked = whole(event.details.get("consultation"))
    found = Consultation.objects.filter(pk=asked).first()
    if found is not None:
        key = f"consulted:{found.pk}"
        yield Told(found.specialist_id, "consulted", reference(found), key, event.at)


def advised(event: Event) -> Iterable[Told]:
    """Whoever asked, and goes on from there."""
    found = Consultation.objects.filter(pk=whole(event.details.get("consultation"))).first()
    if found is not None:
        yield Told(found.asked_by_id, "advised", reference(found), f"advised:{found.pk}", event.at)


def given(event: Event) -> Iterable[Told]:
    """The one person who has it now: a process adviser need not look for work to find it. What a
    helper has handed over can be taken back for a while, and is told when it cannot."""
    moved = Movement.objects.filter(pk=whole(event.details.get("movement"))).first()
    if moved is not None and moved.to_person_id is not None:
        due_at = event.at + UNDO_WITHIN if moved.by_id else event.at
        yield Told(moved.to_person_id, "given", reference(moved), f"given:{moved.pk}", due_at)


def handed_over(event: Event) -> Iterable[Told]:
    """Those whose request it is, where another line has it now. What moves on, or is answered, soon
    after is told by that alone."""
    moved = Movement.objects.filter(pk=whole(event.details.get("movement"))).first()
    if moved is None or moved.from_line in {None, moved.to_line}:
        return
    theirs = Q(wants_all=True, source__in=[Source.REPORTER, Source.CONCERNED])
    for person in _followers(moved.request, event, wants=theirs):
        key = f"moved:{moved.pk}:{person}"
        yield Told(person, "handed_over", reference(moved), key, event.at + PAUSE)


def cannot_wait(event: Event) -> Iterable[Told]:
    """Those who are to begin now. Whoever has it as a person is told by that."""
    found = Request.objects.filter(pk=number_in(event.about)).select_related("group").first()
    if found is not None and found.assignee_id is None:
        for person in called_to(found, event.at):
            key = f"called:{found.pk}:{person}"
            yield Told(person, "called", reference(found), key, event.at)


def bounced(event: Event) -> Iterable[Told]:
    """Those who are to look at it whole, once each time that it is flagged; not before it can no
    longer be taken back."""
    moved, people = event.details.get("movement"), event.details.get("people")
    for person in map(whole, people if isinstance(people, list) else []):
        key = f"bounced:{moved}:{person}"
        yield Told(person, "bounced", event.about, key, event.at + UNDO_WITHIN)


def written(event: Event) -> Iterable[Told]:
    """Whoever has it without a group, and so sees no queue where it comes up again."""
    found = Request.objects.filter(pk=number_in(event.about), group=None).first()
    if found is not None and found.assignee_id is not None:
        yield from _request_news(found, HEARD, event, [found.assignee_id], event.at)


def judged(event: Event) -> Iterable[Told]:
    """That it did not help opens it again."""
    if not event.details.get("helped"):
        yield from written(event)


def _followers(request: Request, event: Event, wants: Q | None = None) -> list[int]:
    rows = Access.objects.valid(event.at).filter(wants or Q(), request=request, source__in=FRONT)
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def _request_news(
    request: Request, kind: str, event: Event, people: Iterable[int], due_at: datetime
) -> Iterable[Told]:
    """At most one mail in ten minutes to each: it says all that is new when it leaves."""
    about = reference(request)
    alike: Collection[str] = NEWS if kind in NEWS else {kind}
    mails = Delivery.objects.filter(about=about, kind__in=alike)
    mails = mails.exclude(state__in=[State.DEAD, State.DROPPED])
    last = dict(mails.order_by().values_list("recipient").annotate(Max("next_at")))
    for person in people:
        before = last.get(person)
        due = max(due_at, before + PAUSE) if before else due_at
        yield Told(person, kind, about, f"{kind}:{event.pk}:{person}", due)
