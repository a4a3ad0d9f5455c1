"""Reading requests, for the one who sent them, for those who help, and before they are sent."""

from sufflor.desk.queries.clock import some_have_nobody, some_wake
from sufflor.desk.queries.expected import Expected, expected
from sufflor.desk.queries.meaning import Meaning, meaning
from sufflor.desk.queries.own import Relation, messages, own_requests, relation
from sufflor.desk.queries.timeline import Follower, Happening, Kind, Step, Timeline, timeline
from sufflor.desk.queries.work import load, work_list

__all__ = [
    "Expected",
    "Follower",
    "Happening",
    "Kind",
    "Meaning",
    "Relation",
    "Step",
    "Timeline",
    "expected",
    "load",
    "meaning",
    "messages",
    "own_requests",
    "relation",
    "some_have_nobody",
    "some_wake",
    "timeline",
    "work_list",
]
