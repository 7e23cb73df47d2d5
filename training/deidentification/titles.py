"""Whether a word stands before a name as a title: Mrs, Frau Dr., Staff Sergeant, Polizeihauptkommissarin."""

from training.deidentification import lexicon
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import POSTS_BEFORE_NAMES, TITLES, Vocabulary

# Chapman and Hofmeister are families.
_ENDINGS_OF_POSTS = (
    "manager", "worker", "officer", "ologist", "ician", "leiter", "leiterin", "leitung", "lehrer", "lehrerin",
    "rektorin", "direktor", "direktorin", "arzt", "ärztin", "pfleger", "pflegerin", "schwester", "kommissar",
    "kommissarin", "pfarrer", "pfarrerin", "assistentin", "referentin", "beauftragte", "ingenieurin", "technikerin",
    "therapeutin", "psychologin", "beraterin", "betreuerin", "arbeiterin", "inspektorin", "kommandantin", "polizistin",
    "seelsorgerin", "moderatorin", "kollegin", "kollege", "leutnant", "feldwebel", "professorin", "ministerin",
)  # fmt: skip
_GAPS = (" ", ". ", "\n", ".\n", "\xa0", ".\xa0")


def has_title(reading: Reading, first: Word, vocabulary: Vocabulary) -> bool:
    """Whether a title stands right before the word; a post is one only before what can be a name."""
    before = reading.at(first.place - 1)
    if before is None or first.gap not in _GAPS or not first.text[0].isupper():
        return False
    if before.text in TITLES:
        return True
    if first.gap.startswith(".") or not _is_post(before, vocabulary):
        return False
    return _can_be_a_name(first, reading.language, vocabulary)


def start_of_titles(reading: Reading, first: Word, vocabulary: Vocabulary) -> Word:
    """The first of the titles before a word that has one."""
    start = reading.words[first.place - 1]
    while start.place and start.gap in (" ", ". "):
        before = reading.words[start.place - 1]
        if before.text not in TITLES and before.text not in POSTS_BEFORE_NAMES:
            break
        start = before
    if start.text in ("Kollege", "Kollegin"):
        return reading.words[start.place + 1]  # "sein Kollege Ruland": no title, but what he is
    return start


def is_title(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether the word is a title wherever it stands, or a post with a capital."""
    return word.text in TITLES or _is_post(word, vocabulary)


def _is_post(word: Word, vocabulary: Vocabulary) -> bool:
    if not word.text[0].isupper():
        return False
    if word.text in POSTS_BEFORE_NAMES or word.lower in vocabulary.role_heads:
        return True
    if "-" in word.text and word.text.split("-")[-1] in TITLES:
        return True  # Sergeant-Major, Co-Director
    return len(word.text) > 6 and word.lower.endswith(_ENDINGS_OF_POSTS) and not lexicon.is_surname(word.text)


def _can_be_a_name(word: Word, language: str, vocabulary: Vocabulary) -> bool:
    if word.lower in vocabulary.departments or _is_post(word, vocabulary) or not word.is_capital:
        return False
    return not lexicon.is_word(word.text, language) or (
        (lexicon.is_surname(word.text) or lexicon.is_first_name(word.text))
        and not lexicon.is_often_a_word(word.text, language)
    )
