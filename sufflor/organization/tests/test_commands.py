from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sufflor.organization.models import Role, RoleGrant, Unit
from sufflor.organization.tests.test_loading import ALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    for name, text in ALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_folder_is_loaded_with_progress_and_diff(folder):
    said = told("load_organization", str(folder))

    assert "people.csv: 2/2" in said
    assert "people.csv: 2 nye, 0 endret, 0 avsluttet, 0 uendret" in said
    assert Unit.objects.count() == 4


def test_a_dry_run_loads_nothing(folder):
    said = told("load_organization", str(folder), "--dry-run")

    assert "+ FA-X" in said
    assert not Unit.objects.exists()


def test_faults_are_told_and_nothing_is_loaded(folder):
    (folder / "units.csv").write_text("code;kind;name;parent\nA;fakultet;A;IV-XX\n")

    with pytest.raises(CommandError, match=r"units.csv, rad 2: Foreldreenheten IV-XX finnes ikke."):
        told("load_organization", str(folder))
    assert not Unit.objects.exists()


def test_a_folder_without_our_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"units\.csv"):
        told("load_organization", str(tmp_path))


def test_the_first_administrator_is_made_at_the_terminal(kari):
    told("grant_role", "kari", "administrator")

    assert RoleGrant.objects.get().role == Role.ADMINISTRATOR
    with pytest.raises(CommandError, match="nobody called"):
        told("grant_role", "nemo", "host")
