"""Everything that moves what is on its way out: told, sent, tried again, let go, done on time.

The worker does most of it. What an administrator does stands in `mending`.
"""

from __future__ import annotations

from sufflor.messaging.actions.announcing import announce_hour as announce_hour
from sufflor.messaging.actions.checking import AlreadyChecked as AlreadyChecked
from sufflor.messaging.actions.checking import NobodyNamed as NobodyNamed
from sufflor.messaging.actions.checking import NotReadable as NotReadable
from sufflor.messaging.actions.checking import accept as accept
from sufflor.messaging.actions.checking import accept_for_case as accept_for_case
from sufflor.messaging.actions.checking import discard as discard
from sufflor.messaging.actions.choosing import Wishes as Wishes
from sufflor.messaging.actions.choosing import choose as choose
from sufflor.messaging.actions.choosing import choose_answers as choose_answers
from sufflor.messaging.actions.choosing import follow_errors as follow_errors
from sufflor.messaging.actions.choosing import unsubscribe as unsubscribe
from sufflor.messaging.actions.digesting import digest as digest
from sufflor.messaging.actions.expanding import deliver as deliver
from sufflor.messaging.actions.expanding import expand as expand
from sufflor.messaging.actions.mending import GivenUp as GivenUp
from sufflor.messaging.actions.mending import NotGivenUp as NotGivenUp
from sufflor.messaging.actions.mending import let_go as let_go
from sufflor.messaging.actions.mending import try_again as try_again
from sufflor.messaging.actions.mending import try_all_again as try_all_again
from sufflor.messaging.actions.pausing import tell_who_waits as tell_who_waits
from sufflor.messaging.actions.planned import claim_job as claim_job
from sufflor.messaging.actions.planned import do_job as do_job
from sufflor.messaging.actions.planned import forget_jobs as forget_jobs
from sufflor.messaging.actions.planned import job_failed as job_failed
from sufflor.messaging.actions.planned import plan_job as plan_job
from sufflor.messaging.actions.prompting import remind_of_answer as remind_of_answer
from sufflor.messaging.actions.prompting import remind_of_cases as remind_of_cases
from sufflor.messaging.actions.prompting import remind_of_reviews as remind_of_reviews
from sufflor.messaging.actions.prompting import tell_of_dead_links as tell_of_dead_links
from sufflor.messaging.actions.receiving import answer_automatically as answer_automatically
from sufflor.messaging.actions.receiving import forget_received as forget_received
from sufflor.messaging.actions.receiving import mark_bounced as mark_bounced
from sufflor.messaging.actions.receiving import release_queued as release_queued
from sufflor.messaging.actions.receiving import settle as settle
from sufflor.messaging.actions.receiving import take_in as take_in
from sufflor.messaging.actions.receiving import visited as visited
from sufflor.messaging.actions.sending import claim as claim
from sufflor.messaging.actions.sending import forget_sent as forget_sent
from sufflor.messaging.actions.sending import mark_dead as mark_dead
from sufflor.messaging.actions.sending import mark_dropped as mark_dropped
from sufflor.messaging.actions.sending import mark_sent as mark_sent
from sufflor.messaging.actions.sending import postpone as postpone
from sufflor.messaging.actions.sending import preference_of as preference_of
from sufflor.messaging.actions.sending import take_back as take_back
from sufflor.messaging.actions.sorting import sort_next as sort_next
from sufflor.messaging.actions.warning import warn_of_due as warn_of_due
from sufflor.messaging.actions.watching import beat as beat
from sufflor.messaging.actions.watching import forget_beats as forget_beats
from sufflor.messaging.actions.welcoming import welcome_advisers as welcome_advisers
