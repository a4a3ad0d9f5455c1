"""Dates and times as the language council writes them: 30. oktober 2026 kl. 08.30."""

DATE_FORMAT = "j. F Y"
SHORT_DATE_FORMAT = "d.m.Y"
MONTH_DAY_FORMAT = "j. F"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y k\l. H.i"
SHORT_DATETIME_FORMAT = "d.m.Y H.i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\N{NO-BREAK SPACE}"
NUMBER_GROUPING = 3
