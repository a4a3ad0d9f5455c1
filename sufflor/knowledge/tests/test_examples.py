"""What somebody may search for who does not know what to write: texts that are there."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from sufflor.events.http import KNOWLEDGE, ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.knowledge.models import Reading
from sufflor.knowledge.queries import examples
from sufflor.lib.clock import local_date
from sufflor.lib.counting import FEWEST_COUNTED
from tests.articles import drafted, published
from tests.cast import MORNING

DAY = local_date(MORNING)


def found() -> tuple[str, ...]:
    return examples(revisions([KNOWLEDGE, ORGANIZATION]), DAY)


@pytest.fixture
def four(personnel, hilde_host):
    titles = ("Registrere ferie", "Sende brev", "Skjerme et dokument", "Lukke en sak")
    return [published(personnel, hilde_host, title) for title in titles]


def test_where_nothing_is_written_there_are_none(db) -> None:
    assert found() == ()


def test_what_is_read_most_comes_before_what_is_new(four) -> None:
    for article, times in ((four[0], FEWEST_COUNTED), (four[1], FEWEST_COUNTED + 3)):
        Reading.objects.create(article=article, day=DAY - timedelta(days=1), times=times)

    assert found() == ("Sende brev", "Registrere ferie", "Lukke en sak")


def test_a_title_that_is_long_or_not_there_for_readers_is_none(personnel, hilde_host) -> None:
    published(personnel, hilde_host, "Slik registrerer du ferie for dem du er leder for")
    drafted(personnel, hilde_host, "Et utkast")
    published(personnel, hilde_host, "To like")
    published(personnel, hilde_host, "To like", role="leder")

    assert found() == ("To like",)


def test_they_are_in_the_language_of_the_reader(four, personnel, hilde_host) -> None:
    published(personnel, hilde_host, "Register holidays", language="en")

    with override("en"):
        assert found() == ("Register holidays",)
    assert "Register holidays" not in found()


def test_they_cost_nothing_the_second_time(four, django_assert_num_queries) -> None:
    known = revisions([KNOWLEDGE, ORGANIZATION])
    examples(known, DAY)

    with django_assert_num_queries(0):
        examples(known, DAY)
