"""What of a request goes to the archive: what was sent, said to each other, decided and attached.

What helpers say among themselves does not: notes, what goes along with a handover, and advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.desk import rules
from sufflor.desk.models import Decision, Message, Movement, Request
from sufflor.desk.queries.attached import Attached
from sufflor.events.models import reference
from sufflor.files.models import StoredFile
from sufflor.forms.shown import Shown, answers_shown

Facts = dict[str, object]


@dataclass(frozen=True)
class Package:
    request: Request
    answers: list[Shown]
    messages: list[Message]
    decision: Decision | None
    files: list[StoredFile]
    movements: list[Movement]

    def name_of(self, file: StoredFile) -> str:
        """Where it lies in the package. Two files may have come by the same name."""
        plain = file.name.replace("/", "_").replace("\\", "_")
        return f"vedlegg/{self.files.index(file) + 1:02d}-{plain}"

    def metadata(self, at: datetime) -> Facts:
        request = self.request
        return {
            "number": request.number,
            "title": request.title,
            "language": request.language,
            "state": request.state,
            "form": _form(request),
            "reporter": request.reporter.username,
            "concerns": request.concerns.username if request.concerns else None,
            "unit": request.unit.code if request.unit else None,
            "area": request.area.code if request.area else None,
            "process": request.process.code if request.process else None,
            "is_confidential": request.is_confidential,
            "opened_at": request.opened_at.isoformat(),
            "resolved_at": _moment(request.resolved_at),
            "answers": request.answers,
            "messages": [_message(each) for each in self.messages],
            "lines": [{"line": each.to_line, "at": each.at.isoformat()} for each in self.movements],
            "decision": _decision(self.decision),
            "files": [self._file(each) for each in self.files],
            "exported_at": at.isoformat(),
        }

    def _file(self, file: StoredFile) -> Facts:
        return {
            "name": file.name,
            "path": self.name_of(file) if file.is_clean else None,
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "state": file.state,
        }


def package(request: Request, at: datetime) -> Package:
    """A reply that can still be held back is not there yet."""
    answers = answers_shown(request.form, request.answers, request.language) if request.form else []
    said = Message.objects.filter(request=request, sent_at__lte=at).select_related("by")
    messages = list(said)
    things = [reference(thing) for thing in (request, *messages)]
    attached = Attached(things)
    decided = Decision.objects.filter(pk=request.pk, decided_at__isnull=False)
    moved = Movement.objects.filter(request=request, undone_at=None)
    return Package(
        request=request,
        answers=answers,
        messages=messages,
        decision=decided.select_related("proposed_by", "decided_by").first(),
        files=[file for thing in things for file in attached.of(thing)],
        movements=list(moved),
    )


def _form(request: Request) -> Facts | None:
    if request.form is None:
        return None
    return {
        "slug": request.form.form.slug,
        "version": request.form.number,
        "record_class": rules.kept_as(request).value,
    }


def _message(message: Message) -> Facts:
    return {
        "at": message.sent_at.isoformat(),
        "by": message.by.username,
        "is_from_helper": message.is_from_helper,
        "text": message.text,
    }


def _decision(decision: Decision | None) -> Facts | None:
    if decision is None:
        return None
    return {
        "verdict": decision.verdict,
        "grounds": decision.grounds,
        "proposed_by": decision.proposed_by.username,
        "proposed_at": decision.proposed_at.isoformat(),
        "decided_by": decision.decided_by.username if decision.decided_by else None,
        "decided_at": _moment(decision.decided_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
