"""What a letter to somebody says, and why one was not sent."""

from __future__ import annotations

import pytest

from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery, Reason


def read(letter) -> str:
    passages = "\n".join(f"{each.heading} {each.text} {each.url}" for each in letter.passages)
    return f"{letter.subject}\n{passages}\n{letter.because}"


def dropped(write, delivery: Delivery) -> Reason:
    with pytest.raises(Dropped) as caught:
        write(delivery)
    return caught.value.reason
