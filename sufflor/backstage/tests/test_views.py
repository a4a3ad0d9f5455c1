"""Views of the work as pages: made of conditions without a script, used in the list, fetched."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.actions import ViewWish
from sufflor.desk.models import Pin, SavedView
from sufflor.events.queries import history
from sufflor.organization.models import Role, RoleGrant
from tests.cast import MORNING
from tests.world_views import NEW, SENT

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

LIST = "/arbeid/henvendelser/"


@pytest.fixture
def keep(liv_first_line):
    def kept(condition=NEW, name="Det nye", owner=None, **more) -> SavedView:
        wish = ViewWish(name, condition, **more)
        owner = owner or liv_first_line
        return actions.keep_view(wish=wish, owner=owner, by=liv_first_line, at=MORNING)

    return kept


def text(response) -> str:
    return response.content.decode()


def make(client, **typed):
    return client.post(reverse("work_view_new"), {**SENT, **typed}, follow=True)


def test_it_is_made_of_conditions_row_by_row_without_a_script(liv, send):
    send()
    begun = {"name": "Nye i personal", "owner": "person", "order": "nyest", "mode": "all"}
    with_row = liv.post(reverse("work_view_new"), {**begun, "gjor": "ny", "nytt": "area"})
    assert with_row.status_code == 200
    assert 'name="hva_0" value="area"' in text(with_row)
    assert 'value="Nye i personal"' in text(with_row)
    assert not SavedView.objects.exists()

    row = {"rad": ["0"], "hva_0": "area", "hvordan_0": "er", "verdi_0": ["personal"]}
    shown = liv.post(reverse("work_view_new"), {**begun, **row, "gjor": "vis"})
    assert "1 henvendelse er i den nå" in text(shown)
    done = liv.post(reverse("work_view_new"), {**begun, **row, "gjor": "lagre"}, follow=True)

    view = SavedView.objects.get()
    assert view.condition == {"all": [{"field": "area", "is": ["personal"]}]}
    assert done.redirect_chain == [(f"{LIST}?visning={view.pk}", 303)]
    assert "Gjelder Per." in text(done)
    assert "Nye i personal" in text(done)


@pytest.mark.parametrize(
    ("what", "how", "values", "condition"),
    [
        ("state", "ikke", ["new"], {"none": [{"field": "state", "is": ["new"]}]}),
        ("due", "for", ["+1d"], {"field": "due", "before": "+1d"}),
        ("due", "mangler", [], {"field": "due", "is": ["@none"]}),
        ("due", "finnes", [], {"none": [{"field": "due", "is": ["@none"]}]}),
        ("opened", "etter", ["-7d"], {"field": "opened", "after": "-7d"}),
        ("waits", "er", ["@yes"], {"field": "waits", "is": ["@yes"]}),
        ("assignee", "er", ["@me", "@none"], {"field": "assignee", "is": ["@me", "@none"]}),
    ],
)
def test_every_way_of_asking_comes_back_as_it_was_written(liv, what, how, values, condition):
    make(liv, hva_0=what, hvordan_0=how, verdi_0=values)

    view = SavedView.objects.get()
    page = text(liv.get(reverse("work_view_change", args=[view.pk])))

    assert view.condition == {"all": [condition]}
    assert f'name="hva_0" value="{what}"' in page
    assert f'<option value="{how}" selected>' in page


def test_a_row_is_taken_away_and_one_that_says_nothing_is_told_of(liv):
    taken = liv.post(reverse("work_view_new"), {**SENT, "gjor": "fjern-0"})
    assert 'name="hva_0"' not in text(taken)

    refused = make(liv, verdi_0=[])
    assert refused.status_code == 422
    assert "Velg noe for «Status»" in text(refused)
    assert not SavedView.objects.exists()


def test_what_is_not_on_a_list_is_left_out_or_refused(liv):
    liv.post(reverse("work_view_new"), {**SENT, "hva_0": "text", "verdi_0": ["hemmelig"]})
    assert SavedView.objects.get().condition == {"all": []}

    refused = make(liv, verdi_0=["finnes-ikke"])
    assert refused.status_code == 422
    assert "er ikke kjent der" in text(refused)


def test_it_begins_from_what_is_in_sight_in_the_list(liv):
    page = text(liv.get(reverse("work_view_new") + "?ko=mine&tilstand=new&frist=over"))

    for said in ('value="assignee"', 'value="state"', 'value="due"'):
        assert said in page
    assert f'href="{reverse("work_view_new")}?ko=mine' in text(liv.get(f"{LIST}?ko=mine"))


def test_what_is_too_deep_for_rows_is_written_as_data(liv, keep):
    deep = {"all": [{"any": [{"field": "due", "before": "now"}, {"none": []}]}]}
    view = keep(deep)
    address = reverse("work_view_change", args=[view.pk])
    assert "&quot;before&quot;: &quot;now&quot;" in text(liv.get(address))

    typed = {name: SENT[name] for name in ("name", "owner", "order", "mode", "gjor")}
    for wrong in ("", "{", "[" * 5000, '{"field": "text", "is": ["a"]}'):
        assert liv.post(address, {**typed, "condition": wrong}).status_code == 422
    liv.post(address, {**typed, "condition": '{"any": []}'})

    view.refresh_from_db()
    assert view.condition == {"any": []}


def test_it_is_shared_with_a_group_and_others_find_no_page(
    liv, keep, liv_first_line, per_second_line, client
):
    view = keep()
    group = liv_first_line.support_groups.get()
    liv.post(reverse("work_view_change", args=[view.pk]), {**SENT, "owner": f"group-{group.pk}"})
    view.refresh_from_db()
    assert view.group == group

    client.force_login(per_second_line)
    for name in ("work_view_change", "work_view_file"):
        assert client.get(reverse(name, args=[view.pk])).status_code == 404
    assert "Det nye" not in text(client.get(f"{LIST}?visning={view.pk}"))


def test_a_circle_is_said_beside_the_form(liv, keep):
    one = keep()
    other = keep({"all": [{"view": one.pk}]}, "Den andre")

    refused = liv.post(
        reverse("work_view_change", args=[one.pk]),
        {**SENT, "hva_0": "view", "verdi_0": [str(other.pk)]},
    )

    assert refused.status_code == 422
    assert "ville spurt slik de andre gjør" in text(refused)


def test_it_stands_beside_the_queues_with_how_many_there_are_until_it_is_taken_away(
    liv, send, keep
):
    send(), send()
    view = keep()
    assert f'href="{LIST}?visning={view.pk}"' in text(liv.get(LIST))

    liv.post(reverse("work_view_unpin", args=[view.pk]))
    assert f'href="{LIST}?visning={view.pk}"' not in text(liv.get(LIST))
    liv.post(reverse("work_view_pin", args=[view.pk]))
    assert Pin.objects.count() == 1
    liv.post(reverse("work_view_drop", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_one_goes_on_to_the_next_in_the_same_view(liv, send, keep, liv_first_line):
    first, second = send(), send("Nummer to.")
    query = f"?visning={keep().pk}"

    page = text(liv.get(f"{LIST}{first.pk}/{query}"))
    assert f'href="{LIST}{second.pk}/{query}"' in page
    typed = {"text": "Slik.", "seen": "", "gjor": "los"}
    done = liv.post(f"{LIST}{first.pk}/svar/{query}", typed)

    assert done.headers["Location"] == f"{LIST}{second.pk}/{query}&etter={first.pk}"


@pytest.mark.parametrize(("order", "newest"), [("nyest", True), ("eldst", False)])
def test_a_list_is_ordered_as_one_likes(liv, send, order, newest):
    send("Den gamle"), send("Den nye")

    page = text(liv.get(f"{LIST}?sorter={order}"))

    assert (page.index("Den nye") < page.index("Den gamle")) == newest


def test_a_view_that_is_gone_shows_the_first_queue(liv, send):
    send()

    page = text(liv.get(f"{LIST}?visning=999"))

    assert "Gjelder Per." in page
    assert "Hos oss" in page


def test_a_file_has_what_the_list_has_and_no_formula_and_no_secret(liv, send, keep, liv_first_line):
    harmless = send('=HYPERLINK("http://ond.example")')
    actions.note(request=harmless, text="Bare for oss.", by=liv_first_line, at=MORNING)
    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    secret = send("Slett dette om Per.", is_confidential=True)
    view = keep({"all": []}, has_resolved=True)

    answer = liv.get(reverse("work_view_file", args=[view.pk]))
    rows = list(csv.reader(StringIO(text(answer).removeprefix("\ufeff")), delimiter=";"))

    by_number = {row[0]: row for row in rows}
    assert by_number[harmless.number][1].startswith("'=")
    assert "Kari Moen" in by_number[harmless.number]
    assert by_number[secret.number][1] == "Fortrolig"
    for hidden in ("Slett dette", "Bare for oss."):
        assert hidden not in text(answer)
    assert "view.taken_out" in {event.verb for event in history(view)}


def test_the_list_costs_ten_queries_also_with_views_beside_it(
    liv, send, keep, django_assert_max_num_queries
):
    for number in range(25):
        send(f"Nr. {number}")
    views = [keep(name=f"Visning {number}") for number in range(8)]
    liv.get(LIST)

    with django_assert_max_num_queries(10):
        liv.get(LIST)
    with django_assert_max_num_queries(10):
        liv.get(f"{LIST}?visning={views[0].pk}&sorter=endret")


def test_those_who_do_not_help_come_to_none_of_it(client, kari):
    client.force_login(kari)

    for name in ("work_views", "work_view_new"):
        assert client.get(reverse(name)).status_code == 403
