from __future__ import annotations

import contextlib
import io

import pytest

from briefgen import resources
from briefgen.errors import RenderingError
from briefgen.rendering import press as press_module
from briefgen.rendering.layout import LayoutEngine
from briefgen.rendering.press import Press, receive, send

FONTS = (resources.templates() / "fonts.css").read_text(encoding="utf-8")
PAGE = '<html lang="en"><title>Wheat</title><body><h1>Wheat</h1><p>{}</p></body></html>'


@pytest.fixture
def press():
    with contextlib.closing(Press()) as started:
        started.load_fonts(FONTS)
        yield started


def test_another_process_lays_out_to_the_same_bytes(press):
    html = PAGE.format("word " * 900)
    here, there = LayoutEngine(FONTS).layout(html), press.layout(html)
    assert (there.pages, there.length, there.missing_glyphs) == (here.pages, here.length, here.missing_glyphs)
    attached = {"a.json": b'{"a": 1}\n', "b.json": b"\0\n\xff"}
    assert there.pdf(attachments=attached) == here.pdf(attachments=attached)


def test_an_earlier_layout_can_still_be_written(press):
    first, second = (press.layout(PAGE.format("word " * count)) for count in (10, 3000))
    assert first.pages < second.pages
    assert first.pdf() == LayoutEngine(FONTS).layout(PAGE.format("word " * 10)).pdf()


def test_what_is_to_be_done_meanwhile_is_done_once_and_before_the_answer_is_there(press):
    done = []
    press.meanwhile(lambda: done.append("this"))
    press.meanwhile(lambda: done.append("that"))
    assert not done
    press.layout(PAGE.format("first"))
    press.layout(PAGE.format("second"))
    assert done == ["this", "that"]


def test_what_goes_wrong_there_is_raised_here_and_ends_nothing(press):
    with pytest.raises(RenderingError, match="is not a packaged font") as caught:
        press.layout(PAGE.format('<img src="http://example.org/a.png">'))
    assert caught.value.hint
    assert press.layout(PAGE.format("still here")).pages == 1


def test_a_process_that_has_ended_is_an_error_and_not_a_wait(press):
    press._process.kill()
    with pytest.raises(RenderingError, match="has ended"):
        press.layout(PAGE.format("nobody there"))


@pytest.mark.parametrize("parts", [(), (b"",), (b"a\n{}\n", b"", b"\0" * 70_000)])
def test_a_message_arrives_as_it_was_sent(parts):
    stream = io.BytesIO()
    send(stream, {"do": "this", "words": "é\n"}, *parts)
    stream.seek(0)
    assert receive(stream) == ({"do": "this", "words": "é\n"}, list(parts))
    assert receive(stream) is None


def test_one_that_was_begun_is_the_one_that_is_used_and_none_is_left(monkeypatch):
    monkeypatch.setattr(Press, "worthwhile", staticmethod(lambda: True))
    Press.begin()
    taken = Press.ready()
    with contextlib.closing(taken), contextlib.closing(Press.ready()) as another:
        assert another is not taken
    Press.begin()
    begun = press_module._begun[0]
    Press.dismiss()
    assert begun._process.returncode is not None
    assert press_module._begun == []
