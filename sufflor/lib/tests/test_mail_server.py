import pytest

from sufflor.lib.mail_server import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://mail.example.no", MailServer("mail.example.no", 25)),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525)),
        (
            "smtp://kari:p%40ss@mail.example.no?starttls=1",
            MailServer("mail.example.no", 587, "kari", "p@ss", starts_tls=True),
        ),
        ("smtps://mail.example.no/", MailServer("mail.example.no", 465, is_tls=True)),
    ],
)
def test_one_address_says_everything(url, server):
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mail.example.no", "http://mail.example.no", "smtp://", "smtp:/x"])
def test_what_is_no_mail_server_is_refused(url):
    with pytest.raises(ValueError, match="smtp"):
        mail_server(url)


def test_the_password_is_not_shown():
    assert "secret" not in repr(mail_server("smtp://kari:secret@mail.example.no"))
