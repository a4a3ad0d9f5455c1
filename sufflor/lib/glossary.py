"""One word for one thing: what it is called in code, in bokmål and in nynorsk, and what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    code: str
    nb: str
    nn: str
    meaning: str


# The archive's "sak" and our "henvendelse" never share a word, in code or on screen.
TERMS = (
    Term("Unit", "enhet", "eining", "A place in the organization: faculty, institute, department"),
    Term("CaseArea", "saksområde", "saksområde", "A field of cases, owned by a department"),
    Term("CaseProcess", "saksprosess", "saksprosess", "One process inside an area, like B.a.01"),
    Term(
        "Appointment",
        "utpeking",
        "utpeiking",
        "Who is process adviser (prosessrådgiver) for a unit and an area, from when, until when",
    ),
    Term("Absence", "fravær", "fråvær", "A helper is away, with or without a deputy"),
    Term("deputy", "stedfortreder", "stadfortredar", "Who helps while somebody is away"),
    Term("capacity", "kapasitet", "kapasitet", "How many open requests an adviser takes at once"),
    Term("Competence", "kompetanse", "kompetanse", "What somebody knows, and how well"),
    Term("Guidance", "veiledning gitt", "rettleiing gitt", "Help in passing, counted in one press"),
    Term("OpeningPeriod", "åpningstid", "opningstid", "Open on a weekday between two times"),
    Term("season", "sesong", "sesong", "Opening hours that hold from one day to another"),
    Term("ClosedDay", "stengt dag", "stengd dag", "Closed beside public holidays"),
    Term("ServicePromise", "løfte", "lovnad", "Open hours until the first answer and the solution"),
    Term("Route", "vei", "veg", "Who gets a request, why, and who comes next"),
    Term("case handler", "saksbehandler", "sakshandsamar", "Who handles a case in the archive"),
    Term("manager", "leder", "leiar", "Head of a unit: distributes, approves, orders access"),
    Term("SupportGroup", "støttegruppe", "støttegruppe", "The people who answer at one line"),
    Term(
        "Line",
        "linje",
        "linje",
        "How far from the user the help is: adviser, first line, second line, vendor contact",
    ),
    Term("HelpKind", "hjelpetype", "hjelpetype", "What kind of help it is: decides the line"),
    Term(
        "nearest help",
        "nærmeste hjelp",
        "næraste hjelp",
        "Who helps this unit with this area, in order, with deputy and fallback",
    ),
    Term("Rollout", "innføring", "innføring", "A set of dates on which only some doors are open"),
    Term("RolloutDay", "innføringsdag", "innføringsdag", "One of those dates"),
    Term("door", "dør", "dør", "A way in: a form, the phone, e-mail, the question hour"),
    Term("normal operation", "normal drift", "normal drift", "Every day that is not a rollout day"),
    Term(
        "QuestionHour",
        "spørretime",
        "spørjetime",
        "A joint hour in which anyone asks and all can read the answers",
    ),
    Term("AgendaItem", "agendapunkt", "agendapunkt", "A point on the fixed agenda of an hour"),
    Term("Question", "spørsmål", "spørsmål", "What somebody asks in an hour"),
    Term("Vote", "stemme", "røyst", "«Det gjelder meg også»: stands behind a question"),
    Term("Answer", "svar", "svar", "The one answer to a question, always in writing"),
    Term("merge", "slå sammen", "slå saman", "Let one question stand for several equal ones"),
    Term("Announcement", "melding", "melding", "Running information in the message channel"),
    Term("ThemePage", "temaside", "temaside", "The page that gathers the help on a theme"),
    Term("Article", "artikkel", "artikkel", "A lasting piece of help to self-help"),
    Term("LearningResource", "læringsressurs", "læringsressurs", "A course, a film or a guide"),
    Term("KnownError", "kjent feil", "kjend feil", "What is wrong, and who is affected"),
    Term("Workaround", "omvei", "omveg", "What to do until the error is mended"),
    Term("Form", "skjema", "skjema", "What people are asked when they need help"),
    Term("FormVersion", "versjon", "versjon", "A form as it was written at one time"),
    Term(
        "RecordClass", "arkivklasse", "arkivklasse", "Whether what comes in by a form is archived"
    ),
    Term("Request", "henvendelse", "førespurnad", "What a user submits to the desk"),
    Term("Entry", "innslag", "innslag", "One post on a request"),
    Term("Message, Note", "melding, internt notat", "melding, internt notat", "Public, internal"),
    Term("Movement", "overlevering", "overlevering", "A handover up, down or sideways, and why"),
    Term("Access", "tilgang", "tilgang", "What lets somebody see a request, and why"),
    Term(
        "escalate, deescalate",
        "eskalere, deeskalere",
        "eskalere, deeskalere",
        "Move a request away from the user, or back toward the user",
    ),
    Term("assign, take, release", "tildele, ta, slippe", "tildele, ta, sleppe", "Who has it now"),
    Term("resolve, reopen", "løse, gjenåpne", "løyse, opne att", "Close in writing, open again"),
    Term(
        "VendorCase",
        "leverandørsak",
        "leverandørsak",
        "An error or a wish for change that is sent to the vendor",
    ),
    Term("StoredFile", "fil, vedlegg", "fil, vedlegg", "What somebody attaches to what they send"),
    Term("Event", "hendelse", "hending", "One line of history: who did what, when"),
    Term("front stage", "foran sceneteppet", "framfor sceneteppet", "Pages for everyone"),
    Term("back stage", "bak sceneteppet", "bak sceneteppet", "Pages for those who help"),
    Term(
        "KnownError", "kjent feil", "kjend feil", "What is wrong with the system for many at once"
    ),
    Term("workaround", "vei rundt", "veg rundt", "What one can do until an error is fixed"),
    Term("Concern", "gjelder meg", "gjeld meg", "One person who is told of an error"),
)
