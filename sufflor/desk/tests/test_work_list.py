"""The work list: queues, what is sifted, counts that stop, and fifty rows of any queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Request, Source, State
from sufflor.desk.queries import Due, Queue, Sieve, work, work_slice
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.organization.models import Role, RoleGrant, User
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=3)


def listed(person, queue=Queue.OURS, at=MORNING, **more) -> list[Request]:
    return list(queries.work_list(person, Sieve(queue, **more), at))


def hand(request, to, by, at=MORNING):
    return actions.hand_over(request=request, to=to, reason=None, note=ENOUGH, by=by, at=at)


def test_what_a_group_has_is_with_all_who_are_in_it(request_, liv_first_line, per_second_line):
    assert listed(liv_first_line) == [request_]
    assert listed(liv_first_line, Queue.UNASSIGNED) == [request_]
    assert listed(per_second_line) == []


def test_what_one_takes_is_ones_own_and_no_longer_untaken(request_, liv_first_line):
    actions.take(request=request_, by=liv_first_line, at=MORNING)

    assert listed(liv_first_line, Queue.MINE) == [request_]
    assert listed(liv_first_line, Queue.UNASSIGNED) == []


def test_what_is_sent_on_stays_in_sight_in_a_queue_of_its_own(
    request_, second_line, liv_first_line, per_second_line
):
    hand(request_, second_line, liv_first_line)

    assert listed(liv_first_line) == []
    assert listed(liv_first_line, Queue.SENT_ON) == [request_]
    assert listed(liv_first_line, Queue.SECOND) == []
    assert listed(per_second_line) == [request_]


def test_what_comes_back_and_what_mentions_somebody_needs_them(
    request_, second_line, liv_first_line, per_second_line, ola_adviser
):
    hand(request_, second_line, liv_first_line)
    actions.note(request=request_, text="Vet @ola dette?", by=per_second_line, at=MORNING)
    actions.give_back(request=request_, reason=None, note=ENOUGH, by=per_second_line, at=MORNING)

    assert listed(liv_first_line, Queue.RETURNED) == [request_]
    assert listed(ola_adviser, Queue.MENTIONED) == [request_]


def test_only_what_is_late_is_overdue_and_what_is_promised_first_comes_first(
    send, personnel, liv_first_line
):
    late, early, never = (send(f"Nummer {n}", area=personnel) for n in range(3))
    for one, due in ((late, MORNING), (early, MORNING + timedelta(days=2)), (never, None)):
        Request.objects.filter(pk=one.pk).update(due_at=due)

    assert listed(liv_first_line) == [late, early, never]
    assert listed(liv_first_line, Queue.OVERDUE, LATER) == [late]
    assert listed(liv_first_line, at=LATER, due=Due.NONE) == [never]


def test_it_is_sifted_by_state_and_by_area(send, personnel, archive, liv_first_line):
    about, other = send(area=personnel), send("Noe annet", area=archive)
    actions.take(request=other, by=liv_first_line, at=MORNING)

    assert listed(liv_first_line, area="personal") == [about]
    assert listed(liv_first_line, state=State.OPEN) == [other]


def test_what_is_resolved_has_left_every_queue_but_its_own(request_, liv_first_line):
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)

    assert listed(liv_first_line) == []
    assert listed(liv_first_line, Queue.RESOLVED) == [request_]


@pytest.mark.parametrize("many", [1, 2_000])
def test_what_was_resolved_last_comes_first_for_who_may_see_much_and_who_may_see_little(
    send, personnel, liv_first_line, per_second_line, ruth, monkeypatch, many
):
    monkeypatch.setattr(work, "MANY", many)
    early, late = send("Først.", area=personnel), send("Så.", area=personnel)
    secret = send("Hemmelig.", area=personnel, is_confidential=True)
    send("Ikke løst.", area=personnel)
    for request, at in ((late, LATER), (early, MORNING), (secret, MORNING)):
        Request.objects.filter(pk=request.pk).update(
            state=State.RESOLVED, look_at=None, resolved_at=at, resolved_by=ruth
        )

    def shown(who) -> list[int]:
        return [row.pk for row in work_slice(who, Sieve(Queue.RESOLVED), 1, LATER).rows]

    assert shown(liv_first_line) == [late.pk, early.pk]
    assert secret.pk in shown(ruth)
    assert shown(per_second_line) == []


def test_what_is_confidential_is_listed_and_counted_for_those_with_the_role_alone(
    send, personnel, liv_first_line
):
    secret = send("Slett dette.", area=personnel, is_confidential=True)
    assert listed(liv_first_line) == []
    assert queries.counts(liv_first_line, MORNING).queues[Queue.OURS] == 0

    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    liv = User.objects.get(pk=liv_first_line.pk)

    assert listed(liv) == [secret]
    assert queries.counts(liv, MORNING).queues[Queue.OURS] == 1


def test_what_is_counted_is_what_is_listed_wherever_it_lies(
    send, personnel, second_line, liv_first_line, per_second_line, ruth
):
    mine, untaken, elsewhere, alone, _secret, sent_on = (
        send(f"Nummer {n}", area=personnel, is_confidential=n == 4) for n in range(6)
    )
    actions.take(request=mine, by=liv_first_line, at=MORNING)
    hand(sent_on, second_line, liv_first_line)
    lies = Request.objects.filter
    lies(pk=elsewhere.pk).update(assignee=liv_first_line, group=second_line.group)
    lies(pk=alone.pk).update(assignee=liv_first_line, group=None)
    lies(pk=untaken.pk).update(due_at=MORNING)

    for person in (liv_first_line, per_second_line, ruth):
        counted = queries.counts(person, LATER).queues

        assert {queue: len(listed(person, queue, LATER)) for queue in counted} == counted
    assert queries.counts(liv_first_line, LATER).queues[Queue.OURS] == 4
    assert queries.counts(ruth, LATER).queues[Queue.OURS] == 1


def test_fifty_rows_are_shown_and_a_hundred_counted_whatever_a_queue_holds(
    request_, liv_first_line, django_assert_num_queries
):
    _many_like(request_, 129)
    list(liv_first_line.support_groups.all())
    queries.counts(liv_first_line, MORNING)

    with django_assert_num_queries(1):
        first = queries.work_slice(liv_first_line, Sieve(), 1, MORNING)
    with django_assert_num_queries(1):
        counted = queries.counts(liv_first_line, MORNING)
    last = queries.work_slice(liv_first_line, Sieve(), 3, MORNING)

    assert (len(first.rows), first.has_next, first.has_previous) == (50, True, False)
    assert (len(last.rows), last.has_next, last.has_previous) == (30, False, True)
    assert counted.queues[Queue.OURS] == queries.MOST_COUNTED
    assert counted.queues[Queue.MINE] == 0


def test_pages_follow_each_other_through_all_groups_in_the_order_of_what_is_due(
    request_, second_line, liv_first_line, per_second_line
):
    _many_like(request_, 120)
    second_line.group.members.add(liv_first_line)
    pks = list(Request.objects.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(pks):
        elsewhere = {"group": second_line.group} if number % 3 else {}
        mine = {"group": None, "assignee": liv_first_line} if number % 7 == 0 else {}
        due = MORNING + timedelta(hours=number * 37 % 60)
        Request.objects.filter(pk=pk).update(look_at=due, **{**elsewhere, **mine})
    liv = User.objects.get(pk=liv_first_line.pk)
    in_order = list(Request.objects.order_by("look_at", "pk").values_list("pk", flat=True))

    pages = [queries.work_slice(liv, Sieve(), number, MORNING).rows for number in (1, 2, 3)]

    assert [row.pk for page in pages for row in page] == in_order
    following = {
        place: queries.next_after(liv, Sieve(), in_order[place], MORNING) for place in PLACES
    }
    # What is not among the first fifty is followed by the first of all.
    assert following == {0: in_order[1], 30: in_order[31], 49: in_order[50], 90: in_order[0]}


def test_after_the_last_one_of_a_queue_comes_the_first(request_, liv_first_line):
    _many_like(request_, 2)
    first, _second, last = Request.objects.by_due().values_list("pk", flat=True)

    assert queries.next_after(liv_first_line, Sieve(), last, MORNING) == first


def test_what_lies_with_a_group_is_there_for_those_alone_who_may_see_it(request_, liv_first_line):
    _many_like(request_, 3)
    ended, kept, none, other = Request.objects.order_by("pk")
    ended.access.update(until=MORNING)
    none.access.all().delete()
    other.access.update(source=Source.REPORTER)

    shown = queries.work_slice(liv_first_line, Sieve(), 1, LATER).rows
    counted = queries.counts(liv_first_line, LATER).queues

    assert [row.pk for row in shown] == [kept.pk]
    assert {counted[queue] for queue in (Queue.OURS, Queue.UNASSIGNED, Queue.FIRST)} == {1}
    assert queries.next_after(liv_first_line, Sieve(), kept.pk, LATER) is None


def test_what_the_first_hundred_do_not_tell_is_counted_by_itself(
    request_, liv_first_line, per_second_line
):
    _many_like(request_, 129)
    pks = list(Request.objects.by_due().values_list("pk", flat=True))
    Request.objects.filter(pk__in=pks[:60]).update(assignee=per_second_line)
    Request.objects.filter(pk__in=pks).update(due_at=None)
    Request.objects.filter(pk__in=pks[-5:]).update(due_at=MORNING, assignee=liv_first_line)

    counted = queries.counts(liv_first_line, LATER).queues

    assert counted[Queue.OURS] == queries.MOST_COUNTED
    assert (counted[Queue.UNASSIGNED], counted[Queue.OVERDUE]) == (65, 5)
    assert (counted[Queue.FIRST], counted[Queue.MINE]) == (queries.MOST_COUNTED, 5)


def test_a_page_that_is_not_there_is_empty_and_no_error(request_, liv_first_line):
    assert queries.work_slice(liv_first_line, Sieve(), 10**9, MORNING).rows == []
    first = queries.work_slice(liv_first_line, Sieve(), -1, MORNING)
    assert [row.number for row in first.rows] == [request_.number]


@pytest.mark.parametrize("queue", list(Queue))
def test_the_next_is_another_of_the_same_queue(send, personnel, liv_first_line, queue):
    one, other = send("Den ene", area=personnel), send("Den andre", area=personnel)
    among = [each for each in listed(liv_first_line, queue) if each != one]

    following = queries.next_after(liv_first_line, Sieve(queue), one.pk, MORNING)

    assert following == (other.pk if among else None)


PLACES = (0, 30, 49, 90)


def _many_like(request: Request, count: int) -> None:
    """Rows alone, with the access that their group has."""
    given = request.access.get(group=request.group)
    for _number in range(count):
        request.pk, request.submission = None, None
        request._state.adding = True
        request.save()
        given.pk, given.request = None, request
        given._state.adding = True
        given.save()
