"""Following a request: reading it, writing on it, and saying whether it helped."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sufflor.desk import actions
from sufflor.desk.actions import HandoverNote, Place, Wish
from sufflor.desk.models import Access, Link, LinkKind, Message, Request, Source, State
from sufflor.files.queries import files_about
from sufflor.frontstage.request_page import SHOWN
from sufflor.organization.models import Line
from sufflor.rollout.actions import Wording, plan_rollout
from tests.cast import DAY, MORNING

MINUTE = timedelta(minutes=1)
BEFORE = MORNING - timedelta(hours=1)
CANARY = "KANARIFUGL"

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def request_(kari, liv_first_line) -> Request:
    wish = Wish(title="Ekspedering stopper", text="Den stopper midt i.")
    return actions.submit(wish=wish, submission=uuid4(), by=kari, at=BEFORE)


@pytest.fixture
def follows(request_, kari):
    """A window of Kari's, and the address of her request."""
    client = Client()
    client.force_login(kari)
    return client, request_.path


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_it_says_what_is_happening_what_to_do_and_when(follows):
    page = shown(*follows)

    assert "Brukerstøtten har fått den." in page
    assert "Du trenger ikke gjøre noe." in page
    assert "Vi skriver til deg så snart det er noe nytt." in page
    assert "Den stopper midt i." in page


def test_on_a_rollout_day_it_says_that_what_waits_keeps_its_place(follows, anne_admin):
    client, address = follows
    words = "beholder plassen sin"
    assert words not in shown(client, address)

    plan_rollout(wording=Wording("Elements"), dates=[DAY], policies=[], by=anne_admin, at=BEFORE)

    assert words in shown(client, address)
    assert words in shown(client, "/mine/henvendelser/")


def test_nothing_from_inside_is_on_it_however_often_it_is_handed_on(
    follows, request_, liv_first_line, per_second_line, personnel
):
    note = HandoverNote(*[CANARY] * 4)
    second = Place(Line.SECOND, per_second_line.support_groups.get())
    actions.note(request=request_, text=CANARY, by=liv_first_line, at=BEFORE)
    actions.save_draft(request=request_, text=CANARY, by=liv_first_line, at=BEFORE)
    actions.hand_over(
        request=request_, to=second, reason=None, note=note, by=liv_first_line, at=BEFORE + MINUTE
    )
    Request.objects.filter(pk=request_.pk).update(because=CANARY, needs_coordinator=True)

    client, path = follows
    pages = [shown(client, each) for each in (path, f"{path}kvittering/", "/mine/henvendelser/")]

    for page in pages:
        assert CANARY not in page
        assert "Fagstøtte personal" not in page
        assert "Per Lund" not in page
    assert "Sendt videre til fagfolkene" in pages[0]


def test_a_reply_is_read_with_who_wrote_it_and_where_they_stand(follows, request_, liv_first_line):
    actions.reply(request=request_, text="Bruk Skjerm.", by=liv_first_line, at=BEFORE)

    page = shown(*follows)

    assert "Bruk Skjerm." in page
    assert "Liv Dahl" in page


def test_a_reply_that_can_still_be_held_back_is_not_there(follows, request_, liv_first_line):
    actions.reply(request=request_, text="Bruk Skjerm.", by=liv_first_line, at=MORNING)

    assert "Bruk Skjerm." not in shown(*follows)


def test_the_user_writes_with_a_file(follows, request_):
    client, path = follows
    file = SimpleUploadedFile("feil.txt", b"Feil 17")

    answer = client.post(path, {"text": "Det skjedde igjen.", "files": file})

    assert answer.status_code == 303
    assert Message.objects.get().text == "Det skjedde igjen."
    (attached,) = files_about(Message.objects.get())
    served = client.get(f"{path}fil/{attached.key}/")
    assert b"".join(served.streaming_content) == b"Feil 17"


def test_an_empty_message_says_what_to_do(follows):
    client, path = follows

    answer = client.post(path, {"text": " "})

    assert answer.status_code == 422
    assert "Skriv det du vil si." in answer.content.decode()


def test_a_file_is_for_those_who_follow_the_request(follows, lars):
    client, path = follows
    client.post(path, {"text": "Se her.", "files": SimpleUploadedFile("feil.txt", b"Feil 17")})
    (attached,) = files_about(Message.objects.get())
    stranger = Client()
    stranger.force_login(lars)

    assert stranger.get(f"{path}fil/{attached.key}/").status_code == 404
    assert client.get(f"{path}fil/{uuid4()}/").status_code == 404


def test_yes_it_helped_finishes_it_in_one_press(follows, request_, liv_first_line):
    actions.resolve(request=request_, text="Bruk Skjerm.", by=liv_first_line, at=BEFORE)
    client, path = follows
    assert "Hjalp det?" in shown(client, path)

    client.post(f"{path}hjalp/", {"helped": "1"})

    request_.refresh_from_db()
    assert (request_.state, request_.helped) == (State.CLOSED, True)
    assert "Det hjalp, og den er ferdig" in shown(client, path)


def test_no_says_what_is_missing_and_opens_it_again(follows, request_, liv_first_line):
    actions.resolve(request=request_, text="Bruk Skjerm.", by=liv_first_line, at=BEFORE)
    client, path = follows

    empty = client.post(f"{path}hjalp/", {"why": ""})
    assert empty.status_code == 422
    assert "Skriv hva som fortsatt mangler." in empty.content.decode()
    client.post(f"{path}hjalp/", {"why": "Den er fortsatt tom."})

    request_.refresh_from_db()
    assert request_.state == State.OPEN
    assert Message.objects.filter(text="Den er fortsatt tom.", is_from_helper=False).exists()


def test_i_found_out_myself_finishes_it(follows, request_):
    client, path = follows

    client.post(f"{path}ordnet/")

    request_.refresh_from_db()
    assert request_.state == State.CLOSED
    assert "Det trengs ikke mer hjelp" in shown(client, path)


def test_what_is_written_long_after_becomes_a_new_request(follows, request_, kari):
    actions.found_out(request=request_, by=kari, at=BEFORE)
    client, path = follows

    answer = client.post(path, {"text": "Det er galt igjen."})

    fresh = Request.objects.exclude(pk=request_.pk).get()
    assert answer["Location"] == fresh.path


def test_a_colleague_is_brought_along_reads_it_and_leaves_again(follows, request_, lars):
    client, path = follows
    assert client.post(f"{path}folg/", {"person": "ingen"}).status_code == 422

    client.post(f"{path}folg/", {"person": "lars"})
    theirs = Client()
    theirs.force_login(lars)
    page = shown(theirs, path)

    assert "Den stopper midt i." in page
    assert "Jeg fant ut av det" not in page
    assert theirs.post(f"{path}hjalp/", {"helped": "1"}).status_code == 403
    theirs.post(f"{path}forlat/")
    assert theirs.get(path).status_code == 404


def test_whoever_follows_chooses_what_to_be_told(follows, request_, kari):
    client, path = follows

    client.post(f"{path}varsler/", {"news": "solved"})

    assert not Access.objects.get(request=request_, person=kari).wants_all
    assert 'value="solved" checked' in shown(client, path)


def test_nobody_else_does_anything_with_it(request_, lars, liv_first_line):
    for person in (lars, liv_first_line):
        client = Client()
        client.force_login(person)
        for deed in ("", "hjalp/", "ordnet/", "folg/", "forlat/", "varsler/"):
            typed = {"text": "Hei", "helped": "1", "person": "kari"}
            assert client.post(f"{request_.path}{deed}", typed).status_code == 404
        assert client.get(f"{request_.path}kvittering/").status_code == 404


def test_the_list_tells_what_one_has_to_do_with_each(request_, kari, lars):
    wish = Wish(title="Tilgang", text="Lars trenger tilgang.", concerns=lars)
    actions.submit(wish=wish, submission=uuid4(), by=kari, at=BEFORE)
    actions.bring_along(request=request_, person=lars, by=kari, at=BEFORE)
    client = Client()
    client.force_login(lars)

    everything = shown(client, "/mine/henvendelser/")
    assert "Kari Moen sendte den for deg" in everything
    assert "Fra Kari Moen; du deltar" in everything
    assert "Tilgang" not in shown(client, "/mine/henvendelser/?hvem=deltar")
    assert "Tilgang" in shown(client, "/mine/henvendelser/?hvem=om-meg")
    assert "Ingenting her ennå" in shown(client, "/mine/henvendelser/?hvem=mine")
    assert "Tilgang" in shown(client, "/mine/henvendelser/?hvem=noe-annet")


def test_a_long_thread_and_many_followers_cost_no_more_queries(
    follows, request_, liv_first_line, kari, django_assert_max_num_queries
):
    Message.objects.bulk_create(
        Message(
            request=request_,
            text=f"Melding {number}",
            is_from_helper=number % 2 == 0,
            at=BEFORE,
            sent_at=BEFORE,
            by=liv_first_line if number % 2 == 0 else kari,
        )
        for number in range(500)
    )
    client, path = follows
    client.get(path)

    with django_assert_max_num_queries(12):
        assert "Melding 499" in shown(client, path)


def test_the_reason_of_access_that_has_ended_is_not_counted(follows, request_, lars, kari):
    actions.bring_along(request=request_, person=lars, by=kari, at=BEFORE)
    actions.leave(request=request_, by=lars, at=BEFORE)

    page = shown(*follows)

    assert Access.objects.filter(source=Source.PARTICIPANT).exists()
    assert "Lars Holm" not in page


def test_of_a_long_story_the_newest_and_the_beginning_are_shown_first(follows, request_, kari):
    client, address = follows
    for number in range(SHOWN + 5):
        at = BEFORE + number * MINUTE
        actions.write(request=request_, text=f"Melding nummer {number}.", by=kari, at=at)

    page = shown(client, address)

    assert f"Melding nummer {SHOWN + 4}." in page
    assert "Den stopper midt i." in page
    assert "Melding nummer 0." not in page
    assert "Vis 6 hendelser til" in page
    whole = shown(client, f"{address}?alt=1")
    assert "Melding nummer 0." in whole
    assert whole.count("Den stopper midt i.") == page.count("Den stopper midt i.")


def test_what_continues_it_is_found_from_it_and_what_helpers_linked_is_not(
    follows, request_, kari, liv_first_line
):
    client, address = follows
    Request.objects.filter(pk=request_.pk).update(
        state=State.RESOLVED,
        look_at=None,
        resolved_at=BEFORE - timedelta(days=40),
        resolved_by=liv_first_line,
    )
    assert "Da blir det en ny henvendelse" in shown(client, address)

    fresh, _said = actions.write(request=request_, text="Det skjer igjen.", by=kari, at=BEFORE)
    other = actions.submit(
        wish=Wish(title="Noe annet", text="Noe annet."), submission=uuid4(), by=kari, at=BEFORE
    )
    link = {"by": liv_first_line, "at": BEFORE}
    actions.link(request=other, other=fresh, kind=LinkKind.RELATED, **link)

    page = shown(client, address)
    assert fresh.path in page
    assert address in shown(client, fresh.path)
    assert other.path not in shown(client, fresh.path)


def test_a_part_that_somebody_else_follows_is_not_told_of(follows, request_, kari, lars):
    client, address = follows
    theirs = actions.submit(
        wish=Wish(title="Hans", text="Hans."), submission=uuid4(), by=lars, at=BEFORE
    )
    Link.objects.create(request=theirs, other=request_, kind=LinkKind.PART, at=BEFORE, by=kari)

    assert theirs.path not in shown(client, address)
