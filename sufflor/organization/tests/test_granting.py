import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions
from sufflor.organization.actions.granting import LastAdministrator
from sufflor.organization.models import Role
from sufflor.organization.rules import has_role
from tests.cast import MORNING


def test_a_role_is_given_once_and_told_of_once(kari, anne_admin):
    for _ in range(2):
        actions.grant_role(person=kari, role=Role.HOST, by=anne_admin, at=MORNING)

    assert has_role(kari, Role.HOST)
    assert Event.objects.filter(verb="role.granted").count() == 1


def test_a_role_that_is_taken_is_gone_at_once(hilde_host, anne_admin):
    assert has_role(hilde_host, Role.HOST)

    actions.withdraw_role(person=hilde_host, role=Role.HOST, by=anne_admin, at=MORNING)

    assert not has_role(hilde_host, Role.HOST)
    actions.withdraw_role(person=hilde_host, role=Role.HOST, by=anne_admin, at=MORNING)
    assert Event.objects.filter(verb="role.withdrawn").count() == 1


def test_a_changed_role_ends_every_session(client, hilde_host, anne_admin):
    client.force_login(hilde_host)

    actions.withdraw_role(person=hilde_host, role=Role.HOST, by=anne_admin, at=MORNING)

    page = client.get("/personvern/")
    assert page.wsgi_request.user.is_anonymous


def test_there_is_always_an_administrator(anne_admin):
    with pytest.raises(LastAdministrator):
        actions.withdraw_role(person=anne_admin, role=Role.ADMINISTRATOR, by=anne_admin, at=MORNING)


def test_only_administrators_give_and_take(kari, hilde_host):
    with pytest.raises(NotAllowed):
        actions.grant_role(person=kari, role=Role.HOST, by=hilde_host, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.withdraw_role(person=hilde_host, role=Role.HOST, by=kari, at=MORNING)
