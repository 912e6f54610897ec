"""
Static files as the web server answers them.
"""

import warnings

import pytest
from asgiref.testing import ApplicationCommunicator

from kfweb.threads import Pages


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_static_file_is_answered_whole_and_without_a_warning(settings, tmp_path, method):
    (tmp_path / "page.js").write_text("export {};\n")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True
    pages = Pages()
    scope = {"type": "http", "method": method, "path": "/static/page.js", "query_string": b"", "headers": []}
    server = ApplicationCommunicator(pages, scope)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        await server.send_input({"type": "http.request", "body": b""})
        start = await server.receive_output(10)
        body = await server.receive_output(10)
    headers = {name.lower(): value for name, value in start["headers"]}
    assert start["status"] == 200
    assert headers[b"content-length"] == b"11"
    assert headers[b"content-type"].startswith(b"text/javascript")
    assert body["body"] == (b"export {};\n" if method == "GET" else b"")
    assert not [one for one in warned if "iterator" in str(one.message)]
