"""The class of a word from its form and from the class before it: what tokens.py lists one by one."""

from __future__ import annotations

from functools import cache

from briefgen.extraction.word_lists import Form, verb_forms, word_classes, word_group

_LETTERS = {
    "determiner": "d",
    "pronoun": "p",
    "contracted": "P",
    "object": "o",
    "auxiliary": "x",
    "modal": "m",
    "adverb": "r",
    "preposition": "i",
    "conjunction": "c",
    "subordinator": "s",
    "question": "w",
    "day": "y",
    "number": "#",
}
_ADJECTIVE_ENDINGS = ("ous", "ful", "ive", "able", "ible", "less", "ical")


@cache
def closed_class() -> dict[str, str]:
    """Letter of each word of a closed class."""
    letters = {word: _LETTERS[name] for name, words in word_classes().items() for word in words}
    return letters | {"that": "h", "to": "t"}


class SentenceClasses:
    """Gives the classes of one sentence's words, in order.

    Attributes:
        tags: the letters so far.
        forms: what each word is as a verb form, or none.
    """

    def __init__(self, text: str, starts: list[int], lows: list[str], bounds: tuple[int, int]) -> None:
        self.text = text
        self.starts = starts
        self.lows = lows
        self.first, self.last = bounds
        self.tags: list[str] = []
        self.forms: list[Form | None] = []
        self._before = "."
        self._headline = self._is_headline()

    def add_mark(self, tag: str) -> None:
        """A mark that is not a word."""
        self.tags.append(tag)
        self.forms.append(None)
        self._before = tag

    def add_word(self, index: int) -> None:
        """The word at `index`, which starts with a letter."""
        low = self.lows[index]
        closed = closed_class().get(low)
        form: Form | None = None
        if closed is None:
            tag, form = self._open(index)
        else:
            tag = self._closed(index, closed)
            if tag == "x":
                form = verb_forms().get(low)
        after_first = index > self.first
        if (
            after_first
            and low in word_group("period")
            and self.lows[index - 1] in word_group("before_period")
        ):
            tag = self.tags[-1] = "y"
        self.tags.append(tag)
        self.forms.append(form)
        if tag != "r":
            self._before = tag

    def _is_headline(self) -> bool:
        """Whether the sentence is in title case, where capitals say nothing."""
        if self.last - self.first > 30:
            return False
        capital = small = 0
        for index in range(self.first, self.last):
            low = self.lows[index]
            if len(low) >= 4 and low.isalpha():
                if self.text[self.starts[index]].isupper():
                    capital += 1
                else:
                    small += 1
        return capital >= 3 and capital >= 4 * small

    def _closed(self, index: int, tag: str) -> str:
        """A word of a closed class, unless its place makes it another: "US", "her" alone, "University of"."""
        low = self.lows[index]
        start = self.starts[index]
        if low == "us" and self.text[start : start + 2] == "US":
            return "N"
        if low == "her" and (index + 1 >= self.last or not self.lows[index + 1][:1].isalnum()):
            return "o"
        if low == "since" and self._before == "x":
            return "r"
        if self.text[start].isupper() and index > self.first and not self._headline:
            if low == "may":
                return "y"
            if tag in "sijr" and self._before == "N":
                return "N"
        return tag

    def _open(self, index: int) -> tuple[str, Form | None]:
        """A word of an open class: noun, name, verb, adjective or adverb."""
        low = self.lows[index]
        capital = self.text[self.starts[index]].isupper()
        named = capital and index > self.first and not self._headline
        form = verb_forms().get(low)
        if form is None or (named and self._before not in "“:"):
            return ("N" if capital and (index > self.first or not self._headline) else open_class(low)), None
        before = self._before
        if before == "d" and self.lows[index - 1] in word_group("stands_alone") and self._verb_follows(index):
            before = "p"
        if before in "nN" and self.lows[index - 1].endswith("'s"):
            before = "d"  # "the ministry's forecast"
        tag = verb_class(form, before, low)
        if tag == "n" and self._is_predicate(index, form):
            tag = "v"
        return ("N" if named and tag in "nj" else tag), form

    def _is_predicate(self, index: int, form: Form) -> bool:
        """For "Polls show a tie", "The group also plans to stay", "Hale backs it": a verb by its place."""
        if not self.tags or self.tags[-1] not in "nNr" or self.lows[index - 1].endswith("'s"):
            return False
        following = self.lows[index + 1] if index + 1 < self.last else "."
        closed = closed_class().get(following, "?")
        opens = closed in "hdtpPowy#" or not following[0].isalnum() or self._is_capital(index + 1)
        if "b" in form.kinds:
            plural = self._before == "n" and self.lows[index - 1].endswith("s")
            return plural and opens and form.verbness >= (0.05 if closed in "ht" else 0.3)
        adverb = self.tags[-1] == "r" and self._before in "nN"
        named = self._before == "N" and not self.lows[index - 1].endswith(("'s", "s'"))
        return "z" in form.kinds and closed in "hdtpPo" and (adverb or named)

    def _is_capital(self, index: int) -> bool:
        return index < self.last and self.text[self.starts[index]].isupper()

    def _verb_follows(self, index: int) -> bool:
        """For "many said that they", not "many reported cases": what stands after the word in question."""
        following = self.lows[index + 1] if index + 1 < self.last else "."
        if following == "of":
            return False
        return closed_class().get(following, "?") in "hpPdytiw" or not following[0].isalnum()


def open_class(low: str) -> str:
    """Adverb, adjective or noun, by the ending."""
    if low.endswith("ly") and len(low) > 4 and low not in word_group("not_adverb"):
        return "r"
    return "j" if low.endswith(_ADJECTIVE_ENDINGS) and low not in word_group("not_adjective") else "n"


def verb_class(form: Form, before: str, low: str) -> str:
    """The class of a word that can be a verb, from the class of the last word that is not an adverb."""
    kinds = form.kinds
    if "g" in kinds:
        return "g"
    if before in "mto" and "b" in kinds:
        return "b"
    if before == "x":
        return _after_auxiliary(form)
    if before in "dj#":
        return _after_determiner(form, before, low)
    if "d" in kinds:
        return "v" if before != "i" or not low.endswith("ed") else "j"
    return _present_class(form, before)


def _after_auxiliary(form: Form) -> str:
    """For "has said", "did say"."""
    if "e" in form.kinds or "d" in form.kinds:
        return "e"
    return "b" if form.verbness >= 0.6 and "b" in form.kinds else "n"


def _after_determiner(form: Form, before: str, low: str) -> str:
    """For "the proposed bill", "the report"; but "nine in 10 said", "the faithful said"."""
    kinds = form.kinds
    if "d" in kinds and (before == "#" or (before == "j" and not low.endswith("ed"))):
        return "v"
    if "e" in kinds and "b" not in kinds:
        return "j"
    if before != "#" or form.verbness < 0.5 or "z" not in kinds:
        return "n"
    return "v"


def _present_class(form: Form, before: str) -> str:
    """A base or -s form where no auxiliary stands: verb or noun by how often it is either."""
    if before in "pw":
        return "v"
    if before == "v" and "z" in form.kinds:
        return "n"  # "said repairs were under way"
    if before in "ig":
        return "n" if form.verbness < 0.9 else "v"
    if "z" in form.kinds:
        return "v" if form.verbness > 0.45 else "n"
    return "v" if form.verbness >= 0.7 else "n"
