"""Planning rollouts and writing notices, as pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sufflor.announcements.models import Notice
from sufflor.lib.clock import local_date
from sufflor.organization.models import Unit, User
from sufflor.rollout.models import Override, Rollout, WayIn, WayKind

pytestmark = pytest.mark.once


EVIL = "<script>alert(1)</script>"
PAGES = (
    "/styring/innforing/",
    "/styring/innforing/ny/",
    "/styring/meldinger/",
    "/styring/meldinger/ny/",
)
POSTS = (
    "/styring/innforing/ny/",
    "/styring/innforing/overstyring/",
    "/styring/innforing/overstyring/1/angring/",
    "/styring/meldinger/ny/",
    "/styring/meldinger/1/feste/",
    "/styring/meldinger/1/losning/",
    "/styring/meldinger/1/tilbaketrekking/",
)


@pytest.fixture
def ways(db: None) -> list[WayIn]:
    return [
        WayIn.objects.create(slug="telefon", kind=WayKind.PHONE, name="Telefon"),
        WayIn.objects.create(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen"),
        WayIn.objects.create(slug="avveie", kind=WayKind.FORM, name="Avveie", urgency="privacy"),
    ]


@pytest.fixture
def planner(client: Client, ways: list[WayIn], anne_admin: User) -> Client:
    client.force_login(anne_admin)
    return client


def filled(**more: str) -> dict[str, str]:
    tomorrow = local_date(timezone.now()) + timedelta(days=1)
    return {
        "name": "Innføring av Elements",
        "dates": f"{tomorrow:%d.%m.%Y}\n{tomorrow + timedelta(days=2)}",
        "way-telefon": "by:sporretime",
        "way-sporretime": "open",
        **more,
    }


def test_a_rollout_is_planned_and_its_hours_with_it(planner) -> None:
    page = planner.post("/styring/innforing/ny/", filled(), follow=True)

    rollout = Rollout.objects.get()
    assert page.redirect_chain == [(f"/styring/innforing/{rollout.pk}/", 302)]
    assert rollout.days.count() == 2
    assert rollout.question_hours.count() == 4
    assert rollout.policies.get(way_in__slug="telefon").replaced_by.slug == "sporretime"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"dates": "29.10.2026\n32.10.2026\nsnart"}, "Linje 2"),
        ({"dates": ""}, "id_dates_error"),
        ({"dates": "x" * 10_240}, "id_dates_error"),
        ({"dates": "29.02.2027"}, "Linje 1"),
        ({"dates": "2020-01-01"}, "har vært"),
        ({"name": EVIL * 20}, "id_name_error"),
        ({"way-sporretime": "closed"}, "errors-title"),
        ({"way-telefon": "by:brevdue"}, "errors-title"),
        ({"known": "x" * 10_240}, "id_known_error"),
    ],
)
def test_a_fault_is_named_and_what_was_typed_is_kept(planner, typed, said) -> None:
    page = planner.post("/styring/innforing/ny/", filled(system="Elements 7", **typed))

    html = page.content.decode()
    assert page.status_code == 422
    assert said in html
    assert 'value="Elements 7"' in html
    assert EVIL not in html
    assert not Rollout.objects.exists()


def test_a_rollout_is_changed_where_it_stands(planner) -> None:
    planner.post("/styring/innforing/ny/", filled(name=f"Elements {EVIL}"))
    rollout = Rollout.objects.get()

    html = planner.get(f"/styring/innforing/{rollout.pk}/endring/").content.decode()
    assert '<option value="by:sporretime" selected>' in html
    assert EVIL not in html

    planner.post(f"/styring/innforing/{rollout.pk}/endring/", filled(name="Nytt navn"))
    rollout.refresh_from_db()
    assert rollout.name == "Nytt navn"


def test_a_door_is_closed_by_hand_and_the_plan_decides_again(planner, ways) -> None:
    typed = {"way_in": ways[0].pk, "state": "closed", "reason": f"Brann {EVIL}"}

    html = planner.post("/styring/innforing/overstyring/", typed, follow=True).content.decode()
    assert "Brann &lt;script&gt;" in html

    override = Override.objects.get()
    planner.post(f"/styring/innforing/overstyring/{override.pk}/angring/")
    override.refresh_from_db()
    assert override.undone_at


@pytest.mark.parametrize(
    "typed", [{"until": "2020-01-01T08:00"}, {"until": "i kveld"}, {"reason": " "}, {"way_in": "0"}]
)
def test_an_override_that_cannot_be_is_kept_and_explained(planner, ways, typed) -> None:
    said = {"way_in": str(ways[0].pk), "state": "closed", "reason": "Brannøvelse", **typed}

    page = planner.post("/styring/innforing/overstyring/", said)

    assert page.status_code == 422
    assert "errors-title" in page.content.decode()
    assert not Override.objects.exists()


def test_the_plan_has_a_query_ceiling(planner, django_assert_max_num_queries) -> None:
    planner.post("/styring/innforing/ny/", filled())
    planner.get("/styring/innforing/")

    with django_assert_max_num_queries(14):
        planner.get("/styring/innforing/")


def test_a_notice_is_posted_corrected_and_withdrawn(
    client, eva_editor: User, hr_department: Unit
) -> None:
    client.force_login(eva_editor)
    typed = {
        "title_nb": "Stengt",
        "body_nb": "I kveld",
        "unit": hr_department.pk,
        "contact": "HR",
        "tags": ["driftsstans", "rutine"],
    }
    client.post("/styring/meldinger/ny/", typed)
    notice = Notice.objects.get()
    assert notice.tags.count() == 2

    base = f"/styring/meldinger/{notice.pk}/"
    client.post(base, {"title_nb": "Åpent", "body_nb": "Likevel", "reason": "Vi tok feil"})
    assert notice.corrections.get().title_before == "Stengt"

    for deed in ("feste", "losning", "feste", "tilbaketrekking"):
        assert client.post(f"{base}{deed}/").status_code == 302
    notice.refresh_from_db()
    assert notice.is_withdrawn
    assert client.get("/styring/meldinger/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"title_nb": ""},
        {"body_nb": "x" * 10_240},
        {"body_nb": "\x00"},
        {"title_nn": "Stengd"},
        {"unit": "0"},
        {"tags": ["finnes-ikke"]},
        {"critical_until": "2020-01-01T08:00"},
    ],
)
def test_a_faulty_notice_is_not_posted_and_not_lost(
    client, eva_editor: User, hr_department: Unit, typed
) -> None:
    client.force_login(eva_editor)
    said = {
        "title_nb": "Stengt",
        "body_nb": "I kveld",
        "unit": hr_department.pk,
        "contact": f"HR {EVIL}",
        **typed,
    }

    page = client.post("/styring/meldinger/ny/", said)

    assert page.status_code == 422
    assert "HR &lt;script&gt;" in page.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("ways")
def test_strangers_are_asked_to_sign_in_and_others_are_refused(client, stranger) -> None:
    for page in PAGES:
        assert client.get(page).status_code == 302

    client.force_login(stranger)
    for page in (*PAGES, "/styring/"):
        assert client.get(page).status_code == 403


@pytest.mark.usefixtures("ways")
def test_every_role_sees_its_own_work(client, eva_editor, hilde_host, anne_admin) -> None:
    for person, sees, does_not in (
        (eva_editor, "/styring/meldinger/", "/styring/innforing/"),
        (hilde_host, "/sporretimer/", "/styring/meldinger/"),
        (anne_admin, "/styring/innforing/", "/finnes-ikke/"),
    ):
        client.force_login(person)
        html = client.get("/styring/").content.decode()
        assert f'href="{sees}"' in html
        assert f'href="{does_not}"' not in html


@pytest.mark.usefixtures("ways")
def test_only_those_with_many_things_to_do_find_them_under_headings(
    client, eva_editor, anne_admin
) -> None:
    client.force_login(eva_editor)
    assert "<h2" not in client.get("/styring/").content.decode()

    client.force_login(anne_admin)
    html = client.get("/styring/").content.decode()

    assert ">Oppsett</h2>" in html
    assert ">Andre systemer</h2>" in html


@pytest.mark.parametrize("address", POSTS)
def test_nothing_is_written_without_a_token_or_by_a_get(anne_admin, address) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anne_admin)

    assert strict.post(address).status_code == 403
    if not address.endswith("ny/"):
        assert strict.get(address).status_code in {404, 405}
