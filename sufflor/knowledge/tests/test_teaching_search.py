"""Editors teach the search words and pages: refused aloud, told in history, undone by removing."""

from __future__ import annotations

import pytest

from sufflor.events.queries import history
from sufflor.knowledge import actions, queries
from sufflor.knowledge.actions import (
    HoldsNumber,
    InManyGroups,
    NotAWord,
    PromotedEnough,
    SwallowsAll,
    TooLong,
    TooMuch,
)
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Role, RoleGrant, User
from sufflor.search import actions as search
from sufflor.search.models import Audience, Promotion, SynonymGroup, Translation
from tests.cast import MORNING, person


@pytest.fixture
def editor(hr_department) -> User:
    siri = person("siri", "Siri", "Editor", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    return siri


def same(by: User, *expressions: str, group: SynonymGroup | None = None) -> SynonymGroup:
    return actions.keep_synonyms(group=group, expressions=expressions, by=by, at=MORNING)


def promote(by: User, query: str, ref: str) -> Promotion:
    return actions.promote_hit(query=query, ref=ref, title="Skjerme", by=by, at=MORNING)


def pages(number: int, title: str) -> None:
    for at in range(number):
        entry = search.Entry(
            ref=f"knowledge.article:{at}",
            kind="article",
            url="/",
            title=title,
            language="nb",
            audience=Audience.PUBLIC,
        )
        search.index(entry, at=MORNING)


def test_a_group_is_kept_changed_and_taken_away_with_a_trace(editor: User) -> None:
    group = same(editor, " Purre ", "purre", "mase på svar")
    group = same(editor, "purre", "minne om", group=group)
    lines = history(group)

    actions.drop_synonyms(group=group, by=editor, at=MORNING)

    assert not SynonymGroup.objects.exists()
    assert [(line.verb, line.details["words"]) for line in lines.all()] == [
        ("synonyms.kept", "purre, mase på svar"),
        ("synonyms.kept", "purre, minne om"),
        ("synonyms.dropped", "purre, minne om"),
    ]
    assert [line.by for line in queries.taught().log] == ["Siri Editor"] * 3


def test_a_group_that_would_swallow_everything_is_refused_with_the_word(editor: User) -> None:
    pages(25, "Sak og arkiv")

    with pytest.raises(SwallowsAll, match="sak"):
        same(editor, "sak", "arbeid")
    assert not SynonymGroup.objects.exists()


@pytest.mark.parametrize(
    ("expressions", "refusal"),
    [
        (["purre"], TooMuch),
        ([f"ord {number}a" for number in range(29)], TooMuch),
        (["purre", "og"], NotAWord),
        (["purre", "x" * 81], TooLong),
        (["purre", "01010750160"], HoldsNumber),
    ],
)
def test_what_is_no_group_is_refused(
    editor: User, expressions: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        same(editor, *expressions)


def test_an_expression_stands_in_five_groups_at_most(editor: User) -> None:
    groups = [same(editor, "purre", f"annet{number}") for number in range(5)]

    with pytest.raises(InManyGroups, match="purrer"):
        same(editor, "purrer", "enda et")
    assert same(editor, "purre", "nytt", group=groups[0])


def test_a_translation_said_anew_is_the_last_word(editor: User) -> None:
    for norwegian in ("purring", "påminnelse"):
        actions.keep_translation(english="Reminder", norwegian=norwegian, by=editor, at=MORNING)

    assert str(Translation.objects.get()) == "reminder – påminnelse"
    actions.drop_translation(translation=Translation.objects.get(), by=editor, at=MORNING)
    assert not Translation.objects.exists()


def test_three_pages_at_most_stand_first_for_a_search(editor: User) -> None:
    for number in range(3):
        promote(editor, "skjerme", f"knowledge.article:{number}")

    again = promote(editor, "Skjermer", "knowledge.article:1")
    with pytest.raises(PromotedEnough):
        promote(editor, "skjermene", "knowledge.article:9")

    actions.demote_hit(promotion=again, by=editor, at=MORNING)
    assert Promotion.objects.count() == 2


def test_what_is_promoted_and_gone_is_shown_as_gone(editor: User) -> None:
    pages(1, "Skjerme")
    promote(editor, "skjerme", "knowledge.article:0")
    promote(editor, "fordele", "knowledge.article:9")

    assert [(one.promotion.query, one.title) for one in queries.taught().promoted] == [
        ("fordele", ""),
        ("skjerme", "Skjerme"),
    ]


def test_only_editors_teach(kari: User) -> None:
    with pytest.raises(NotAllowed):
        same(kari, "purre", "mase")
    with pytest.raises(NotAllowed):
        promote(kari, "purre", "knowledge.article:1")
