"""Who reaches a request by which address: the policy that tests/test_reach.py holds the house to.

Every address about a request has one row here. A new one without a row makes the tests red.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sufflor.desk.models import Source
from sufflor.organization.models import Role

ABOUT_ONE = "henvendelser/<number:pk>/"


class Relation(StrEnum):
    """What somebody is to a request: one reason to see it each, and three who have none."""

    REPORTER = Source.REPORTER.value
    CONCERNED = Source.CONCERNED.value
    PARTICIPANT = Source.PARTICIPANT.value
    GROUP = Source.GROUP.value
    ASSIGNEE = Source.ASSIGNEE.value
    EARLIER_LINE = Source.EARLIER_LINE.value
    MENTION = Source.MENTION.value
    CONSULTED = Source.CONSULTED.value
    CLEARED = Source.CLEARED.value
    COORDINATOR = Source.COORDINATOR.value
    OTHER_GROUP = "helps in a group that never had it"
    ADMINISTRATOR = "administrates, and has nothing to do with it"
    STRANGER = "has signed in"

    @property
    def source(self) -> Source | None:
        return Source(self.value) if self.value in Source.values else None


FRONT = frozenset({Relation.REPORTER, Relation.CONCERNED, Relation.PARTICIPANT})
OWN = frozenset({Relation.REPORTER, Relation.CONCERNED})
HAVE_IT = frozenset({Relation.GROUP, Relation.ASSIGNEE, Relation.CLEARED, Relation.COORDINATOR})
BACK = HAVE_IT | {Relation.EARLIER_LINE, Relation.MENTION, Relation.CONSULTED}
ASKED = frozenset({Relation.CONSULTED})
NOBODY: frozenset[Relation] = frozenset()


@dataclass(frozen=True)
class Row:
    """Who may look at an address, and who may send its form. Whoever may look and not send is told
    why; others find nothing. What is confidential is on the back stage for those alone who have
    that role beside their relation."""

    sees: frozenset[Relation] = NOBODY
    does: frozenset[Relation] = NOBODY
    is_for_secrets: bool = False

    def allows(
        self, method: str, relation: Relation, roles: Iterable[Role], *, secret: bool
    ) -> bool:
        if relation not in (self.sees if method == "GET" else self.does):
            return False
        if self.is_for_secrets and not secret:
            return False
        return not secret or relation in FRONT or Role.CONFIDENTIAL in roles


# Addresses about one request.
REACH = {
    # In front: whoever follows it.
    "my_request": Row(sees=FRONT, does=FRONT),
    "request_receipt": Row(sees=FRONT),
    "my_request_file": Row(sees=FRONT),
    "request_helped": Row(sees=FRONT, does=OWN),
    "request_found_out": Row(sees=FRONT, does=OWN),
    "request_bring_along": Row(does=FRONT),
    "request_leave": Row(does=FRONT),
    "request_news": Row(does=FRONT),
    # Back stage: whoever has it works on it, others read and write notes.
    "request": Row(sees=BACK),
    "request_around": Row(sees=BACK),
    "request_file": Row(sees=BACK),
    "request_simple": Row(sees=BACK, does=HAVE_IT),
    "reply_request": Row(sees=BACK, does=HAVE_IT),
    "ready_for_request": Row(sees=HAVE_IT),
    "note_request": Row(does=BACK),
    "mention_in_request": Row(sees=BACK),
    "wait_request": Row(sees=BACK, does=HAVE_IT),
    "take_request": Row(sees=BACK, does=HAVE_IT),
    "let_lie_request": Row(sees=BACK, does=HAVE_IT),
    "write_on_request": Row(sees=BACK, does=HAVE_IT),
    "hand_over_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "give_back_request": Row(sees=HAVE_IT, does=HAVE_IT),
    # Taken back by nobody but the one who did it.
    "hold_back_reply": Row(sees=BACK),
    "undo_handover": Row(sees=BACK),
    "tie_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "untie_request": Row(does=HAVE_IT),
    "wish_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "unwish_request": Row(does=HAVE_IT),
    "join_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "undo_join": Row(does=HAVE_IT),
    "unlink_request": Row(does=BACK),
    "split_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "consult_request": Row(sees=BACK, does=HAVE_IT),
    "cross_request": Row(sees=BACK, does=HAVE_IT),
    "advise_request": Row(sees=ASKED, does=ASKED),
    "decide_request": Row(sees=BACK, does=BACK, is_for_secrets=True),
    "raise_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "share_request": Row(sees=BACK, does=BACK),
    "sort_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "request_wrong_article": Row(sees=HAVE_IT, does=HAVE_IT),
    "hold_request": Row(sees=HAVE_IT, does=HAVE_IT),
    "explain_delay": Row(sees=BACK, does=BACK),
    "archive_request": Row(sees=HAVE_IT),
    "archive_package": Row(sees=HAVE_IT),
}

# Addresses of the API about one request: what a system reaches with a key of its own. The back
# stage is never reached with a key.
API_REACH = {
    "api_request": Row(sees=FRONT),
}
API_LISTS = {"api_requests": FRONT}

# Pages that list requests, and whose may stand on them.
LISTS = {
    "my_requests": FRONT,
    "work": BACK,
    "requests": BACK,
    "sealed_requests": NOBODY,
}
