"""The facts of the desk: requests, what is written on them, who has them, and who may see them."""

from sufflor.desk.models.access import Access as Access
from sufflor.desk.models.access import Level as Level
from sufflor.desk.models.access import Source as Source
from sufflor.desk.models.crossings import Crossing as Crossing
from sufflor.desk.models.entries import ENTRY_LENGTH as ENTRY_LENGTH
from sufflor.desk.models.entries import Draft as Draft
from sufflor.desk.models.entries import Message as Message
from sufflor.desk.models.entries import Note as Note
from sufflor.desk.models.entries import Seat as Seat
from sufflor.desk.models.movements import Direction as Direction
from sufflor.desk.models.movements import HandoverReason as HandoverReason
from sufflor.desk.models.movements import Movement as Movement
from sufflor.desk.models.requests import TITLE_LENGTH as TITLE_LENGTH
from sufflor.desk.models.requests import Request as Request
from sufflor.desk.models.requests import State as State
from sufflor.desk.models.templates import AnswerTemplate as AnswerTemplate
from sufflor.desk.models.ties import Consultation as Consultation
from sufflor.desk.models.ties import Decision as Decision
from sufflor.desk.models.ties import Joining as Joining
from sufflor.desk.models.ties import Link as Link
from sufflor.desk.models.ties import LinkKind as LinkKind
from sufflor.desk.models.ties import Verdict as Verdict
