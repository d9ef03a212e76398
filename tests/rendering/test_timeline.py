from __future__ import annotations

import datetime
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.models import SourceEntry, Sources, Timeline, TimelineEntry
from briefgen.models.briefs import Brief
from briefgen.rendering import Renderer
from briefgen.rendering.timeline import TEXT_SIZE, WIDTH, Drawing, Mark, draw, text_width

AS_OF = datetime.date(2023, 7, 7)
SOURCES = Sources(
    title="Sources",
    entries=(SourceEntry(number=1, id="s", path="s.txt", name="Agency", digest="0" * 12),),
    method="By rule.",
)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2035, 12, 31))
VALUES = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: str(day.year)),
    DAYS.map(lambda day: f"{day.year}-Q{1 + day.month // 4}"),
    # Days close to one another crowd the labels.
    st.integers(1, 30).map(lambda day: f"2023-06-{day:02}"),
)


def entry(value: str, text: str = "They met.", *, ahead: bool | None = None) -> TimelineEntry:
    later = value > AS_OF.isoformat() if ahead is None else ahead
    return TimelineEntry(fact="f", date=value, value=value, ahead=later, text=text, citations=(1,))


def timeline(*entries: TimelineEntry) -> Timeline:
    return Timeline(title="Timeline", entries=entries)


def drawn(*entries: TimelineEntry) -> Drawing:
    drawing = draw(timeline(*entries), AS_OF, "7 July 2023")
    assert drawing is not None
    return drawing


def box(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label."""
    words = f"{mark.date} {mark.text}".rstrip()
    return (
        mark.x + 4,
        mark.label_y - TEXT_SIZE * 0.8,
        mark.x + 4 + text_width(words),
        mark.label_y + TEXT_SIZE * 0.22,
    )


@given(st.lists(st.tuples(VALUES, st.text("abc dew,W…", max_size=160)), min_size=2, max_size=12))
def test_no_label_meets_another_nor_a_line_that_leads_to_one_nor_leaves_the_drawing(
    found: list[tuple[str, str]],
) -> None:
    drawing = draw(timeline(*(entry(value, text) for value, text in found)), AS_OF, "7 July 2023")
    if drawing is None:
        return
    for one, other in combinations(drawing.marks, 2):
        a, b = box(one), box(other)
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
        for mark, label in ((one, b), (other, a)):
            low, high = sorted((mark.label_y, drawing.axis_y))
            assert not (label[0] < mark.x < label[2] and low < label[3] and label[1] < high), (one, other)
    for mark in drawing.marks:
        left, top, right, bottom = box(mark)
        assert left >= 0
        assert right <= WIDTH + 1
        assert top >= 0
        assert bottom <= drawing.height


@given(st.lists(VALUES, min_size=2, max_size=12))
def test_time_runs_from_left_to_right(values: list[str]) -> None:
    drawing = draw(timeline(*(entry(value) for value in values)), AS_OF, "7 July 2023")
    if drawing is not None:
        days = [mark for mark in drawing.marks if mark.kind != "as-of" and len(mark.date) == 10]
        days.sort(key=lambda mark: mark.date)
        assert [mark.x for mark in days] == sorted(mark.x for mark in days)


def test_a_day_is_a_dot_and_a_month_and_a_year_are_bars_of_their_length() -> None:
    marks = {mark.date: mark for mark in drawn(entry("2022"), entry("2023-03"), entry("2023-05-02")).marks}
    assert marks["2023-05-02"].width == 0
    assert marks["2022"].width / marks["2023-03"].width == pytest.approx(365 / 31, rel=0.02)
    # The year ends where the next one begins: 59 days before March.
    end = marks["2022"].x + marks["2022"].width
    assert (marks["2023-03"].x - end) / marks["2022"].width == pytest.approx(59 / 365, abs=0.01)


def test_the_past_is_labelled_above_the_axis_and_what_is_ahead_below() -> None:
    drawing = drawn(entry("2023-01-01"), entry("2024-01-01"))
    sides = {mark.kind: mark.label_y < drawing.axis_y for mark in drawing.marks}
    assert sides == {"past": True, "ahead": False, "as-of": False}
    assert drawing.as_of_x == next(mark.x for mark in drawing.marks if mark.kind == "as-of")


def test_a_stretch_without_entries_that_dwarfs_all_else_is_broken_and_says_so() -> None:
    drawing = drawn(entry("1990-01-01"), entry("2023-07-01"))
    assert [gap.text for gap in drawing.breaks] == ["12,201 days are not shown"]
    assert drawn(entry("2023-01-01"), entry("2023-07-01"), entry("2023-03")).breaks == ()


def test_long_labels_end_at_a_word_with_an_ellipsis() -> None:
    drawing = drawn(entry("2023-01-01", "word " * 60), entry("2024-01-01"))
    text = next(mark.text for mark in drawing.marks if mark.kind == "past")
    assert re.fullmatch(r"(word )+word…", text)


def test_a_label_with_nothing_beside_it_is_as_long_as_the_drawing_has_room() -> None:
    text = "The ministers of both countries signed a treaty on the sale of wheat in the harbour of Mumbai"
    drawing = drawn(entry("2023-01-01", text), entry("2024-01-01"))
    assert next(mark.text for mark in drawing.marks if mark.kind == "past") == text


def test_one_date_alone_and_dates_that_cannot_be_read_make_no_drawing() -> None:
    assert draw(timeline(entry("2023-07-07")), AS_OF, "7 July 2023") is None
    assert draw(timeline(entry("someday"), entry("2023")), None, None) is None
    assert draw(timeline(), None, None) is None


def test_the_drawing_says_in_words_what_it_shows() -> None:
    assert drawn(entry("2022"), entry("2023-05"), entry("2024-03")).description == (
        "Timeline, 2022 to 2024-03: 2 past and 1 ahead. The table below says the same in words."
    )


def test_the_graphic_is_in_the_html_and_only_the_table_in_the_markdown() -> None:
    brief = Brief(
        title="T",
        slug="t",
        parties=(),
        as_of=AS_OF,
        as_of_text="7 July 2023",
        sections=(timeline(entry("2022", "</svg><b>"), entry("2024-03")), SOURCES),
    )
    renderer = Renderer()
    markdown = renderer.markdown(brief)
    html = renderer.html(brief, markdown)
    assert "svg" not in markdown.replace("</svg>", "")
    [graphic] = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert '<title id="timeline-graphic">Timeline, 2022 to 2024-03' in graphic
    assert 'aria-labelledby="timeline-graphic"' in graphic
    assert "&lt;/svg&gt;&lt;b&gt;" in graphic
    assert html.index("<svg") < html.index("<table")
