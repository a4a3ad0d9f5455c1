"""One request back stage: what is seen, every deed on it, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.desk.models import Draft, Message, Movement, Note, Request, State
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.files import actions as files
from sufflor.files.queries import files_about
from sufflor.organization.models import Line, Membership
from tests.cast import MORNING, person

pytestmark = pytest.mark.once


@pytest.fixture
def sent(clock, kari, personnel, liv_first_line) -> Request:
    file = files.receive(name="feil.txt", stream=BytesIO(b"Feil 17"), by=kari, at=MORNING)
    wish = Wish(title="", text="Hvordan skjermer jeg?", area=personnel, files=(file,))
    return actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)


@pytest.fixture
def specialists(per_second_line):
    return per_second_line.support_groups.get()


def address(request, *parts: str) -> str:
    return "/".join([f"/arbeid/henvendelser/{request.pk}", *parts, ""])


def text(response) -> str:
    return response.content.decode()


def handed(request, specialists, by, at=MORNING):
    place = actions.Place(Line.SECOND, specialists)
    return actions.hand_over(request=request, to=place, reason=None, note=ENOUGH, by=by, at=at)


def test_it_shows_who_asks_what_who_has_it_and_what_can_be_done(liv, sent):
    page = text(liv.get(address(sent)))

    for said in ("Kari Moen", "Hvordan skjermer jeg?", "Førstelinjen", "Send opp", "feil.txt"):
        assert said in page


def test_a_reply_is_sent_and_can_be_held_back_for_half_a_minute(liv, sent, clock):
    answer = liv.post(address(sent, "svar"), {"text": "Slik gjør du."}, follow=True)

    said = Message.objects.get()
    assert answer.redirect_chain[0][1] == 303
    assert "går om et øyeblikk" in text(answer)
    liv.post(address(sent, "svar", str(said.pk), "angre"))
    assert not Message.objects.exists()
    assert Draft.objects.get().text == "Slik gjør du."
    assert "Slik gjør du." in text(liv.get(address(sent)))


def test_too_late_a_reply_is_not_held_back_and_the_reader_is_told(liv, sent, clock):
    liv.post(address(sent, "svar"), {"text": "Slik gjør du."})
    clock(MORNING + timedelta(minutes=1))

    answer = liv.post(address(sent, "svar", str(Message.objects.get().pk), "angre"))

    assert answer.status_code == 409
    assert Message.objects.exists()


def test_resolving_goes_on_to_the_next_in_the_same_list(liv, sent, kari, personnel):
    wish = Wish(title="", text="Den neste", area=personnel)
    following = actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)

    answer = liv.post(address(sent, "svar") + "?ko=forstelinje", {"text": "Slik.", "gjor": "los"})

    sent.refresh_from_db()
    assert sent.state == State.RESOLVED
    assert answer.url == f"{address(following)}?ko=forstelinje&etter={sent.pk}"
    assert "går om et øyeblikk" in text(liv.get(answer.url))


def test_what_was_done_in_the_middle_of_a_list_is_followed_by_what_stood_below_it(
    liv, sent, kari, personnel
):
    one, two, three = (
        actions.submit(
            wish=Wish(title="", text=f"Nummer {number}", area=personnel),
            submission=uuid4(),
            by=kari,
            at=MORNING + timedelta(minutes=number),
        )
        for number in (1, 2, 3)
    )
    until = {"state": "waiting_user", "waits_for": "svar", "wake_at": "2026-11-10T08:00"}
    solved = {"text": "Slik.", "gjor": "los"}

    for done, below, deed, typed in ((one, two, "venting", until), (two, three, "svar", solved)):
        answer = liv.post(address(done, deed) + "?ko=forstelinje", typed)

        assert answer.url == f"{address(below)}?ko=forstelinje&etter={done.pk}"
        page = text(liv.get(answer.url))
        assert f'href="{address(done)}?ko=forstelinje"' in page
        assert f"Åpne {done.number}" in page


def test_when_the_list_is_empty_one_comes_back_to_it(liv, sent):
    answer = liv.post(address(sent, "svar"), {"text": "Slik.", "gjor": "los"})

    assert answer.url == f"/arbeid/henvendelser/?ko=hos-oss&etter={sent.pk}"
    assert "går om et øyeblikk" in text(liv.get(answer.url))


@pytest.mark.parametrize("typed", ["", "x" * 8001])
@pytest.mark.parametrize("where", ["svar", "notat"])
def test_what_is_not_taken_is_kept_as_it_was_typed(liv, sent, where, typed):
    answer = liv.post(address(sent, where), {"text": typed})

    assert answer.status_code == 422
    assert "Skriv noe, på høyst" in text(answer)
    assert typed in text(answer)
    assert not Message.objects.exists()
    assert not Note.objects.exists()


def test_the_second_of_two_replies_is_told_of_the_first_and_both_texts_are_there(
    liv, sent, records_department
):
    anne = person("annerygg", "Anne", "Rygg", records_department)
    Membership.objects.create(group=sent.group, person=anne)
    seen = sent.revision
    actions.reply(request=sent, text="Anne svarte først.", by=anne, at=MORNING)

    answer = liv.post(address(sent, "svar"), {"text": "Liv sitt svar.", "seen": seen})

    assert answer.status_code == 409
    assert "Anne svarte først." in text(answer)
    assert "Liv sitt svar." in text(answer)
    sent.refresh_from_db()
    assert f'name="seen" value="{sent.revision}"' in text(answer)


def test_a_note_is_for_helpers_alone(liv, client, sent, kari):
    liv.post(address(sent, "notat"), {"text": "Internt: ring henne."})

    page = text(liv.get(address(sent)))
    assert "Internt: ring henne." in page
    assert "internt notat" in page
    client.force_login(kari)
    assert "ring henne" not in text(client.get(sent.path))


def test_it_is_taken_and_lies_again(liv, sent, liv_first_line):
    liv.post(address(sent, "tildeling"))
    sent.refresh_from_db()
    assert sent.assignee == liv_first_line

    liv.post(address(sent, "tildeling", "angre"))
    sent.refresh_from_db()
    assert sent.assignee is None


def test_it_waits_with_a_reason_and_a_time(liv, sent):
    wish = {"state": "waiting_user", "waits_for": "Svar om enhet", "wake_at": "2026-11-05T08:30"}

    refused = liv.post(address(sent, "venting"), {**wish, "wake_at": "2026-10-01T08:30"})
    liv.post(address(sent, "venting"), wish)

    sent.refresh_from_db()
    assert refused.status_code == 422
    assert "Svar om enhet" in text(refused)
    assert (sent.state, sent.waits_for) == (State.WAITING_USER, "Svar om enhet")
    assert "Svar om enhet" in text(liv.get(address(sent)))


def test_the_others_see_who_is_replying_and_the_draft(liv, client, sent, records_department):
    anne = person("annerygg", "Anne", "Rygg", records_department)
    Membership.objects.create(group=sent.group, person=anne)
    client.force_login(anne)
    fragment = client.post(
        address(sent, "skriver"), {"text": "Hei, Kari"}, headers={"HX-Request": "true"}
    )
    assert "Utkast lagret" in text(fragment)

    liv.force_login(sent.group.members.get(username="liv"))
    page = text(liv.get(address(sent)))

    assert "Anne Rygg svarer nå." in page
    assert "Hei, Kari" in page


def test_without_a_script_the_draft_is_kept_by_a_button(liv, sent):
    answer = liv.post(address(sent, "skriver"), {"text": "Hei"}, follow=True)

    assert answer.redirect_chain[0][1] == 303
    assert "Utkastet er lagret." in text(answer)


def test_it_is_handed_over_after_a_look_at_who_gets_it(liv, sent, specialists):
    form = {"to": f"gruppe-{specialists.pk}", "asked": "Koden?", "tried": "Rutinen."}
    page = text(liv.get(address(sent, "overlevering") + "?retning=opp"))
    assert "Send til Fagstøtte personal" in page
    assert "Hvordan skjermer jeg?" in page

    preview = liv.post(address(sent, "overlevering"), {**form, "vis": "1"})
    assert "Per Lund" in text(preview)
    assert Movement.objects.filter(by__isnull=False).count() == 0
    answer = liv.post(address(sent, "overlevering"), form)

    sent.refresh_from_db()
    assert sent.group == specialists
    assert "Fagstøtte personal har den nå." in text(liv.get(answer.url))


def test_a_handover_is_undone_by_its_sender(liv, sent, specialists, liv_first_line):
    moved = handed(sent, specialists, liv_first_line)
    assert "Angre" in text(liv.get(address(sent)))

    liv.post(address(sent, "overlevering", str(moved.pk), "angre"))

    sent.refresh_from_db()
    assert sent.line == Line.FIRST


def test_to_another_line_without_a_note_is_refused_and_the_texts_are_kept(liv, sent, specialists):
    form = {"to": f"gruppe-{specialists.pk}", "asked": "", "tried": "Alt mulig."}

    answer = liv.post(address(sent, "overlevering"), form)

    assert answer.status_code == 422
    assert "Alt mulig." in text(answer)
    sent.refresh_from_db()
    assert sent.line == Line.FIRST


@pytest.mark.parametrize(
    ("to", "who", "said"),
    [
        ("", "", "Velg hvem som får den."),
        ("gruppe-999", "", "Velg et gyldig valg"),
        ("", "kari", "hjelper ikke på noen linje"),
        ("", "finnes-ikke", "Vi finner ingen kollega"),
    ],
)
def test_to_nobody_is_refused(liv, sent, to, who, said):
    form = {"to": to, "person": who, "asked": "Koden?", "tried": "Rutinen."}

    answer = liv.post(address(sent, "overlevering"), form)

    assert answer.status_code == 422
    assert said in text(answer)


def test_it_is_handed_to_a_named_person(liv, sent, ola_adviser):
    form = {"person": "Ola Berg", "asked": "Koden?", "tried": "Rutinen."}

    liv.post(address(sent, "overlevering"), form)

    sent.refresh_from_db()
    assert (sent.line, sent.assignee) == (Line.ADVISER, ola_adviser)


def test_the_specialists_return_it(client, sent, specialists, liv_first_line, per_second_line):
    handed(sent, specialists, liv_first_line, MORNING - timedelta(hours=1))
    client.force_login(per_second_line)
    assert "Den går tilbake til Førstelinjen" in text(client.get(address(sent, "retur")))

    client.post(address(sent, "retur"), {"remains": "Ring henne."})

    sent.refresh_from_db()
    assert sent.line == Line.FIRST


def test_whoever_had_it_reads_and_notes_and_does_no_more(liv, sent, specialists, liv_first_line):
    handed(sent, specialists, liv_first_line, MORNING - timedelta(hours=1))

    page = text(liv.get(address(sent)))

    assert "Internt notat" in page
    assert 'value="los"' not in page
    assert liv.post(address(sent, "svar"), {"text": "Hei"}).status_code == 403
    assert liv.get(address(sent, "overlevering")).status_code == 403
    assert liv.post(address(sent, "notat"), {"text": "Hei"}).status_code == 303


def test_strangers_and_the_one_who_asks_find_nothing(client, sent, kari, stranger, per_second_line):
    file = files_of(sent)
    for who in (kari, stranger, per_second_line):
        client.force_login(who)
        for parts in ((), ("enkel",), ("sammenheng",), ("overlevering",), ("filer", str(file.pk))):
            assert client.get(address(sent, *parts)).status_code == 404
        assert client.post(address(sent, "svar"), {"text": "Hei"}).status_code == 404


def test_the_file_is_there_for_those_who_see_the_request_and_for_no_other(liv, sent):
    file = files_of(sent)

    answer = liv.get(address(sent, "filer", str(file.pk)))

    assert b"".join(answer.streaming_content) == b"Feil 17"
    assert liv.get(address(sent, "filer", str(uuid4()))).status_code == 404


def test_beside_it_stand_nearest_help_and_what_the_same_person_asked(
    liv, sent, kari, personnel, ola_adviser
):
    wish = Wish(title="", text="En gang til", area=personnel, help_kind="system")
    earlier = actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)
    place = actions.Place(Line.FIRST, sent.group)
    actions.hand_over(
        request=earlier, to=place, reason=None, note=ENOUGH, by=ola_adviser, at=MORNING
    )

    page = text(liv.get(address(sent, "sammenheng")))

    assert "Ola Berg" in page
    assert "En gang til" in page


def test_beside_it_stands_what_was_advised(liv, sent, liv_first_line, per_second_line):
    asked = actions.consult(
        request=sent,
        specialist=per_second_line,
        question="Hvilken kode?",
        by=liv_first_line,
        at=MORNING,
    )
    assert "Ikke noe råd ennå" in text(liv.get(address(sent, "sammenheng")))

    actions.advise(consultation=asked, advice="Bruk kode 13.", by=per_second_line, at=MORNING)

    assert "Bruk kode 13." in text(liv.get(address(sent, "sammenheng")))


def test_a_page_costs_few_queries(liv, sent, django_assert_max_num_queries):
    liv.get(address(sent))

    with django_assert_max_num_queries(12):
        liv.get(address(sent))


def files_of(request):
    return files_about(request).get()
