"""A guide with steps, a text that two articles share, and two paths for those who are new."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sufflor.knowledge import actions
from sufflor.knowledge.models import (
    Article,
    Entrance,
    Function,
    GuideStep,
    Kind,
    LearningPath,
    Level,
    SharedText,
    SharedUse,
)
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, User, WorkRole

SHARED = "Når du ikke finner saken"
SHARED_BODY = (
    "<p>Finner du ikke saken? Søk på saksnummeret, og se etter at du har valgt riktig rolle."
    " Er den fortsatt borte, kan du mangle tilgang. Spør kollegaen som hjelper enheten din.</p>"
)
GUIDE_TITLE = "Fordele dagens post på fem minutter"
GUIDE = {
    "summary": "Fra innboksen til saksbehandleren, steg for steg, for deg som leder en enhet.",
    "body": "<p>Gjør dette hver morgen, så ligger ingenting ufordelt når fristen løper.</p>",
    "role": WorkRole.MANAGER,
    "function": Function.DISTRIBUTE,
    "kind": Kind.GUIDE,
    "level": Level.FIRST,
    "minutes": 5,
    "entrance": Entrance.SYSTEM,
    "work_system": "Elements",
    "search_words": "postfordeling, dagens post, ufordelt, morgenrutine",
}
STEPS = (
    (
        "Åpne «Til fordeling»",
        "<p>Køen ligger øverst på dashbordet. Tallet sier hvor mange dokumenter som venter.</p>",
    ),
    (
        "Les tittelen og avsenderen",
        "<p>Er det sendt til feil enhet, velger du <b>Send tilbake</b> og skriver hvorfor.</p>",
    ),
    (
        "Velg saksbehandler",
        "<p>Begynn å skrive navnet. Er personen borte, står stedfortrederen rett under.</p>",
    ),
    (
        "Se at køen er tom",
        "<p>Saksbehandleren får varsel med en gang. Du kan følge fristen fra dashbordet ditt.</p>",
    ),
)
PATHS = (
    (
        {
            "title": "Ny saksbehandler i Elements",
            "title_nn": "Ny sakshandsamar i Elements",
            "title_en": "New case handler in Elements",
            "intro": "Det du trenger den første uken, i den rekkefølgen du trenger det.",
            "intro_nn": "Det du treng den første veka, i den rekkjefølgja du treng det.",
            "intro_en": "What you need in your first week, in the order you need it.",
            "role": WorkRole.CASE_HANDLER,
            "entrance": Entrance.SYSTEM,
        },
        (
            "Logge inn i Elements",
            "Forstå dashbordet og venstremenyen",
            "Opprette en ny sak (saksmappe)",
            "Skrive og ferdigstille et utgående brev",
            "Øv deg i kursbasen",
        ),
    ),
    (
        {
            "title": "Leder med ansvar for post og godkjenning",
            "title_nn": "Leiar med ansvar for post og godkjenning",
            "title_en": "Managers who distribute and approve",
            "intro": "Fordele, godkjenne og sette noen i ditt sted når du er borte.",
            "intro_nn": "Fordele, godkjenne og setje nokon i din stad når du er borte.",
            "intro_en": "Distributing, approving, and naming a deputy for when you are away.",
            "role": WorkRole.MANAGER,
            "entrance": Entrance.PRACTICE,
        },
        (
            GUIDE_TITLE,
            "Godkjenne eller returnere som leder",
            "Delegere postfordeling til en medarbeider",
        ),
    ),
)
# How often what was read last week, by how many times the first was: the next ones a little less.
MOST_READ = 96
READ_TITLES = (
    GUIDE_TITLE,
    "Logge inn i Elements",
    "Opprette en ny sak (saksmappe)",
    "Sende et dokument på godkjenningsrunde",
    "Skrive og ferdigstille et utgående brev",
    "Forstå dashbordet og venstremenyen",
)


def fill(*, at: datetime) -> None:
    """Once. What somebody has changed since is left as it is."""
    if LearningPath.objects.exists():
        return
    admin = User.objects.get(username="admin")
    area = CaseArea.objects.select_related("owner").get(slug="generell")
    with transaction.atomic():
        _guide(area, admin, at)
        for facts, titles in PATHS:
            page = LearningPath(**facts, area=area)
            actions.open_path(page=page, things=_named(titles), by=admin, at=at)
        for place, article in enumerate(_named(READ_TITLES)):
            times = MOST_READ - 13 * place
            yesterday = at - timedelta(days=1)
            actions.count_readings(counts={article.address: times}, at=yesterday)


def _guide(area: CaseArea, by: User, at: datetime) -> None:
    shared = SharedText(title=SHARED, body=SHARED_BODY, owner=area.owner)
    shared = actions.keep_shared(text=shared, by=by, at=at)
    draft = actions.draft_article(
        title=GUIDE_TITLE,
        body="",
        area=area,
        role=WorkRole.MANAGER,
        language="nb",
        by=by,
        at=at - timedelta(days=2),
    )
    for name, value in GUIDE.items():
        setattr(draft, name, value)
    draft.steps = [GuideStep(title=title, body=body) for title, body in STEPS]
    draft.shared_uses = [SharedUse(text=shared)]
    draft.save_revision(user=by)
    article = actions.publish_article(article=draft, by=by, at=at - timedelta(days=2))
    review = local_date(at) + timedelta(days=170)
    actions.validate_article(article=article, next_review=review, by=by, at=at - timedelta(days=1))


def _named(titles: tuple[str, ...]) -> list[Article]:
    found = {one.title: one for one in Article.objects.filter(title__in=titles, live=True)}
    return [found[title] for title in titles]
