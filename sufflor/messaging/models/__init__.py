"""What is on its way out of the house, what came in, what people want, and what is planned."""

from sufflor.messaging.models.deliveries import Delivery, DeliveryQuerySet, Reason, State
from sufflor.messaging.models.digests import Digest, DigestNotice
from sufflor.messaging.models.hours import Announcement, Says
from sufflor.messaging.models.preferences import (
    ErrorFollower,
    Notices,
    Preference,
    Topic,
    new_token,
)
from sufflor.messaging.models.received import (
    CaseAnswer,
    Fate,
    MailboxVisit,
    RawMail,
    Received,
    ReceivedQuerySet,
    Why,
)
from sufflor.messaging.models.working import Heartbeat, Job, JobQuerySet

__all__ = [
    "Announcement",
    "CaseAnswer",
    "Delivery",
    "DeliveryQuerySet",
    "Digest",
    "DigestNotice",
    "ErrorFollower",
    "Fate",
    "Heartbeat",
    "Job",
    "JobQuerySet",
    "MailboxVisit",
    "Notices",
    "Preference",
    "RawMail",
    "Reason",
    "Received",
    "ReceivedQuerySet",
    "Says",
    "State",
    "Topic",
    "Why",
    "new_token",
]
