"""Figures say the same in the picture and in the list beside it."""

from sufflor.design.figures import Step, ladder

STEPS = (
    Step("Finn svaret selv", "Veiledninger", "self"),
    Step("Brukerstøtten", "Tar imot <alt>", "line"),
)


def test_every_step_stands_in_the_picture_and_in_the_list() -> None:
    html = ladder(STEPS, title="Nivåer av hjelp")

    assert html.count("Brukerstøtten</text>") == 1
    assert "<li><strong>Brukerstøtten</strong><span>Tar imot &lt;alt&gt;</span></li>" in html


def test_the_picture_has_a_name_and_no_style_of_its_own() -> None:
    html = ladder(STEPS, title="Nivåer av hjelp")

    assert '<title id="ladder-title">Nivåer av hjelp</title>' in html
    assert 'role="img" aria-labelledby="ladder-title ladder-text"' in html
    assert "style=" not in html


def test_words_without_room_become_an_ellipsis_in_the_picture_only() -> None:
    long = "ord " * 60
    html = ladder([Step("Lang", long)] * 5, title="Lang")

    assert "…</text>" in html
    assert f"<span>{long}</span>" in html


def test_no_steps_draw_nothing() -> None:
    assert ladder([], title="Tomt") == ""
