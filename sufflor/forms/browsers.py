"""What a browser is called by people: "Edge 131, Windows", from the long line that it sends."""

from __future__ import annotations

import re

from sufflor.lib.text import one_line

LONGEST = 120

# Browsers say that they are each other, so the one that says most is asked for first.
BROWSERS = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/(\d+)", re.ASCII), "Edge"),
    (re.compile(r"\bOPR/(\d+)", re.ASCII), "Opera"),
    (re.compile(r"\bSamsungBrowser/(\d+)", re.ASCII), "Samsung Internet"),
    (re.compile(r"\b(?:Firefox|FxiOS)/(\d+)", re.ASCII), "Firefox"),
    (re.compile(r"\b(?:Chrome|CriOS)/(\d+)", re.ASCII), "Chrome"),
    (re.compile(r"\bVersion/(\d+)\S* (?:Mobile/\S+ )?Safari/", re.ASCII), "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def called(user_agent: str) -> str:
    """Browser and system where we know them, else the line as it came, cut short."""
    line = one_line(user_agent)[:1_000]
    for pattern, name in BROWSERS:
        if found := pattern.search(line):
            system = next((known for sign, known in SYSTEMS if sign in line), "")
            return ", ".join(part for part in (f"{name} {found[1]}", system) if part)
    return line[:LONGEST]
