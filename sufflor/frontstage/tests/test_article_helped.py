"""«Hjalp dette?» below an article: one press, once per reader, and a reason for those who want."""

from __future__ import annotations

from sufflor.knowledge import actions
from sufflor.knowledge.models import Verdict
from tests.cast import MORNING

ADDRESS = "/tema/personal/registrere-ferie/"
HELPED = f"{ADDRESS}hjalp/"


def test_the_question_stands_below_the_text(client, article):
    page = client.get(ADDRESS).content.decode()

    assert "Hjalp dette?" in page
    assert HELPED in page


def test_yes_is_one_press_and_leads_back(client, article, kari):
    client.force_login(kari)

    response = client.post(HELPED, {"helped": "yes"})

    assert (response.status_code, response["Location"]) == (303, ADDRESS)
    assert Verdict.objects.get().helped


def test_no_counts_at_once_and_asks_why(client, article):
    response = client.post(HELPED, {"helped": "no"}, follow=True)

    verdict = Verdict.objects.get()
    assert (verdict.helped, verdict.person) == (False, None)
    assert "Hvorfor hjalp det ikke?" in response.content.decode()

    client.post(HELPED, {"helped": "no", "why": "mangler", "words": "Satsene"})
    verdict.refresh_from_db()
    assert (verdict.why, verdict.words) == ("mangler", "Satsene")


def test_guests_are_told_apart_and_each_is_counted_once(client, article):
    for _ in range(2):
        client.post(HELPED, {"helped": "no"})
    other = type(client)()
    other.post(HELPED, {"helped": "yes"})

    assert sorted(Verdict.objects.values_list("helped", flat=True)) == [False, True]
    assert client.session.session_key not in set(Verdict.objects.values_list("guest", flat=True))


def test_a_reason_is_chosen_and_what_was_typed_stays(client, article):
    response = client.post(HELPED, {"why": "", "words": "Satsene for i år"})

    assert response.status_code == 422
    assert "Satsene for i år" in response.content.decode()


def test_an_identity_number_is_refused_beside_its_field(client, article):
    response = client.post(HELPED, {"why": "annet", "words": "Om 13097248022"})

    assert response.status_code == 422
    assert "words" in response.context["form"].errors
    assert not Verdict.objects.exists()


def test_a_draft_cannot_be_judged(client, article, hilde_host):
    actions.withdraw_article(article=article, by=hilde_host, at=MORNING)

    assert client.post(HELPED, {"helped": "yes"}).status_code == 404
