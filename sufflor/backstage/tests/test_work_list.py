"""The work list as a page: who comes in, what it shows, and many at once."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.desk.tests.conftest import ENOUGH
from tests.cast import MORNING

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

LIST = "/arbeid/henvendelser/"


def text(response) -> str:
    return response.content.decode()


def test_those_who_help_see_what_waits_from_whom_and_how_many(liv, send):
    send()

    for address in (LIST, "/arbeid/"):
        page = text(liv.get(address))
        for said in ("Gjelder Per.", "Kari Moen", "Personal", "Førstelinjen", "Hos oss"):
            assert said in page


def test_whoever_may_not_read_it_is_not_told_that_something_was_not_done(client, kari):
    client.force_login(kari)

    page = text(client.get(LIST))

    assert "Ingen tilgang" in page
    assert "Du har ikke tilgang til denne siden." in page
    assert "Dette ble ikke gjort" not in page


def test_others_do_not_come_in(client, send, kari, stranger):
    send()

    for person in (kari, stranger):
        client.force_login(person)
        assert client.get(LIST).status_code == 403
    client.logout()
    assert client.get(LIST).status_code == 302


def test_a_helper_at_another_line_sees_none_of_it(client, send, per_second_line):
    send()
    client.force_login(per_second_line)

    assert "Gjelder Per." not in text(client.get(LIST))


@pytest.mark.parametrize(
    "query",
    [
        "?ko=forstelinje",
        "?ko=finnes-ikke",
        "?tilstand=new&omrade=personal",
        "?frist=%00",
        "?side=x",
    ],
)
def test_it_is_sifted_by_the_address_and_what_it_does_not_know_is_left_out(liv, send, query):
    send()

    assert "Gjelder Per." in text(liv.get(LIST + query))


def test_what_does_not_fit_is_not_shown_and_the_page_says_so(liv, send):
    send()

    page = text(liv.get(LIST + "?omrade=okonomi"))

    assert "Gjelder Per." not in page
    assert "Ingen henvendelser passer med dette utvalget." in page


def test_an_empty_queue_says_what_would_stand_in_it(liv, send):
    overdue, returned = (
        text(liv.get(f"{LIST}?ko={queue}")) for queue in ("over-fristen", "sendt-tilbake")
    )

    assert "Ingenting er over fristen." in overdue
    assert "Det andre sender tilbake, kommer her." in returned
    assert "Her kommer det folk sender" not in overdue + returned


def test_a_confidential_one_is_not_hinted_at(liv, send):
    send("Slett dette.", is_confidential=True)

    page = text(liv.get(LIST))

    assert "Slett dette." not in page
    assert "Ingenting her" in page


def test_many_are_taken_after_a_look_at_what_happens_to_each(liv, send, liv_first_line):
    chosen = {"valgt": [send("Den ene").pk, send("Den andre").pk], "gjor": "ta"}

    preview = liv.post(f"{LIST}samlet/", chosen)
    assert "Du har den etterpå." in text(preview)
    assert not Request.objects.exclude(assignee=None).exists()
    done = liv.post(f"{LIST}samlet/", {**chosen, "sikker": "ja"}, follow=True)

    assert "Du har tatt 2 henvendelser." in text(done)
    assert Request.objects.filter(assignee=liv_first_line).count() == 2


def many(client, chosen, **typed):
    numbers = [one.pk for one in chosen]
    return client.post(f"{LIST}samlet/", {"valgt": numbers, **typed}, follow=True)


def test_many_are_handed_over_with_what_is_left_out_said_first(
    liv, send, liv_first_line, per_second_line
):
    first, second = send("Den ene"), send("Den andre")
    actions.resolve(request=second, text="Slik.", by=liv_first_line, at=MORNING)
    begun = many(liv, [first, second], gjor="overlever")
    assert begun.status_code == 200
    assert "Hva som er prøvd" in text(begun)

    group = per_second_line.support_groups.get()
    typed = {"to": f"gruppe-{group.pk}", "asked": "Hva koden heter.", "tried": "Sett i rutinen."}
    preview = text(many(liv, [first, second], gjor="overlever", sikker="vis", **typed))
    assert f"{group} har den etterpå." in preview
    assert "Holdes utenfor:" in preview
    assert "Det skjer med 1 av 2" in preview
    assert not Request.objects.filter(group=group).exists()

    done = text(many(liv, [first, second], gjor="overlever", sikker="ja", **typed))
    assert "1 henvendelse er sendt videre." in done
    assert f"{second.number}: " in done
    assert Request.objects.get(group=group) == first


def test_what_is_filled_in_for_many_is_judged_and_kept(liv, send):
    chosen = [send("Den ene"), send("Den andre")]

    nothing = many(liv, chosen, gjor="overlever", sikker="vis", asked="Hva koden heter.")
    assert nothing.status_code == 422
    assert "Hva koden heter." in text(nothing)
    unknown = many(liv, chosen, gjor="los", sikker="ja", text="Hei {fornavn}")
    assert unknown.status_code == 422
    assert "{fornavn}" in text(unknown)
    past = many(
        liv,
        chosen,
        gjor="vent",
        sikker="vis",
        state="waiting_user",
        waits_for="Svar",
        wake_at="2020-01-01T08:00",
    )
    assert "Det skjer med 0 av 2" in text(past)
    assert 'value="ja"' not in text(past)


def test_many_wait_and_many_are_answered(liv, send):
    chosen = [send("Den ene"), send("Den andre")]
    until = {"state": "waiting_user", "waits_for": "Svar", "wake_at": "2026-11-05T08:30"}

    assert "Den kommer opp igjen 05.11.2026 08.30" in text(
        many(liv, chosen, gjor="vent", sikker="vis", **until)
    )
    many(liv, chosen, gjor="vent", sikker="ja", **until)
    assert Request.objects.filter(state="waiting_user").count() == 2

    preview = many(liv, chosen, gjor="los", sikker="vis", text="Hei {navn}!")
    assert "Kari får: «Hei Kari!»" in text(preview)
    done = many(liv, chosen, gjor="los", sikker="ja", text="Hei {navn}!")
    assert "2 henvendelser er løst." in text(done)
    assert Request.objects.filter(state="resolved").count() == 2


def test_a_deed_that_is_not_there_does_nothing(liv, send):
    one = send()

    many(liv, [one], gjor="slett", sikker="ja")

    one.refresh_from_db()
    assert (one.assignee, one.state) == (None, "new")


def test_many_lie_again_and_none_chosen_changes_nothing(liv, send, liv_first_line):
    one = send()
    actions.take(request=one, by=liv_first_line, at=MORNING)

    nothing = liv.post(f"{LIST}samlet/", {"gjor": "slipp", "sikker": "ja"}, follow=True)
    assert "Velg en eller flere henvendelser først." in text(nothing)
    liv.post(f"{LIST}samlet/", {"gjor": "slipp", "sikker": "ja", "valgt": [one.pk, "x", 10**30]})

    one.refresh_from_db()
    assert one.assignee is None


def test_those_of_others_are_not_taken_along(client, send, per_second_line):
    one = send()
    client.force_login(per_second_line)

    client.post(f"{LIST}samlet/", {"gjor": "ta", "sikker": "ja", "valgt": [one.pk]})

    one.refresh_from_db()
    assert one.assignee is None


def test_what_is_sent_on_is_there_in_a_fainter_hand(liv, send, liv_first_line, per_second_line):
    one = send()
    to = actions.Place(3, per_second_line.support_groups.get())
    actions.hand_over(request=one, to=to, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING)

    page = text(liv.get(LIST + "?ko=sendt-videre"))

    assert "data-faint" in page
    assert "Gjelder Per." in page


def test_the_list_costs_few_queries_however_long(liv, send, django_assert_max_num_queries):
    for number in range(25):
        send(f"Nr. {number}")
    liv.get(LIST)

    with django_assert_max_num_queries(12):
        liv.get(LIST)


def test_back_stage_leads_here_those_who_help(liv):
    assert f'href="{LIST}"' in text(liv.get("/styring/"))


def test_words_are_looked_for_in_every_queue_that_one_may_see_and_in_no_other(
    liv, send, liv_first_line, per_second_line, client
):
    found = send("Hvordan skjermer jeg et navn?")
    send("Noe helt annet.")
    actions.resolve(request=found, text="Bruk malen.", by=liv_first_line, at=MORNING)

    page = text(liv.get(LIST, {"q": "skjerme navnet"}))
    assert "Hvordan skjermer jeg" in page
    assert "Noe helt annet." not in page
    assert "Funnet blant alt du kan se" in page
    assert 'value="skjerme navnet"' in page
    assert "Noe helt annet." not in text(liv.get(LIST, {"q": "og"}))

    client.force_login(per_second_line)
    assert "Hvordan skjermer jeg" not in text(client.get(LIST, {"q": "skjerme"}))


def test_a_search_costs_as_few_queries_as_a_queue(liv, send, django_assert_max_num_queries):
    for number in range(12):
        send(f"Nummer {number} gjelder skjerming.")
    liv.get(LIST, {"q": "skjerming"})

    with django_assert_max_num_queries(12):
        liv.get(LIST, {"q": "skjerming"})
