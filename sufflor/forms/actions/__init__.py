"""Everything that changes what people are asked. One function, one thing an editor does."""

from sufflor.forms.actions.drafting import (
    ChangedMeanwhile,
    Facts,
    NameTaken,
    NotAForm,
    change_facts,
    draft_version,
    open_form,
    take_up_version,
)
from sufflor.forms.actions.publishing import (
    NotComplete,
    Retired,
    Superseded,
    offer_again,
    publish_version,
    retire_form,
)
from sufflor.forms.actions.shipping import load_shipped

__all__ = [
    "ChangedMeanwhile",
    "Facts",
    "NameTaken",
    "NotAForm",
    "NotComplete",
    "Retired",
    "Superseded",
    "change_facts",
    "draft_version",
    "load_shipped",
    "offer_again",
    "open_form",
    "publish_version",
    "retire_form",
    "take_up_version",
]
