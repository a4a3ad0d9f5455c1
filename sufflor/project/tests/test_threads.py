import errno
import io

from sufflor.project import threads
from sufflor.project.threads import PagesInThreads
from tests.running import run


class Body(list):
    """What a WSGI page returns: parts, and a `close` that must be called once."""

    closed = 0

    def close(self):
        self.closed += 1


class Page:
    """A WSGI page that remembers what it was asked."""

    def __init__(self, parts=(b"hello",), status="200 OK"):
        self.body = Body(parts)
        self.status = status

    def __call__(self, environ, start_response):
        self.environ = environ
        self.sent = environ["wsgi.input"].read()
        start_response(self.status, [("Content-Type", "text/plain"), ("X-Name", "æ")])
        return self.body


def ask(page, *, path="/", query=b"", headers=(), parts=(b"",), method="POST", leaves=False):
    """Ask one page as an ASGI server would; returns what was sent back."""
    messages = [
        {"type": "http.request", "body": part, "more_body": number < len(parts) - 1 or leaves}
        for number, part in enumerate(parts)
    ]
    if leaves:
        messages.append({"type": "http.disconnect"})
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": list(headers),
        "client": ("10.0.0.7", 5000),
        "server": ("127.0.0.1", 8000),
        "scheme": "https",
    }
    said = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        said.append(message)

    run(PagesInThreads(page, 1)(scope, receive, send))
    return said


def test_a_page_is_asked_as_wsgi_asks_and_its_answer_comes_whole():
    page = Page()
    headers = [(b"content-type", b"text/x"), (b"content-length", b"9"), (b"x-forwarded-for", b"a")]
    begun, body = ask(page, path="/s%C3%B8k/", query=b"q=1", headers=headers, parts=(b"ab", b"cd"))

    assert page.sent == b"abcd"
    assert page.environ["CONTENT_LENGTH"] == "4"
    assert page.environ["CONTENT_TYPE"] == "text/x"
    assert page.environ["PATH_INFO"].encode("latin-1").decode() == "/søk/"
    assert page.environ["QUERY_STRING"] == "q=1"
    assert page.environ["REMOTE_ADDR"] == "10.0.0.7"
    assert page.environ["HTTP_X_FORWARDED_FOR"] == "a"
    assert page.environ["wsgi.url_scheme"] == "https"
    assert begun["status"] == 200
    assert (b"x-name", "æ".encode("latin-1")) in begun["headers"]
    assert body == {"type": "http.response.body", "body": b"hello"}
    assert page.body.closed == 1


def test_nobody_passes_for_a_proxy_with_an_underscore():
    page = Page()
    ask(page, headers=[(b"x_forwarded_proto", b"https")])

    assert "HTTP_X_FORWARDED_PROTO" not in page.environ


def test_cookies_in_several_headers_are_all_read():
    page = Page()
    ask(page, headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2")])

    assert page.environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_long_answer_comes_in_parts_and_is_closed(monkeypatch):
    monkeypatch.setattr(threads, "PART", 10)
    page = Page([b"x" * 6] * 5)
    said = ask(page)

    assert b"".join(part["body"] for part in said[1:]) == b"x" * 30
    assert [part.get("more_body", False) for part in said[1:]] == [True, True, False]
    assert page.body.closed == 1


def test_too_much_is_refused_before_any_page_sees_it(monkeypatch):
    monkeypatch.setattr(threads, "LONGEST_BODY", 10)
    page = Page()
    begun, _body = ask(page, parts=(b"123456", b"789012"))

    assert begun["status"] == 413
    assert not hasattr(page, "environ")


def test_half_a_form_is_no_form():
    page = Page()

    assert ask(page, parts=(b"text=half",), leaves=True) == []
    assert not hasattr(page, "environ")


def test_a_form_that_there_is_no_room_for_is_refused(monkeypatch):
    class Full(io.BytesIO):
        def write(self, _part):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(threads, "SpooledTemporaryFile", {bytes: lambda _size: Full()})
    page = Page()

    begun, body = ask(page, parts=(b"x" * 100,))

    assert begun["status"] == 507
    assert body["body"] == threads.NO_ROOM
    assert not hasattr(page, "sent")
