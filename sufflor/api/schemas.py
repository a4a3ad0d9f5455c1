"""The shapes of what the API takes and says, as JSON schemas."""

from __future__ import annotations

from collections.abc import Mapping

Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
TRUTH: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
ANSWERS: Schema = {
    "type": "object",
    "description": "By the names of the fields. A file is the key that it was given when it came.",
    "additionalProperties": {
        "type": ["string", "boolean", "number", "array", "null"],
        "items": TEXT,
    },
}


def listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def shape(**fields: Schema) -> Schema:
    return {"type": "object", "required": list(fields), "properties": fields}


def named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


BRIEF: dict[str, Schema] = {
    "id": NUMBER,
    "number": TEXT,
    "title": TEXT,
    "status": TEXT,
    "happening": TEXT,
    "your_part": TEXT,
    "when": TEXT,
    "is_open": TRUTH,
    "opened_at": INSTANT,
    "changed_at": INSTANT,
    "page": TEXT,
}
ARTICLE: dict[str, Schema] = {
    "address": TEXT,
    "title": TEXT,
    "summary": TEXT,
    "language": TEXT,
    "area": TEXT,
    "state": TEXT,
    "state_name": TEXT,
    "owner": TEXT,
    "url": TEXT,
    "changed_at": nullable(INSTANT),
}
SCHEMAS: dict[str, Schema] = {
    "Problem": {
        "type": "object",
        "required": ["type", "status", "title", "detail"],
        "properties": {
            "type": TEXT,
            "status": NUMBER,
            "title": {**TEXT, "description": "Why, in a sentence for people."},
            "detail": {**TEXT, "description": "What to do instead."},
            "instance": {**TEXT, "description": "Where that is done."},
            "errors": listed(named("FieldError")),
        },
    },
    "FieldError": shape(field=TEXT, message=TEXT),
    "Field": shape(
        name=TEXT,
        type=TEXT,
        label=TEXT,
        help=TEXT,
        is_required=TRUTH,
        choices=listed(shape(value=TEXT, label=TEXT)),
    ),
    "Forms": shape(
        forms=listed(shape(slug=TEXT, title=TEXT, summary=TEXT, is_confidential=TRUTH, page=TEXT))
    ),
    "Form": shape(
        slug=TEXT, version=NUMBER, definition={"type": "object"}, fields=listed(named("Field"))
    ),
    "Evaluation": shape(
        version=NUMBER,
        fields=listed(named("Field")),
        is_valid=TRUTH,
        errors=listed(named("FieldError")),
        answers=ANSWERS,
    ),
    "Answers": {"type": "object", "properties": {"answers": ANSWERS}},
    "NewRequest": {
        "type": "object",
        "properties": {
            "answers": ANSWERS,
            "concerns": {
                **TEXT,
                "description": "User name or e-mail address of the colleague whom it is for.",
            },
            "may_hold_number": {
                **TRUTH,
                "description": "What looks like a national identity number is something else.",
            },
        },
    },
    "NewFile": shape(file={"type": "string", "format": "binary"}),
    "File": shape(
        key={"type": "string", "format": "uuid"},
        name=TEXT,
        media_type=TEXT,
        size=NUMBER,
        state={"enum": ["held", "clean", "infected"]},
    ),
    "Message": shape(text=TEXT, is_from_helper=TRUTH, at=INSTANT),
    "BriefRequest": shape(**BRIEF),
    "Request": shape(**BRIEF, text=TEXT, messages=listed(named("Message"))),
    "Requests": shape(requests=listed(named("BriefRequest")), next=nullable(TEXT)),
    "Standing": {"type": "object", "properties": {"number": TEXT, "status": TEXT}},
    "Crossing": shape(id=NUMBER, request=TEXT, text=TEXT, number=TEXT, status=TEXT, at=INSTANT),
    "Crossings": shape(crossings=listed(named("Crossing"))),
    "BriefArticle": shape(**ARTICLE),
    "Article": shape(**ARTICLE, reviewed_at=nullable(INSTANT), html=TEXT, transcript=TEXT),
    "Articles": shape(articles=listed(named("BriefArticle")), next=nullable(TEXT)),
    "VendorLetter": shape(
        case=NUMBER, number=TEXT, your_number=TEXT, status=TEXT, subject=TEXT, text=TEXT, at=INSTANT
    ),
    "VendorLetters": shape(letters=listed(named("VendorLetter"))),
    "VendorAnswer": {
        "type": "object",
        "required": ["text"],
        "properties": {"text": TEXT, "number": TEXT, "closed": TRUTH},
    },
    "Heard": shape(case=NUMBER, number=TEXT, your_number=TEXT, at=INSTANT),
    "WayIn": shape(
        slug=TEXT,
        kind=TEXT,
        name=TEXT,
        state={"enum": ["open", "closed", "replaced"]},
        reason=TEXT,
        opens_again=nullable({"type": "string", "format": "date"}),
        replaced_by=nullable(TEXT),
        always_open=TRUTH,
        contact=TEXT,
        url=TEXT,
        page=TEXT,
    ),
    "State": shape(
        date={"type": "string", "format": "date"},
        house=shape(is_open=TRUTH, opens_at=nullable(INSTANT)),
        doors=named("Doors"),
        forms=listed(shape(slug=TEXT, title=TEXT, is_open=TRUTH, url=TEXT)),
        hours=listed(
            shape(
                id=NUMBER,
                title=TEXT,
                opens_at=INSTANT,
                closes_at=INSTANT,
                is_cancelled=TRUTH,
                url=TEXT,
            )
        ),
        hours_calendar=TEXT,
    ),
    "Health": shape(store=TEXT, worker={"enum": ["ok", "silent"]}),
    "Operation": shape(
        worker_seen_seconds=nullable(NUMBER),
        mail_server_in_trouble=TRUTH,
        mailbox_read_seconds=nullable(NUMBER),
        mailbox_in_trouble=TRUTH,
        mail_waiting=NUMBER,
        mail_overdue_seconds=NUMBER,
        mail_given_up=NUMBER,
        mail_to_check=NUMBER,
        events_untold=NUMBER,
        events_stuck=NUMBER,
        jobs_stuck=NUMBER,
        files_held=NUMBER,
        webhooks_waiting=NUMBER,
        webhooks_stopped=NUMBER,
    ),
    "Told": shape(
        type={"type": "string", "description": "What happened, as its name says."},
        timestamp=INSTANT,
        data={
            "type": "object",
            "required": ["state", "page"],
            "properties": {
                "id": NUMBER,
                "number": TEXT,
                "date": {"type": "string", "format": "date"},
                "state": {**TEXT, "description": "How it stands when this leaves."},
                "page": {"type": "string", "format": "uri"},
            },
        },
    ),
    "Doors": shape(
        mode=TEXT,
        rollout=nullable(TEXT),
        day_number=NUMBER,
        day_count=NUMBER,
        dates=listed(TEXT),
        next_date=nullable(TEXT),
        last_date=nullable(TEXT),
        time_zone=TEXT,
        ways_in=listed(named("WayIn")),
    ),
}
