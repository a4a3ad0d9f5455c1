"""Articles that tests are about, written in the morning; what is not said of one is as usual."""

from __future__ import annotations

import pytest

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, User
from tests.cast import MORNING


def drafted(
    area: CaseArea,
    by: User,
    title: str = "Registrere ferie",
    body: str = "Ferie føres i skjemaet.",
    **more: str,
) -> Article:
    said = {"role": "alle", "language": "nb", **more}
    return actions.draft_article(title=title, body=body, area=area, by=by, at=MORNING, **said)


def published(area: CaseArea, by: User, *words: str, **more: str) -> Article:
    return actions.publish_article(article=drafted(area, by, *words, **more), by=by, at=MORNING)


@pytest.fixture
def article(personnel: CaseArea, hilde_host: User) -> Article:
    return published(personnel, hilde_host)
