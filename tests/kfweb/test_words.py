"""
The words for people: all gathered, all in every language, none that breaks a sentence's places.
"""

from __future__ import annotations

import io
import re

import pytest
from babel.messages.extract import extract
from django.utils import translation

from kfweb import words
from kfweb.viewer import language_of
from tests.machines import ROOT

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
CATALOGUES = [(language, domain) for language in words.languages(ROOT) for domain in words.DOMAINS]


def forms(string):
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_every_message_of_the_code_has_words_and_no_others_are_kept(language, domain):
    kept, now = words.read(ROOT, language, domain), words.gathered(ROOT, domain)

    assert words.without(kept) == []
    there = {(message.context, str(message.id)) for message in kept if message.id}
    wanted = {(message.context, str(message.id)) for message in now if message.id}
    assert there == wanted, "run `make words`, then write the words that are missing"


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_words_fill_the_same_places(language, domain):
    wrong = [
        (message.id, message.string)
        for message in words.read(ROOT, language, domain)
        if message.id
        for said in forms(message.string)
        if not set(PLACES.findall(said))
        <= {place for one in forms(message.id) for place in PLACES.findall(one)}
        or set(PLACES.findall(forms(message.id)[-1])) - set(PLACES.findall(said)) - {"{count}", "%(count)d"}
    ]

    assert wrong == []


def test_messages_of_modules_are_found_wherever_they_stand():
    module = b"""
      import { t, tn } from "#kf/core/i18n.js";
      // not("this"), nor that
      html`<p title=${t("A \\"quoted\\" word")}>${on ? html`<b>${t("Inner, don't stop")}</b>` : nothing}</p>`;
      tn(
        "{count} key",
        "{count} keys",
        3,
      );
      format("nothing");
      this.t("nothing");
    """

    found = [message for _, _, message, _ in words.from_module(io.BytesIO(module), (), (), {})]

    assert found == ['A "quoted" word', "Inner, don't stop", ("{count} key", "{count} keys")]


def test_messages_of_templates_are_found():
    template = b"""{% load i18n %}{% translate "Sign in" %}
      {% blocktranslate count n=n %}{{ n }} key{% plural %}{{ n }} keys{% endblocktranslate %}"""

    found = extract("kfweb.words:from_template", io.BytesIO(template), dict(words._PYTHON))

    assert [message for _, message, *_ in found] == ["Sign in", ("%(n)s key", "%(n)s keys")]


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ({}, b"", "en"),
        ({}, b"ko-KR,ko;q=0.9,en;q=0.5", "ko"),
        ({"django_language": "en"}, b"ko", "en"),
        ({"django_language": "ko"}, b"en", "ko"),
        ({"django_language": "../x"}, b"\xff\xfe", "en"),
    ],
)
def test_a_socket_speaks_the_language_of_its_page(cookie, accepted, language):
    assert language_of({"cookies": cookie, "headers": [(b"accept-language", accepted)]}) == language


@pytest.fixture
def _english_again():
    # A request leaves its thread in its language.
    with translation.override(translation.get_language()):
        yield


@pytest.mark.usefixtures("_english_again")
def test_a_language_is_chosen_and_kept(client):
    assert client.get("/accounts/login/").headers["Content-Language"] == "en"

    answer = client.post("/language", {"language": "ko", "next": "/accounts/login/"})

    assert answer.headers["Location"] == "/accounts/login/"
    korean = client.get("/accounts/login/")
    assert korean.headers["Content-Language"] == "ko"
    assert "/jsi18n/?ko" in korean.text, (
        "a browser keeps the words of the other language under another address"
    )
    assert client.post("/language", {"language": "ko", "next": "//evil.example/"}).headers["Location"] == "/"
    with translation.override("en"):
        assert client.get("/jsi18n/").status_code == 200
