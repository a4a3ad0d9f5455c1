"""Requests at every line and in every state, sent and handled in the days before now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sufflor.desk import actions, queries
from sufflor.desk.actions import HandoverNote, Place, ReasonWords, Wish
from sufflor.desk.models import Direction, HandoverReason, Request, State
from sufflor.organization.models import CaseArea, HelpKind, Line, SupportGroup, User
from sufflor.project.demo import desk_ready
from sufflor.project.demo.desk_said import SENT, Deed, Sent

# Of those who are in a group, these do the work: whoever shows the demo signs in as them.
SEEN_AT_WORK = ("adviser", "first_line", "second_line", "vendor_contact")
REASONS: tuple[tuple[str, Direction | None, ReasonWords], ...] = (
    (
        "fag",
        Direction.UP,
        ReasonWords(
            "Krever faglig vurdering", "Krev fagleg vurdering", "Needs professional judgement"
        ),
    ),
    (
        "system",
        Direction.UP,
        ReasonWords(
            "Feil eller endring i systemet",
            "Feil eller endring i systemet",
            "Fault or change in the system",
        ),
    ),
    (
        "tilgang",
        Direction.UP,
        ReasonWords("Jeg mangler tilgang", "Eg manglar tilgang", "I lack access"),
    ),
    (
        "lokalt",
        Direction.DOWN,
        ReasonWords("Løses best lokalt", "Blir best løyst lokalt", "Is best solved locally"),
    ),
    (
        "feil-sted",
        None,
        ReasonWords("Havnet på feil sted", "Hamna på feil stad", "Came to the wrong place"),
    ),
    ("kapasitet", None, ReasonWords("Vi rekker det ikke", "Vi rekk det ikkje", "We have no time")),
)
BEFORE = timedelta(minutes=1)


def fill(*, at: datetime) -> None:
    """Once. Afterwards people send and help themselves."""
    if HandoverReason.objects.exists():
        return
    for position, (code, way, words) in enumerate(REASONS):
        actions.offer_reason(
            code=code, words=words, direction=way, position=position, by=None, at=at
        )
    desk_ready.fill(at=at)
    areas = {area.slug: area for area in CaseArea.objects.all()}
    for number, sent in enumerate(SENT):
        _lived(sent, number, areas, at)


def _lived(sent: Sent, number: int, areas: Mapping[str, CaseArea], now: datetime) -> None:
    """Sent in its time, and handled step by step until now."""
    begun = now - timedelta(hours=sent.hours)
    wish = Wish(
        title=sent.title,
        text=sent.text,
        area=areas.get(sent.area),
        help_kind=HelpKind.PROFESSIONAL if sent.area else HelpKind.SYSTEM,
        is_confidential=sent.is_confidential,
    )
    by = User.objects.get(username=sent.by)
    request = actions.submit(wish=wish, submission=UUID(int=4000 + number), by=by, at=begun)
    step = (now - BEFORE - begun) / (len(sent.then) + 1)
    for place, (deed, words) in enumerate(sent.then, start=1):
        request.refresh_from_db()
        _do(deed, words, request, begun + step * place, now)


def _do(deed: Deed, words: str, request: Request, at: datetime, now: datetime) -> None:
    by = _whoever_has(request)
    match deed:
        case Deed.TAKE:
            actions.take(request=request, by=by, at=at)
        case Deed.NOTE:
            actions.note(request=request, text=words, by=by, at=at)
        case Deed.REPLY:
            actions.reply(request=request, text=words, by=by, at=at)
        case Deed.WRITE:
            actions.write(request=request, text=words, by=request.reporter, at=at)
        case Deed.RESOLVE:
            actions.resolve(request=request, text=words, by=by, at=at)
        case Deed.HELPED:
            actions.say_whether_it_helped(
                request=request, helped=True, why="", by=request.reporter, at=at
            )
        case Deed.WAIT_USER | Deed.WAIT_VENDOR:
            _wait(deed, words, request, by, at, now)
        case _:
            _move(deed, words, request, by, at)


def _wait(deed: Deed, words: str, request: Request, by: User, at: datetime, now: datetime) -> None:
    state = State.WAITING_USER if deed is Deed.WAIT_USER else State.WAITING_VENDOR
    wake_at = now + timedelta(days=4)
    actions.wait(request=request, state=state, waits_for=words, wake_at=wake_at, by=by, at=at)


def _move(deed: Deed, words: str, request: Request, by: User, at: datetime) -> None:
    note = HandoverNote(asked=request.title, tried=f"{by.full_name} har sett i rutinene.")
    if deed is Deed.BACK:
        actions.give_back(
            request=request, reason=None, note=HandoverNote(remains=words), by=by, at=at
        )
        return
    to = _where(deed, request, by, at)
    if to is not None:
        reason = HandoverReason.objects.filter(code="fag" if deed is Deed.UP else "system").first()
        actions.hand_over(request=request, to=to, reason=reason, note=note, by=by, at=at)


def _where(deed: Deed, request: Request, by: User, at: datetime) -> Place | None:
    if deed is Deed.UP:
        choice = queries.suggested(request, Direction.UP, by, at)
        return Place(choice.line, choice.group, choice.person) if choice else None
    group = SupportGroup.objects.get(line=Line.VENDOR)
    return Place(Line.VENDOR if deed is Deed.TO_VENDOR else Line.SECOND, group)


def _whoever_has(request: Request) -> User:
    """Its helper; else one of the group that has it, first those who are seen at work."""
    if request.assignee:
        return request.assignee
    group = request.group
    members = group.members.order_by("username") if group else User.objects.none()
    known = members.filter(username__in=SEEN_AT_WORK).first() or members.first()
    if known is None:
        raise ValueError(f"Nobody in the demo has {request}.")
    return known
