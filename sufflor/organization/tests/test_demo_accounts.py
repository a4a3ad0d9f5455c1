import pytest
from django.core.checks import run_checks

from sufflor.organization.checks import refuse_demo_accounts
from sufflor.organization.models import DEMO_ISSUER


@pytest.fixture
def demo_kari(kari):
    kari.issuer, kari.subject = DEMO_ISSUER, "kari"
    kari.save()
    return kari


def test_production_refuses_to_start_with_demo_accounts(demo_kari, settings):
    settings.PRODUCTION = True

    assert "organization.E001" in {problem.id for problem in run_checks()}
    with pytest.raises(SystemExit, match="everyone knows their password"):
        refuse_demo_accounts()


def test_without_demo_accounts_production_starts(kari, settings):
    settings.PRODUCTION = True

    refuse_demo_accounts()
    assert "organization.E001" not in {problem.id for problem in run_checks()}


def test_outside_production_the_demo_may_be(demo_kari):
    refuse_demo_accounts()
