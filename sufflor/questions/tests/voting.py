"""Votes until it is killed, and writes down each vote once it is stored.

python -m sufflor.questions.tests.voting MOMENT FILE
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import Question


def main(moment: str, file: str) -> None:
    question = Question.objects.select_related("hour").get()
    at = datetime.fromisoformat(moment)
    with Path(file).open("w", buffering=1) as said:
        for person in User.objects.filter(username__startswith="voter-", votes=None):
            actions.vote(question=question, by=person, at=at)
            said.write(f"{person.pk}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
