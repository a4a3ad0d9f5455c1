"""Whether anything on a page would run, as a browser reads the page."""

from __future__ import annotations

import re

import html5lib

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<details open ontoggle=alert(1)>x</details>",
    "<object data=javascript:alert(1)></object>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<p hx-get='/x' hx-trigger='load'>x</p>",
    "</textarea></title></div></main><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "{{ 7|add:7 }}{% load x %}{{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)",
)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset"})
FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "applet", "frame"})
SCHEME = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
WORDS = re.compile("alert|javascript", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20]")


def executable(page: str) -> list[str]:
    """What would run, or take the reader elsewhere; our own scripts come from /static/ alone.

    What stands around the middle of a page without any word of the scripts above is not worth the
    time that reading it takes.
    """
    before, main, middle = page.partition("<main")
    if not main or WORDS.search(before):
        before, main, middle = "", "", page
    within, end, after = middle.rpartition("</main>")
    if not WORDS.search(after):
        middle = within + end
    if not WORDS.search(middle):
        return []
    tree = html5lib.parse(main + middle, namespaceHTMLElements=False)
    return [fault for node in tree.iter() for fault in _faults(node)]


def _faults(node) -> list[str]:
    name = str(node.tag).rpartition("}")[2]
    found = [f"<{name}>"] if name in FORBIDDEN else []
    if name == "script" and not node.get("src", "").startswith("/static/"):
        found.append("<script>")
    if name == "meta" and "refresh" in node.get("http-equiv", "").lower():
        found.append("<meta refresh>")
    for attribute, value in node.attrib.items():
        local = str(attribute).rpartition("}")[2].lower()
        leads_out = local in ADDRESSES and SCHEME.match(UNSEEN.sub("", value))
        if local.startswith("on") or local in {"style", "srcdoc"} or leads_out:
            found.append(f"{name} {local}={value[:40]}")
        if local == "hx-get" and value == "/x":
            found.append(f"{name} {local}")
    return found
