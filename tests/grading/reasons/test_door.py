"""The server answers this machine alone, and of that whoever knows the address; no other page can write or read."""

import json
import re
import socket
import sqlite3
from urllib.parse import urlsplit

import pytest

from gradcalc.grading.making import gradebook
from gradcalc.grading.reasons.door import HEADERS, REFUSED
from gradcalc.grading.reasons.server import FILES
from tests.grading.class_of_03 import scores
from tests.grading.reasons.read import CELL, course_with, give, request, served, sheet


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return course_with(tmp_path_factory.mktemp("door") / "course", ada="It is flat.", bob="<b>It is</b> & so on")


@pytest.fixture(scope="module")
def address(course):
    with served(course) as address:
        yield address


def wanted(address: str) -> dict:
    """What a page sends that gives ada a point."""
    whole = sheet(address)
    (seal,) = [one["seal"] for group in whole["groups"] for one in group["members"] if one["student"] == "ada"]
    of = [["ada", seal, whole["entries"]["ada"]]]
    return {"changes": [{"what": "points", "value": 1, "waits": None, "of": of}]}


def test_it_listens_on_loopback_alone_and_its_token_cannot_be_guessed(address):
    place = urlsplit(address)
    assert place.hostname == "127.0.0.1"
    assert len(re.fullmatch(r"/([\w-]+)/", place.path).group(1)) >= 32
    other = next((ip for *_, (ip, *_) in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)), "")
    if other and not other.startswith("127."):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((other, place.port), timeout=5)


@pytest.mark.parametrize("path", ["", "answers", "entries", "main.js", "picture/00"])
@pytest.mark.parametrize("token", ["/", "/x/", "//", "/%00/"])
def test_nothing_is_given_without_the_token(address, path, token):
    place = urlsplit(address)
    status, headers, body = request(f"http://{place.netloc}{token}", path)
    assert (status, body.decode()) == (403, REFUSED)
    assert headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "answers", "entries", "main.js"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}", "localhost:1", None])
def test_nothing_is_given_under_another_name(address, path, host):
    host = host and host.format(port=urlsplit(address).port)
    status, _, body = request(address, path, Host=host)
    assert status in (400, 403)
    assert b"flat" not in body


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": None}, {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://{host}"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"}, {"Content_Type": "text/plain"}, {"Content_Type": None},
        {"Content_Type": "application/x-www-form-urlencoded"}, {"Host": "evil.example", "Origin": "http://evil.example"},
    ],
)  # fmt: skip
def test_no_other_page_can_write_even_if_it_knew_the_token(course, address, headers):
    host = urlsplit(address).netloc
    headers = {name: value and value.format(host=host) for name, value in headers.items()}
    before = scores(course)
    assert request(address, "entries", wanted(address), **headers)[0] == 403
    assert scores(course) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"])
def test_no_other_way_of_asking_is_answered(address, method):
    status, headers, _ = request(address, "entries", {}, method)
    assert status in (403, 405)
    assert not any(name.lower().startswith("access-control") for name in headers)


def test_localhost_is_the_same_machine(address):
    host = f"localhost:{urlsplit(address).port}"
    assert request(address, "entries", {"changes": []}, Host=host, Origin=f"http://{host}")[0] == 200


def test_every_answer_says_what_a_page_may_do_and_students_words_are_data(address):
    for path in ("", "answers", "entries", *FILES, "picture/00", "nothing.js"):
        status, headers, body = request(address, path)
        assert status == (404 if path in ("picture/00", "nothing.js") else 200)
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert "Set-Cookie" not in headers
        assert "Server" not in headers
        assert b"<b>It is" not in body or headers["Content-Type"] == "application/json"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["../server.py", "..%2fserver.py", "page.html", "%2e%2e/door.py", "reasons.d.ts", "picture/.."]
)
def test_no_other_file_is_given(address, path):
    status, _, body = request(address, path)
    assert status in (403, 404)
    assert body.decode() == REFUSED


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b'{"changes": [{"what": "points"}]}'])
def test_what_is_no_change_is_refused_in_a_sentence(course, address, body):
    place = urlsplit(address)
    before = scores(course)
    with socket.create_connection((place.hostname, place.port)) as line:
        head = (f"POST {place.path}entries HTTP/1.0\r\nHost: {place.netloc}\r\nOrigin: http://{place.netloc}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n")  # fmt: skip
        line.sendall(head.encode() + body)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"Traceback" not in answer
    assert scores(course) == before


def test_the_page_itself_can_write(course, address):
    given = give(address, sheet(address), "points", 1, "ada")
    assert given["quicker"] == given["replaced"] == []
    assert scores(course)["ada"][CELL] == (None, 1, False)


def test_a_gradebook_that_is_locked_for_long_is_said_and_the_page_goes_on(course, monkeypatch):
    monkeypatch.setattr(gradebook, "LOCK_SECONDS", 0.1)
    with served(course) as address:
        sent = wanted(address)
        holder = sqlite3.connect(course / "gradebook.db")
        holder.execute("BEGIN IMMEDIATE")
        status, _, body = request(address, "entries", sent)
        assert status == 503
        assert re.search("is locked by .*Then enter it again.", json.loads(body)["sentence"])
        holder.close()
        assert request(address, "entries", sent)[0] == 200
