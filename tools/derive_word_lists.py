"""Derive the word lists of attribution from annotated articles, with counts and without any of their text.

Usage: derive_word_lists.py FOLDER [--without-fifth]

FOLDER holds PolNeAR's ``text/*.txt`` and ``attributions/*.ann`` (brat standoff: spans of source, cue and
content, joined by events). Written to briefgen/extraction/data/attribution:

- verbs.txt: verbs, with how often base and -s form stood where only a verb or only a noun can stand;
- cue_nouns.txt: nouns and adjectives of cues, with their uses in cues and in all;
- strong_cues.txt: verbs that often attribute;
- rules.txt: for each rule, the right candidates and all of them;
- cues.txt: the same for each cue, rule and kind of source;
- circumstances.txt: for what stands around a candidate, the right ones and those that cues.txt expects.

A candidate is right when the words of its content and those of an annotated content share half of their
union and its source holds a head word of the annotated source. ``--without-fifth`` leaves out the articles
whose file name has a CRC-32 divisible by five, so that rules can be judged on articles that no count saw.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from annotated_articles import Annotated, Article, Segment, read_articles  # noqa: E402 - beside this script

from briefgen.extraction import word_lists  # noqa: E402 - the checkout's own package, installed or not
from briefgen.extraction.attributions import candidates, selection, set_scene  # noqa: E402
from briefgen.extraction.attributions.scene import Candidate, Scene  # noqa: E402
from briefgen.extraction.sentences import split_sentences  # noqa: E402

RARE = 1
DATA = ROOT / "briefgen" / "extraction" / "data" / "attribution"
TOKEN = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*|[^\w\s]")
ONLY_NOUNS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "his",
        "its",
        "their",
        "our",
        "my",
        "your",
        "no",
        "any",
        "some",
        "every",
        "each",
    ]
)
ONLY_VERBS = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "to",
        "did",
        "does",
        "do",
        "didn't",
        "don't",
        "doesn't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "not",
        "they",
        "we",
        "i",
        "you",
        "who",
    ]
)
THIRD_PERSON = frozenset(["he", "she", "it", "who", "that", "which"])

Row = tuple[int, str, str, str, bool, tuple[str, ...]]


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """A word list with its header, and the caches that held the old one emptied."""
    text = "".join(f"# {line}\n" for line in header.splitlines()) + "".join(f"{line}\n" for line in lines)
    (DATA / name).write_text(text, encoding="utf-8")
    for cached in (
        word_lists.verb_forms,
        word_lists.lines_of,
        selection.rule_shares,
        selection.counts_of,
        selection.share,
        selection.ratios,
        selection.strong_cues,
    ):
        cached.cache_clear()


def derive_verbs(articles: list[Article]) -> None:
    """Words that stand after "to" or a modal and inflect like verbs; counts tell them from nouns."""
    nouns, verbs, third, all_words = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        before = ""
        for word in TOKEN.findall(article.text.replace("’", "'")):
            low = word.lower()
            all_words[low] += 1
            if before in ONLY_NOUNS:
                nouns[low] += 1
            elif before in ONLY_VERBS and word[0].islower():
                verbs[low] += 1
            if before in THIRD_PERSON and word[0].islower():
                third[low] += 1
            before = low
    closed = frozenset().union(*word_lists.word_classes().values())
    irregular = word_lists.irregular()
    lemmas = {word for row in word_lists.rows("further_verbs.txt") for word in row} | set(irregular)
    for word in verbs:
        if word in closed or not word.isalpha() or (len(word) < 3 and word != "go"):
            continue
        stems = {word[:-3]: "ing", word[:-2]: "ed", word[:-1]: "ed"}
        inflected = any(word.endswith(ending) and stem in verbs for stem, ending in stems.items())
        forms = word_lists.inflect(word)
        if not inflected and any(all_words[form] for form, kinds in forms.items() if kinds in ("de", "g")):
            lemmas.add(word)
    lines = []
    for lemma in sorted(lemmas):
        s_form = next(form for form, kinds in word_lists.inflect(lemma).items() if kinds == "z")
        lines.append(f"{lemma} {verbs[lemma]} {nouns[lemma]} {third[s_form]} {nouns[s_form]}")
    write("verbs.txt", VERBS, lines)


def derive_cue_words(articles: list[Article]) -> None:
    """Nouns and adjectives of cues, and the verbs that often attribute."""
    in_cues, everywhere = Counter[str](), Counter[str]()
    lemma_cues, lemma_all = Counter[str](), Counter[str]()
    forms = word_lists.verb_forms()
    closed = frozenset().union(*word_lists.word_classes().values()) | {"that", "to"}
    for article in articles:
        for word in re.findall(r"[a-z]+", article.text.lower()):
            everywhere[word] += 1
            if word in forms:
                lemma_all[forms[word].lemma] += 1
        for attribution in article.attributions:
            words = [w for a, b in attribution.cue for w in re.findall(r"[a-z]+", article.text[a:b].lower())]
            long = len(article.indices(attribution.content)) >= 5
            for word in set(words):
                form = forms.get(word)
                if form is not None and long and len(words) <= 3:
                    lemma_cues[form.lemma] += 1
                verb_only = form is not None and (
                    "g" in form.kinds or ("d" in form.kinds and "b" not in form.kinds)
                )
                if word not in closed and len(word) >= 3 and not verb_only:
                    in_cues[word] += 1
    nouns = [
        f"{word} {count} {everywhere[word]}"
        for word, count in sorted(in_cues.items())
        if count >= 3 and count / max(1, everywhere[word]) >= 0.08
    ]
    write("cue_nouns.txt", CUE_NOUNS, nouns)
    strong = [
        f"{lemma} {count} {lemma_all[lemma]}"
        for lemma, count in sorted(lemma_cues.items())
        if count >= 8 and count / lemma_all[lemma] >= 0.14
    ]
    write("strong_cues.txt", STRONG_CUES, strong)


def is_right(
    article: Article, scene: Scene, candidate: Candidate, gold: list[tuple[Annotated, frozenset[int]]]
) -> bool:
    """Whether a candidate's content and source agree with the annotation that it overlaps most."""
    content = article.indices(_characters(scene, candidate))
    best: tuple[float, Annotated] | None = None
    for attribution, words in gold:
        shared = len(content & words)
        if 2 * shared >= len(content | words) and shared:
            overlap = shared / len(content | words)
            if best is None or overlap > best[0]:
                best = (overlap, attribution)
    if best is None:
        return False
    if not best[1].source:
        return True
    if candidate.source is None:
        return False
    tokens = scene.tokens
    span = (tokens.starts[candidate.source[0]], tokens.ends[candidate.source[1] - 1])
    return bool(article.heads(best[1].source) & article.indices([span]))


def _characters(scene: Scene, candidate: Candidate) -> list[Segment]:
    return [(scene.tokens.starts[a], scene.tokens.ends[b - 1]) for a, b in candidate.content]


def judge(articles: list[Article]) -> list[Row]:
    """Every candidate of every article: fold, rule, cue, kind of source, whether right, circumstances."""
    judged: list[Row] = []
    for article in articles:
        scene = set_scene(article.text, split_sentences(article.text))
        gold = [(a, article.indices(a.content)) for a in article.attributions]
        ignored = article.indices(article.ignored)
        fold = zlib.crc32(article.name[::-1].encode()) % 2
        for candidate in (c for here in candidates(scene) for c in here):
            content = article.indices(_characters(scene, candidate))
            if not content or 2 * len(content & ignored) > len(content):
                continue
            kind = selection.kind_of_source(scene.tokens, candidate)
            right = is_right(article, scene, candidate, gold)
            around = selection.circumstances(scene, candidate)
            judged.append((fold, candidate.rule, candidate.lemma, kind, right, around))
    return judged


def write_cues(judged: Iterable[Row]) -> None:
    """Right and all candidates by rule, cue and kind of source; what was never right is summed up."""
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    by_cue: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for _, rule, cue, kind, right, _ in judged:
        for table in (counts[rule, cue or "-", kind], by_cue[rule, cue or "-"]):
            table[0] += right
            table[1] += 1
    for rule, cue, kind in list(counts):
        hits, total = by_cue[rule, cue]
        merged = (rule, cue if total > RARE else "-", "-")
        if not hits and merged != (rule, cue, kind):
            counts[merged][1] += counts.pop((rule, cue, kind))[1]
    by_rule: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (rule, _, _), (hits, total) in counts.items():
        by_rule[rule][0] += hits
        by_rule[rule][1] += total
    write("rules.txt", RULES, (f"{rule} {hits} {total}" for rule, (hits, total) in sorted(by_rule.items())))
    ordered = sorted((cue, rule, kind, *counted) for (rule, cue, kind), counted in counts.items())
    write("cues.txt", CUES, (" ".join(map(str, row)) for row in ordered))


def derive_circumstances(judged: list[Row]) -> None:
    """What one half of the articles shows right against what the counts of the other half expect."""
    observations: list[tuple[list[float], bool, tuple[str, ...]]] = []
    for fold in (0, 1):
        write_cues(row for row in judged if row[0] != fold)
        for _, rule, cue, kind, right, around in (row for row in judged if row[0] == fold):
            value = selection.share(rule, cue, kind)
            if value >= selection.FLOOR:
                support = selection.support(selection.counts_of(cue).rules.get(rule, (0, 0))[1])
                observations.append(([value], right, (support, *around[1:])))
    lines = []
    for place in range(len(observations[0][2])):
        table: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for shares, right, around in observations:
            table[around[place]][0] += right
            table[around[place]][1] += shares[0]
        for name, (hits, expected) in sorted(table.items()):
            if expected >= 8:
                lines.append(f"{name} {hits:.0f} {expected:.1f}")
        for shares, _, around in observations:
            hits, expected = table[around[place]]
            if expected >= 8:
                shares[0] *= selection.ratio(hits, expected)
    write("circumstances.txt", CIRCUMSTANCES, lines)


def main() -> None:
    """Parse the arguments and write the lists."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-fifth", action="store_true")
    options = parser.parse_args()
    articles = read_articles(options.folder, without_fifth=options.without_fifth)
    derive_verbs(articles)
    derive_cue_words(articles)
    judged = judge(articles)
    derive_circumstances(judged)
    write_cues(judged)


_MADE = "Made by tools/derive_word_lists.py from PolNeAR 1.0 (train): words and counts only, no text."
VERBS = f"""Verbs. For: reading a word form as a verb or a noun (word_classes.py).
{_MADE}
Columns: base form; base as verb, base as noun, -s form as verb, -s form as noun, by what stands before it."""
CUE_NOUNS = f"""Nouns and adjectives of cues ("claim", "confident"). For: nominal.py.
{_MADE}
Columns: word; attributions whose cue holds it; all its occurrences."""
STRONG_CUES = f"""Verbs that often attribute. For: where one follows, the narrator speaks again (clauses.py).
{_MADE}
Columns: base form; its uses as a short cue with a content of five words and more; all its occurrences."""
CUES = f"""How often each rule was right, by cue and kind of source. For: selection.py.
{_MADE}
Columns: base form of the cue (sorted by it); rule; kind of source; right candidates; all candidates."""
RULES = f"""How often each rule was right. For: selection.py.
{_MADE}
Columns: rule; right candidates; all candidates."""
CIRCUMSTANCES = f"""What stands around a candidate, against what cues.txt expects. For: selection.py.
{_MADE}
Columns: circumstance; right candidates; right candidates expected from the other half's counts."""

if __name__ == "__main__":
    main()
