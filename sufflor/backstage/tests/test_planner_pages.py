"""One rollout on one page, its mode by hand, its checklist, its hours, and the ways in."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sufflor.questions.models import HourKind, OwedAnswer, QuestionHour
from sufflor.rollout.models import ChecklistItem, Course, ModeChange, Rollout, WayIn
from tests.cast import DAY, MORNING
from tests.hours import the_hour

pytestmark = pytest.mark.once


NEXT = DAY + timedelta(days=1)
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def planner(world, client) -> Client:
    client.force_login(world.all_round)
    client.get("/styring/innforing/")
    return client


@pytest.fixture
def plan(world) -> Rollout:
    return Rollout.objects.get(pk=world.things["rollout"]["pk"])


def page(planner: Client, address: str) -> str:
    answer = planner.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_overview_says_what_holds_now(planner, plan) -> None:
    html = page(planner, f"/styring/innforing/{plan.pk}/")

    assert "Innføring (dag 1 av 2)" in html
    assert f'href="/styring/innforing/{plan.pk}/dag/{DAY}/"' in html
    assert 'aria-current="date"' in html
    assert "Gå til normal drift …" in html
    assert "Bemannede timer: 1 av 4" in html
    assert "Bestille kaffe" in html
    assert "Ingen sender den" in html


def test_the_overview_has_a_query_ceiling(planner, plan, django_assert_max_num_queries) -> None:
    page(planner, f"/styring/innforing/{plan.pk}/")

    with django_assert_max_num_queries(28):
        page(planner, f"/styring/innforing/{plan.pk}/")


@pytest.mark.parametrize(
    ("address", "most"),
    [("vakter/", 12), (f"dag/{NEXT}/", 15), ("modus/normal/", 14), ("avlysning/", 14)],
)
def test_the_pages_below_it_have_query_ceilings(
    planner, plan, address, most, django_assert_max_num_queries
) -> None:
    page(planner, f"/styring/innforing/{plan.pk}/{address}")

    with django_assert_max_num_queries(most):
        page(planner, f"/styring/innforing/{plan.pk}/{address}")


def test_a_change_of_mode_is_looked_at_in_three_languages_and_then_done(planner, plan) -> None:
    address = f"/styring/innforing/{plan.pk}/modus/normal/"
    typed = {"reason": f"Elements er nede {EVIL}", "until": "", "seen": "0"}

    looked = planner.post(address, {**typed, "deed": "look"})
    html = looked.content.decode()
    assert looked.status_code == 200
    assert html.count("Elements er nede &lt;script&gt;alert(1)&lt;/script&gt;. ") == 3
    assert all(f'lang="{code}"' in html for code in ("nb", "nn", "en"))
    assert not ModeChange.objects.filter(rollout=plan).exists()

    done = planner.post(address, {**typed, "deed": "do"}, follow=True).content.decode()
    assert "Normal drift, for hånd" in done
    assert "Kan angres til kl. 08.45." in done
    assert "Jo Allround" in done

    change = ModeChange.objects.get(rollout=plan)
    undone = planner.post(f"/styring/innforing/modus/{change.pk}/angring/", follow=True)
    assert "Innføring (dag 1 av 2)" in undone.content.decode()


def test_a_change_that_came_first_is_told_and_nothing_is_lost(planner, plan) -> None:
    address = f"/styring/innforing/{plan.pk}/modus/normal/"
    typed = {"reason": "Elements er nede", "until": "", "seen": "0", "deed": "do"}
    planner.post(address, typed)

    answer = planner.post(address, {**typed, "reason": "En annen årsak"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "har endret modus i mellomtiden" in html
    assert 'value="En annen årsak"' in html


def test_undoing_too_late_is_refused_with_what_to_do(planner, plan, monkeypatch) -> None:
    typed = {"reason": "Nede", "seen": "0", "deed": "do"}
    planner.post(f"/styring/innforing/{plan.pk}/modus/normal/", typed)
    change = ModeChange.objects.get(rollout=plan)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING + timedelta(minutes=10))

    answer = planner.post(f"/styring/innforing/modus/{change.pk}/angring/")

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Gjør en ny endring i stedet." in html
    assert f'href="/styring/innforing/{plan.pk}/"' in html
    assert "Angre endringen" not in page(planner, f"/styring/innforing/{plan.pk}/")


def test_following_the_dates_again_asks_for_no_time(planner, plan) -> None:
    typed = {"reason": "Nede", "seen": "0", "deed": "do"}
    planner.post(f"/styring/innforing/{plan.pk}/modus/normal/", typed)
    address = f"/styring/innforing/{plan.pk}/modus/datoene/"
    newest = ModeChange.objects.filter(rollout=plan).latest("pk").pk

    assert 'name="until"' not in page(planner, address)
    planner.post(address, {"reason": "Oppe", "seen": newest, "deed": "do"})

    assert ModeChange.objects.filter(rollout=plan, course=Course.PLAN).exists()


def test_a_mode_that_there_is_not(planner, plan) -> None:
    assert planner.get(f"/styring/innforing/{plan.pk}/modus/pause/").status_code == 404


def test_a_rollout_is_called_off_and_held_after_all(planner, plan) -> None:
    address = f"/styring/innforing/{plan.pk}/avlysning/"
    html = page(planner, address)
    assert "Avlyses og sier hvorfor" in html
    assert "er avlyst." in html

    done = planner.post(address, {"reason": "Utsatt", "deed": "do"}, follow=True)
    assert "Angre: hold innføringen likevel" in done.content.decode()
    assert QuestionHour.objects.filter(rollout=plan).held().count() == 0

    planner.post(f"{address}angring/")
    assert QuestionHour.objects.filter(rollout=plan).held().count() == 4


def test_points_are_added_ticked_and_taken_away(planner, plan) -> None:
    base = f"/styring/innforing/{plan.pk}/sjekkliste/"
    planner.post(base, {"text": f"Skilt {EVIL}"})
    item = ChecklistItem.objects.latest("pk")

    planner.post(f"/styring/innforing/sjekkliste/{item.pk}/hake/")
    html = page(planner, f"/styring/innforing/{plan.pk}/")
    assert 'aria-pressed="true" aria-label="Skilt &lt;script&gt;' in html
    assert "Jo Allround, 29. oktober 2026 kl. 08.35" in html

    planner.post(f"/styring/innforing/sjekkliste/{item.pk}/hake/angring/")
    planner.post(f"/styring/innforing/sjekkliste/{item.pk}/fjerning/")
    assert "Skilt" not in page(planner, f"/styring/innforing/{plan.pk}/").partition("Logg")[0]


def test_a_point_without_words_is_explained_where_it_was_typed(planner, plan) -> None:
    answer = planner.post(f"/styring/innforing/{plan.pk}/sjekkliste/", {"text": " "})

    assert answer.status_code == 422
    assert 'href="#id_text"' in answer.content.decode()


def test_a_day_shows_its_hours_and_leads_on(planner, plan) -> None:
    html = page(planner, f"/styring/innforing/{plan.pk}/dag/{NEXT}/")

    assert "Innføringsdag 2 av 2." in html
    assert 'id="time-2026-10-30-oppstart"' in html
    assert f"/styring/forhandsvisning/?moment={NEXT}T08:00" in html
    assert f'href="/styring/innforing/{plan.pk}/dag/{DAY}/"' in html
    assert planner.get(f"/styring/innforing/{plan.pk}/dag/i-morgen/").status_code == 404


def test_a_day_without_hours_offers_one(planner, plan) -> None:
    quiet = NEXT + timedelta(days=1)

    html = page(planner, f"/styring/innforing/{plan.pk}/dag/{quiet}/")

    assert "Ingen timer denne dagen" in html
    proposed = page(planner, f"/styring/innforing/{plan.pk}/time/ny/?dag={quiet}")
    assert f'value="{quiet}T12:00"' in proposed


def test_an_hour_is_moved_called_off_and_held_after_all(world, planner) -> None:
    address = "/styring/innforing/time/2026-10-30-avslutning/"
    typed = {**world.form("hour_plan"), "opens_at": f"{NEXT}T14:30", "closes_at": f"{NEXT}T15:00"}
    planner.post(address, typed)
    assert the_hour(NEXT, HourKind.CLOSING).room == "R7"

    html = planner.post(f"{address}avlysning/", {"reason": EVIL}, follow=True).content.decode()
    assert "Avlyst" in html
    assert EVIL not in html

    planner.post(f"{address}avlysning/angring/")
    assert not the_hour(NEXT, HourKind.CLOSING).is_cancelled


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"closes_at": f"{NEXT}T13:00"}, "id_closes_at"),
        ({"opens_at": f"{DAY}T07:00", "closes_at": f"{DAY}T07:30"}, "id_opens_at"),
        ({"opens_at": f"{NEXT}T08:40", "closes_at": f"{NEXT}T09:10"}, "id_opens_at"),
        ({"video_url": "javascript:alert(1)"}, "id_video_url"),
        ({"names": "alle"}, "id_names"),
        ({"title": "x" * 121}, "id_title"),
    ],
)
def test_an_hour_that_cannot_be_is_explained_at_its_field(world, planner, typed, field) -> None:
    sent = {**world.form("hour_plan"), **typed}

    answer = planner.post("/styring/innforing/time/2026-10-30-avslutning/", sent)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}' in html
    assert 'value="R7"' in html


def test_a_template_is_saved_only_after_it_was_looked_at(world, planner, plan) -> None:
    address = f"/styring/innforing/{plan.pk}/mal/oppstart/"
    typed = {**world.form("template_change"), "looked": ""}

    unseen = planner.post(address, typed)
    assert unseen.status_code == 422
    assert "Se nedenfor hvilke timer som endres." in unseen.content.decode()

    looked = planner.post(address, {**typed, "deed": "look"})
    html = looked.content.decode()
    assert looked.status_code == 200
    assert "Den har begynt eller er over." in html
    assert "Tittel, rom, videolenke, begynner, slutter" in html
    assert the_hour(NEXT, HourKind.OPENING).room == ""

    planner.post(address, world.form("template_change"))
    assert the_hour(NEXT, HourKind.OPENING).room == "R7"
    assert planner.get(f"/styring/innforing/{plan.pk}/mal/ekstra/").status_code == 404


def test_what_was_changed_after_the_look_is_looked_at_anew(world, planner, plan) -> None:
    typed = {**world.form("template_change"), "room": "Et annet rom"}

    answer = planner.post(f"/styring/innforing/{plan.pk}/mal/oppstart/", typed)

    assert answer.status_code == 422
    assert the_hour(NEXT, HourKind.OPENING).room == ""


def test_a_way_in_is_offered_and_changed(world, planner) -> None:
    planner.post("/styring/innforing/veier/ny/", world.form("way_new"))
    way = WayIn.objects.get(slug="vakttelefon")

    planner.post(f"/styring/innforing/veier/{way.slug}/", world.form("way_change"))

    way.refresh_from_db()
    assert (way.name, way.contact) == ("Telefon på dagtid", "73 00 00 11")
    assert "Telefon på dagtid" in page(planner, "/styring/innforing/")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "form", "url": ""}, "id_url"),
        ({"kind": "form", "url": "javascript:alert(1)"}, "id_url"),
        ({"kind": "email", "contact": ""}, "id_contact"),
        ({"kind": "phone", "contact": "\u200b"}, "id_contact"),
        ({"kind": "brevdue"}, "id_kind"),
        ({"position": "-1"}, "id_position"),
        ({"urgency": "hast"}, "id_urgency"),
    ],
)
def test_a_way_in_that_leads_nowhere_is_not_offered(world, planner, typed, field) -> None:
    answer = planner.post("/styring/innforing/veier/ny/", {**world.form("way_new"), **typed})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert not WayIn.objects.filter(slug="vakttelefon").exists()


def test_a_day_is_rehearsed_and_finished(world, planner, plan) -> None:
    address = f"/styring/innforing/{plan.pk}/prove/"
    begun = planner.post(address, {"day": NEXT.isoformat()}, follow=True).content.decode()
    assert begun.count("Kopi av timen 30. oktober 2026") == 2
    assert "Ingen får beskjed om noe." in begun
    for leads_to in ("styr/", "skjerm/", ""):
        assert planner.get(f"/sporretimer/2026-10-29-oppstart-prove/{leads_to}").status_code == 200

    over = planner.post(f"{address}slutt/", {"deed": "done"}, follow=True).content.decode()

    assert "Prøvd: Jo Allround" in over
    assert not QuestionHour.objects.filter(rehearsal_of__isnull=False).exists()


def test_a_day_of_another_rollout_is_not_rehearsed(planner, plan) -> None:
    answer = planner.post(
        f"/styring/innforing/{plan.pk}/prove/", {"day": date(2027, 1, 1).isoformat()}
    )

    assert answer.status_code == 422


def test_owed_answers_stand_on_the_overview_with_their_owner(planner, plan, ola_adviser) -> None:
    OwedAnswer.objects.all().delete()
    question = QuestionHour.objects.get(slug=f"{DAY}-oppstart").questions.without_end().first()
    assert "Ingen skylder svar." in page(planner, f"/styring/innforing/{plan.pk}/")

    OwedAnswer.objects.create(
        question=question,
        writer=ola_adviser,
        due_at=MORNING - timedelta(minutes=1),
        at=MORNING - timedelta(days=1),
        by=ola_adviser,
    )

    html = page(planner, f"/styring/innforing/{plan.pk}/")
    assert question.text in html
    assert "Ola Berg · fristen var 29. oktober 2026 kl. 08.34" in html
