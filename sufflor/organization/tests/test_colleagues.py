import pytest

from sufflor.organization.models import User
from sufflor.organization.queries import colleague, colleague_by_any_name
from tests.cast import person


@pytest.mark.parametrize(
    "called", ["lars", "LARS", " lars@nidelva.example ", "Lars@Nidelva.example"]
)
def test_a_colleague_is_found_by_user_name_or_address(lars, called):
    User.objects.filter(pk=lars.pk).update(email="lars@nidelva.example")

    assert colleague(called) == lars


@pytest.mark.parametrize("called", ["", "lar", "Lars Holm", "%", "nobody@nidelva.example"])
def test_a_colleague_is_not_guessed(lars, called):
    assert colleague(called) is None


def test_an_address_that_two_share_finds_nobody(lars, kari):
    User.objects.update(email="felles@nidelva.example")

    assert colleague("felles@nidelva.example") is None


@pytest.mark.parametrize("called", ["Lars Holm", "lars  holm", "lars"])
def test_by_any_name_a_full_name_does_too(lars, called):
    assert colleague_by_any_name(called) == lars


@pytest.mark.parametrize("called", ["", "Lars", "Holm", "Holm Lars"])
def test_half_a_name_is_nobody(lars, institute, called):
    lars.username = "lh"
    lars.save()

    assert colleague_by_any_name(called) is None


def test_a_name_that_two_share_finds_nobody(lars, institute):
    person("lars2", "Lars", "Holm", institute)

    assert colleague_by_any_name("Lars Holm") is None
    assert colleague_by_any_name("lars2").username == "lars2"
