"""Everything that changes who is who. One function, one thing a person does."""

from sufflor.organization.actions.absences import cancel_absence, note_absence
from sufflor.organization.actions.appointing import (
    appoint,
    change_appointment,
    describe_appointment,
    end_appointment,
)
from sufflor.organization.actions.charging import end_charge, give_charge
from sufflor.organization.actions.forgetting import forget_absences, forget_attempts, nobody
from sufflor.organization.actions.granting import grant_role, withdraw_role
from sufflor.organization.actions.grouping import (
    HelpsNobody,
    bring_into_group,
    take_out_of_group,
)
from sufflor.organization.actions.history import take_out_history
from sufflor.organization.actions.knowing import (
    drop_competence,
    rate_competence,
    take_back_guidance,
    tally_guidance,
)
from sufflor.organization.actions.loading import Progress, load
from sufflor.organization.actions.opening import (
    Shift,
    close_days,
    drop_opening_hours,
    open_days,
    promise_answer,
    promise_nothing,
    set_opening_hours,
)
from sufflor.organization.actions.provisioning import (
    GroupTaken,
    NotAName,
    NotByTheDirectory,
    PersonFacts,
    PersonTaken,
    change_group,
    change_provisioned,
    drop_group,
    let_go,
    map_group,
    provision_group,
    provision_person,
)
from sufflor.organization.actions.recognizing import recognize
from sufflor.organization.actions.sitting import begin_sitting, end_sittings, forget_sessions
from sufflor.organization.actions.systems import open_system_account, readdress_system
from sufflor.organization.actions.uploading import load_upload, upload
from sufflor.organization.actions.watches import (
    Filled,
    answer_watch_swap,
    ask_to_swap_watch,
    drop_watch,
    fill_watches,
    give_watch,
)

__all__ = [
    "Filled",
    "GroupTaken",
    "HelpsNobody",
    "NotAName",
    "NotByTheDirectory",
    "PersonFacts",
    "PersonTaken",
    "Progress",
    "Shift",
    "answer_watch_swap",
    "appoint",
    "ask_to_swap_watch",
    "begin_sitting",
    "bring_into_group",
    "cancel_absence",
    "change_appointment",
    "change_group",
    "change_provisioned",
    "close_days",
    "describe_appointment",
    "drop_competence",
    "drop_group",
    "drop_opening_hours",
    "drop_watch",
    "end_appointment",
    "end_charge",
    "end_sittings",
    "fill_watches",
    "forget_absences",
    "forget_attempts",
    "forget_sessions",
    "give_charge",
    "give_watch",
    "grant_role",
    "let_go",
    "load",
    "load_upload",
    "map_group",
    "nobody",
    "note_absence",
    "open_days",
    "open_system_account",
    "promise_answer",
    "promise_nothing",
    "provision_group",
    "provision_person",
    "rate_competence",
    "readdress_system",
    "recognize",
    "set_opening_hours",
    "take_back_guidance",
    "take_out_history",
    "take_out_of_group",
    "tally_guidance",
    "upload",
    "withdraw_role",
]
