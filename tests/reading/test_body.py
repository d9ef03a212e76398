"""Every kind of page furniture around and within an article written for these tests."""

from __future__ import annotations

import pytest

from briefgen.models.documents import Document
from briefgen.reading import read

PARAGRAPHS = (
    "The trade ministers of the two countries agreed on Tuesday to reopen the border crossing at Lake Veda, "
    "which has been closed to lorries since the spring.",
    '"We have found a way that both sides can live with," the northern minister, Ana Petrova, told reporters '
    "after the talks. “It took four rounds.”",
    "Her counterpart said the tariff on timber would fall from 12 percent to 5 percent by December.",
    "The opposition was not convinced.",
    "A joint commission will meet in March to look at the question of transit fees, according to a statement "
    "that both governments published in the evening.",
)


def body(text: str) -> list[str]:
    document = read(text.encode(), name="test.txt")
    return [span.of(document.text) for span in document.body]


def article(*lines: str, at: int = 2) -> str:
    """The article with `lines` put in before its paragraph number `at`."""
    return "\n\n".join((*PARAGRAPHS[:at], *lines, *PARAGRAPHS[at:]))


def test_plain_paragraphs_are_all_body() -> None:
    assert body(article()) == list(PARAGRAPHS)


INSETS = [
    "ADVERTISEMENT",
    "Advertisement - story continues below",
    "Share on Facebook",
    "Facebook",
    "Read more",
    "READ MORE: Lorry drivers wait for a third week",
    "Related: Timber prices fall to a new low",
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter and get the news in your inbox.",
    "(Photo by Jane Roe/Getty Images)",
    "Photo: Jane Roe / AFP",
    "Lorries wait at the border crossing in May. Jane Roe / Reuters file",
    "Image 1 of 4",
    "26 minutes ago",
    "Updated 1:39 pm EST, Wednesday, March 6, 2024",
    "This site uses cookies to improve your experience. By continuing to use it you accept our cookies.",
    "Story continues below advertisement",
    "We use cookies. Read our privacy policy and our terms of use.",
    "Click here to sign up",
    "Show caption",
    "0 Comments",
]


@pytest.mark.parametrize("line", INSETS)
def test_furniture_between_two_paragraphs_is_left_out(line: str) -> None:
    assert body(article(line)) == list(PARAGRAPHS)


@pytest.mark.parametrize("line", INSETS)
def test_furniture_above_and_below_the_article_is_left_out(line: str) -> None:
    assert body("\n\n".join((line, *PARAGRAPHS, line))) == list(PARAGRAPHS)


AFTERWORDS = [
    "Copyright © 2024 The Daily Planet. All rights reserved.",
    "© The Daily Planet",
    "Jane Roe is a senior reporter for the Daily Planet, where she covers trade and transport.",
    "(Reporting by Jane Roe; Editing by John Doe)",
    "Filed under: Trade, Timber, Transport",
    "More Stories From World",
    "Follow us on Twitter",
    "Comments",
    "Leave a Reply",
    "You must be logged in to post a comment.",
    "Your email address will not be published.",
    "First published on March 5, 2024",
    "Tags",
]


@pytest.mark.parametrize("line", AFTERWORDS)
def test_closing_lines_are_left_out(line: str) -> None:
    assert body("\n\n".join((*PARAGRAPHS, line))) == list(PARAGRAPHS)


MENU = "Open Menu\nHome\nWorld\nPolitics\nBusiness\nTech\nOpinion\nSport\nWeather\nSubscribe\nSign In\nSearch"
STORIES = "\n".join(
    f"{headline}\n\n{headline}\n\n{minutes} minutes ago\n"
    for minutes, headline in (
        (3, "Harbour city wins regional cup after long night of penalties"),
        (12, "Minister of health opens new wing of children's hospital"),
        (25, "Striking bus drivers to return to work on Monday"),
        (31, "Rain and strong winds expected along the whole coast"),
    )
)


def test_menus_teasers_and_footers_of_a_page_are_left_out() -> None:
    page = "\n\n".join(
        (
            "Ministers reopen the crossing at Lake Veda - The Daily Planet",
            MENU,
            "Ministers reopen the crossing at Lake Veda",
            "By Jane Roe",
            "March 5, 2024 | 6:12 PM",
            *PARAGRAPHS,
            "Related Topics",
            "Timber Transport Lake Veda March From",
            "Recent Stories",
            STORIES,
            "Most Popular",
            "1\nHow to read a tide table\n2\nTen walks in the northern hills\n3\nThe winter timetable",
            "About Us\nContact\nPrivacy Policy\nTerms of Use\nAdvertise",
            "Copyright © 2024 The Daily Planet. All rights reserved.",
        )
    )
    assert body(page) == list(PARAGRAPHS)


def test_a_standfirst_above_the_byline_is_not_body() -> None:
    page = "\n\n".join(
        (
            "Ministers reopen the crossing at Lake Veda",
            "After four rounds of talks lorries may cross again, but the transit fees are still open.",
            "By Jane Roe",
            *PARAGRAPHS,
        )
    )
    assert body(page) == list(PARAGRAPHS)


def test_readers_comments_are_not_body() -> None:
    comments = "\n\n".join(
        f"{name} says:\n\nMarch {day}, 2024 at 6:34 am\n\n{words}\n\nReply"
        for name, day, words in (
            ("timberman", 6, "It was about time, I have been waiting at that crossing since the spring."),
            (
                "north_star",
                6,
                "And who is going to pay for the new road? Not the ministers, that much is clear.",
            ),
            ("Lorry Lou", 7, "I will believe it when I see the gate open with my own two eyes."),
        )
    )
    page = "\n\n".join(
        (*PARAGRAPHS, "3 responses to “Ministers reopen the crossing”", comments, "Leave a Reply")
    )
    assert body(page) == list(PARAGRAPHS)


def test_the_blurbs_of_other_articles_are_not_body() -> None:
    blurbs = "\n\n".join(
        (
            "More Stories",
            "Timber prices fall to a new low",
            "Sawmills in the north have had to cut a third of their jobs since the border was closed.",
            "March 4",
            "A road that nobody wants to pay for",
            "The mountain road to the crossing has not been mended in twenty years.",
            "March 2",
        )
    )
    assert body("\n\n".join((*PARAGRAPHS, blurbs))) == list(PARAGRAPHS)


def test_a_gallery_shown_again_and_again_is_not_body() -> None:
    caption = (
        "Lorries wait in front of the closed gate at the border crossing of Lake Veda on a morning in May."
    )
    credit = "Photo: Jane Roe, AP"
    gallery = (caption, caption, credit, "Image 1 of 2", "Close", caption, credit)
    assert body(article(*gallery)) == list(PARAGRAPHS)


def test_subheadings_and_short_quotations_inside_an_article_stay() -> None:
    lines = ("What was agreed", '"A good day."', "THE TARIFF", "Why now?")
    assert body(article(*lines)) == [*PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]]


def test_the_turns_of_a_press_conference_stay() -> None:
    turns = [
        "Reporter: When will the crossing be open again for lorries?",
        "Ana Petrova: On Monday.",
        "Reporter: And the fees?",
        "Ana Petrova: We have agreed that a joint commission will look into that question in March.",
        "Reporter: Who sits on it?",
        "Ana Petrova: Experts from both sides.",
    ]
    assert body("\n".join(turns)) == turns


def test_the_lists_of_an_official_text_stay() -> None:
    lines = [
        "The two governments have agreed on the following steps:",
        "- Reopen the crossing at Lake Veda",
        "- Lower the tariff on timber to 5 percent",
        "- Set up a joint commission on transit fees",
        "The commission will report to both ministers before the end of March.",
    ]
    assert body("\n".join(lines)) == lines


def test_a_table_at_the_end_of_an_article_stays() -> None:
    rows = ["March 4 – Lake Veda", "March 11 – Harbour City", "March 18 – Northgate", "March 25 – Lake Veda"]
    assert body("\n\n".join((*PARAGRAPHS, *rows))) == [*PARAGRAPHS, *rows]


def test_words_of_furniture_in_a_sentence_do_not_cost_the_sentence() -> None:
    sentences = (
        "Ministers were asked to sign up to the pact on cookies and to share this burden freely.",
        "The privacy policy of the platform, the northern regulator said, breaches the terms of use.",
        "We welcome the decision of both governments to subscribe to the principles of the agreement.",
    )
    assert body(article(*sentences)) == [*PARAGRAPHS[:2], *sentences, *PARAGRAPHS[2:]]


def test_a_text_of_one_sentence_is_its_own_body() -> None:
    sentence = "The northern ministry said on Friday that it would not attend the talks."
    assert body(sentence + "\n") == [sentence]
    assert body("Talks failed.") == ["Talks failed."]


def test_menus_alone_have_no_body() -> None:
    assert body(MENU) == []


def test_the_body_is_empty_where_no_line_is_a_sentence() -> None:
    assert body("Recent Stories\n\n26 minutes ago\n\nHome\n\nContact") == []


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The trade ministers of the two countries agreed on Tuesday to reopen\n"
        "the border crossing at Lake Veda, which has been closed to lorries since\n"
        "the spring, and to lower the tariff on timber before the year is out.\n"
        "\n"
        "A joint commission will meet in March to look at the question of transit\n"
        "fees.\n"
    )
    first, second = text.strip().split("\n\n")
    assert body(text) == [first, second]


def test_spans_are_trimmed_ordered_and_apart() -> None:
    text = "  \r\n\t" + "\r\n \r\n".join(f"  {paragraph}\t" for paragraph in PARAGRAPHS) + "\r\n"
    document: Document = read(text.encode(), name="test.txt")
    assert [span.of(document.text) for span in document.body] == list(PARAGRAPHS)
    ends = [0, *(span.end for span in document.body)]
    assert all(end <= span.start for end, span in zip(ends, document.body, strict=False))


def test_an_article_in_another_language_is_found_by_that_languages_words() -> None:
    paragraphs = (
        "Die Handelsminister der beiden Länder haben sich am Dienstag darauf geeinigt, den Übergang am See "
        "wieder zu öffnen, der seit dem Frühjahr für Lastwagen geschlossen ist.",
        "Der Zoll auf Holz soll bis zum Ende des Jahres von zwölf auf fünf Prozent sinken, wie es in einer "
        "Erklärung heißt, die beide Regierungen am Abend veröffentlicht haben.",
    )
    text = "\n\n".join(("Startseite\nPolitik\nWirtschaft\nSport", *paragraphs, "Impressum\nDatenschutz"))
    document = read(text.encode(), name="test.txt")
    assert document.language == "de"
    assert [span.of(document.text) for span in document.body] == list(paragraphs)
