from hypothesis import given
from hypothesis import strategies as st

from sufflor.lib.text import clean, one_line, shortened


def test_control_and_direction_characters_are_taken_away() -> None:
    assert clean("a\x00b\x1b[31mc\u202ed\u200b") == "ab[31mcd"


def test_line_breaks_are_kept_as_one_kind() -> None:
    assert clean("én\r\nto\rtre\n") == "én\nto\ntre"


def test_letters_have_one_form() -> None:
    assert clean("a\u030a") == "å"


def test_html_stays_the_text_it_is() -> None:
    assert clean("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_title_is_one_line() -> None:
    assert one_line("  Felles\n oppstart ") == "Felles oppstart"


def test_shortening_cuts_between_words() -> None:
    assert shortened("Hvordan godkjenner jeg et dokument", 20) == "Hvordan godkjenner…"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_what_is_shortened_is_never_too_long(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
