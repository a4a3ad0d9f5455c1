"""What the world of tests/world.py holds of cases for a vendor, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from io import BytesIO

from sufflor.files import actions as files
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import User
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Facts, Heard, Release, Terms, Ties, Wanted
from sufflor.vendor.models import Channel, Check, Severity, Vendor, VendorCase
from tests.cast import MORNING
from tests.vendors import fresh

Thing = Mapping[str, object]
SAID = {
    "title": "Ekspedering stopper",
    "found_in": "7.4.1",
    "steps": "Ekspeder et brev.",
    "expected": "Det blir sendt.",
    "actual": "Det blir stående.",
    "checked": [each.value for each in Check],
}
TERMS = Terms(
    name="Arkivlaget",
    email="saker@arkivlaget.example",
    weekdays=range(5),
    opens=time(8),
    closes=time(16),
    promised={Severity.CRITICAL: (2, 8)},
)


def vendor_things(by: User) -> dict[str, Thing]:
    done = {"by": by, "at": MORNING}
    vendor = actions.register(terms=TERMS, **done)
    system = actions.add_system(vendor=vendor, name="Elements", **done)
    error = KnownError.objects.under_way().order_by("pk").first()
    facts = Facts(**SAID, system=system)
    case, verified, answered = [actions.propose(facts=facts, **done) for _number in range(3)]
    if error:
        actions.tie(case=case, ties=Ties(errors=[error]), **done)
    version, in_use = [
        actions.plan_version(release=Release(system=system, name=name), **done)
        for name in ("7.4.2", "7.4.3")
    ]
    actions.put_in_use(version=in_use, **done)
    for each in (verified, answered):
        seen = queries.bundle(fresh(each), queries.BY_DEFAULT).digest
        actions.send(case=each, wanted=Wanted(), seen=seen, **done)
    actions.announce_fix(case=verified, version=in_use, **done)
    actions.start_test(case=verified, **done)
    actions.verify(case=verified, tested="Sendt tre brev.", **done)
    log = files.receive(name="logg.txt", stream=BytesIO(b"Feil 17"), by=vendor.account, at=MORNING)
    heard = Heard(text="Funnet.", channel=Channel.MAIL, files=[log])
    actions.hear(case=answered, heard=heard, by=vendor.account, at=MORNING)
    return {
        "vendor": {"pk": vendor.pk},
        "vendor_case": {"pk": case.pk},
        "verified_case": {"pk": verified.pk},
        "vendor_step": {"pk": answered.pk, "name": "bekreftet"},
        "vendor_file": {"pk": answered.pk, "key": log.pk},
        "vendor_tie": {"pk": case.pk, "kind": "feil", "number": error.pk if error else 0},
        "version": {"pk": version.pk},
        "version_in_use": {"pk": in_use.pk},
    }


def case_of_the_system(account: User, by: User) -> Thing:
    """Reported to whoever holds the key of the world."""
    made = Vendor.objects.create(name="Innsida", account=account)
    done = {"by": by, "at": MORNING}
    system = actions.add_system(vendor=made, name="Innsida", **done)
    case = actions.propose(facts=Facts(**SAID, system=system), **done)
    wanted = Wanted(channel=Channel.API)
    seen = queries.bundle(fresh(case), wanted.parts).digest
    actions.send(case=case, wanted=wanted, seen=seen, **done)
    return {"pk": case.pk}


def vendor_forms(things: Mapping[str, Thing]) -> dict[str, dict[str, object]]:
    case = fresh(VendorCase.objects.get(pk=things["vendor_case"]["pk"]))
    told = {**SAID, "kind": "error", "severity": "c", "system": case.system_id}
    terms = {
        "email": "saker@arkivlaget.example",
        "language": "nb",
        "weekdays": ["0", "1"],
        "opens": "08:00",
        "closes": "16:00",
        "systems": "Elements\nInnsyn",
        "a_answer": 2,
        "a_fix": 8,
    }
    return {
        "vendor_new": told,
        "vendor_describe": {**told, "seen_stamp": case.stamp},
        "vendor_plan": {"owner": case.owner_id, "severity": "b", "next_action": "Ring dem"},
        "vendor_note": {"text": "Ringt dem."},
        "vendor_answer": {"text": "Vi ser på det.", "number": "LEV-1"},
        "vendor_tie": {"numbers": f"F-{things['known_error']['pk']}"},
        "vendor_send": {
            "parts": [each.value for each in queries.BY_DEFAULT],
            "channel": "mail",
            "seen": queries.bundle(case, queries.BY_DEFAULT).digest,
            "sikker": "ja",
        },
        "vendor_release": {"sentence": "Rettet i natt.", "sikker": "ja"},
        "version_new": {"system": case.system_id, "name": "8.0"},
        "version_change": {"name": "7.4.4", "functions": ["skrive"]},
        "version_withdraw": {"why": "Den var ødelagt."},
        "vendor_register": {**terms, "name": "Innsynslaget"},
        "api_vendor_case": {"text": "Vi ser på det.", "number": "I-17"},
        "vendor_agree": {**terms, "name": "Arkivlaget"},
    }
