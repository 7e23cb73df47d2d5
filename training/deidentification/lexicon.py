"""What is known of single words: first names, surnames, places, and the ordinary words of English and German.

The lists are those of Faker (names of some eighty countries), pyspellchecker (words with their frequency) and Babel
(countries and large cities), read when first asked for and kept as plain sets; docs/decisions/0008 says why these.
"""

import gzip
import importlib.util
import json
import re
import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path
from types import ModuleType

from babel import Locale
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from training.deidentification.first_names import FURTHER_NAMES, NAMES_BEFORE_WORDS, SHORT_NAMES, WORDS_BEFORE_NAMES
from training.deidentification.names_by_origin import NAMES_BY_ORIGIN
from training.deidentification.places import PLACES

# As often as this in the corpus of subtitles, a word is met as a word even where it is also a name (Will, Rose).
OFTEN = {"en": 7500, "de": 400}
# Where the English list is at its lowest it holds as many towns and families as words.
FLOOR = {"en": 50, "de": 0}

# How Punjabi first names end.
_ENDINGS_OF_NAMES = re.compile(r".{2,}(preet|deep|jit|jeet|inder|winder|vinder|meet)$")

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "’": "'"})


@cache
def folded(word: str) -> str:
    """The word without its accents, in lower case: the lists spell Siobhán and Siobhan as they come."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    first: set[str] = set()
    last: set[str] = set()
    for provider in _providers("person"):
        for name, values in vars(provider).items():
            if isinstance(values, tuple | list | dict) and ("first" in name or "last" in name):
                target = first if "first" in name else last
                target.update(folded(value) for value in values if isinstance(value, str) and _LATIN.match(value))
    first.update(FREQUENCY_LISTS["male_names"], FREQUENCY_LISTS["female_names"], SHORT_NAMES)
    first.update(folded(name) for name in FURTHER_NAMES | NAMES_BY_ORIGIN)
    last.update(FREQUENCY_LISTS["surnames"])
    return frozenset(first), frozenset(last)


def _providers(noun: str, *endings: str) -> list[type]:
    # Run aside and let go: imported in the ordinary way they would stay in memory at ten times the size of the names.
    package = resources.files(f"faker.providers.{noun}")
    found = []
    for folder in sorted(Path(str(package)).glob("*_*/__init__.py")):
        if folder.parent.name.startswith("_") or (endings and not folder.parent.name.endswith(endings)):
            continue
        name = f"faker.providers.{noun}.{folder.parent.name}"
        specification = importlib.util.spec_from_file_location(name, folder, submodule_search_locations=[])
        if specification and specification.loader:
            module: ModuleType = importlib.util.module_from_spec(specification)
            specification.loader.exec_module(module)
            found.append(module.Provider)
    return found


@cache
def _words(language: str) -> dict[str, int]:
    packed = resources.files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
    found: dict[str, int] = json.loads(gzip.decompress(packed))
    if language == "de":
        # The subtitles it is counted from are full of people: Uwe and Sabine are there as often as rare nouns are.
        for name in _given_in_german() - WORDS_BEFORE_NAMES:
            if found.get(name, 0) < OFTEN[language]:
                found.pop(name, None)
                found.pop(f"{name}s", None)
    return found


def _given_in_german() -> frozenset[str]:
    """The first names of the German-speaking countries, in small letters."""
    given: set[str] = set()
    for provider in _providers("person", "de_AT", "de_CH", "de_DE"):
        for name, values in vars(provider).items():
            if isinstance(values, tuple | list | dict) and "first" in name:
                given.update(value.lower() for value in values)
    return frozenset(given)


@cache
def _places() -> frozenset[str]:
    found = {folded(place) for place in PLACES}
    for language in ("en", "de"):
        locale = Locale(language)
        found.update(folded(name) for name in locale.territories.values())
        found.update(name for each in locale.languages.values() if not is_first_name(name := folded(each)))
        found.update(folded(zone["city"]) for zone in locale.time_zones.values() if "city" in zone)
    for provider in _providers("address", "AT", "DE"):
        found.update(folded(city) for city in getattr(provider, "cities", ()))
    return frozenset(found)


_ON_A_RIVER = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ]+-(?:on|upon|under|le|in|by|next|am|an|ob|bei|sur)-(?:the-|der-)?[A-ZÀ-Þ]?[a-zß-ÿ]+"
)


def is_first_name(word: str) -> bool:
    """Whether somebody somewhere is called this; of a double name one part is enough."""
    if "-" in word and _ON_A_RIVER.fullmatch(word):
        return False
    return any(
        part in _names()[0] or (_ENDINGS_OF_NAMES.match(part) and not frequency(part, "en"))
        for part in {folded(word), *folded(word).split("-")}
    )


def is_surname(word: str) -> bool:
    """Whether a family is called this; of a double name one part is enough."""
    return any(part in _names()[1] for part in {folded(word), *folded(word).split("-")})


def is_place(name: str) -> bool:
    """Whether a town, county, region or country is called this, or a language: "Arabic and Tigrinya"."""
    return folded(name) in _places() or bool(_ON_A_RIVER.fullmatch(name))


def frequency(word: str, language: str) -> int:
    """How often the word is met in running text of the language; 0 is unknown."""
    return _words(language).get(word.lower().replace("’", "'"), 0)


def is_often_a_word(word: str, language: str) -> bool:
    """Whether readers of the language take it for a word before they take it for a name."""
    return frequency(word, language) >= OFTEN[language] and folded(word) not in NAMES_BEFORE_WORDS


@cache
def is_word(word: str, language: str) -> bool:
    """Whether the language has the word, as it stands, as a compound, or joined of words by hyphens."""
    if frequency(word, language) > FLOOR[language]:
        return True
    if "-" in word or "'" in word or "’" in word:
        return all(len(part) < 3 or is_word(part, language) for part in re.split(r"[-'’]", word))
    return _is_compound(word.lower()) if language == "de" else _is_derived(word.lower())


_ENGLISH_ENDINGS = re.compile(
    r"(ing|ings|ed|er|ers|ly|ness|ment|ments|able|ible|tion|tions|ise|ised|ising|isation|ize|ful|less|ship|s|es|al|ism|ist|ists|ity)$"
)
_PREFIXES = ("un", "re", "dis", "mis", "co", "non", "pre", "over", "under", "inter", "micro", "self", "super")


def _is_derived(word: str) -> bool:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3 and frequency(word.removeprefix(prefix), "en"):
            return True
    ending = _ENGLISH_ENDINGS.search(word)
    if not ending or len(word) < 6:
        return False
    stem = word[: ending.start()]
    return len(stem) > 3 and any(frequency(stem + joint, "en") > 300 for joint in ("", "e", "y"))


_JOINTS = ("", "s", "es", "n", "en", "er", "e")
_GERMAN_ENDINGS = re.compile(
    r".{3,}(ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|ismus|ment|enz|anz|ierung|nis|tum"
    r"|leiterin|leiter|leitung|lehrerin|arbeiterin|arbeiter|kraft|kräfte)s?$"
)
_DEEPEST = 3


def _is_compound(word: str, depth: int = 0) -> bool:
    """Words joined, with the joints that German puts between them; long parts first, three at most."""
    if _GERMAN_ENDINGS.fullmatch(word):
        return True
    for ending in ("innen", "in", "en", "n", "s", "es", "er", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3 and _known_part(word.removesuffix(ending)):
            return True
    if depth == _DEEPEST or len(word) > 60:
        return False
    for cut in range(len(word) - 3, 2, -1):
        head, tail = word[:cut], word[cut:]
        if _known_part(tail) or (cut <= 20 and depth < 1 and _is_compound(tail, depth + 1)):
            for joint in _JOINTS:
                if head.endswith(joint) and len(head) - len(joint) >= 3 and _known_part(head[: len(head) - len(joint)]):
                    return True
    return False


def _known_part(part: str) -> bool:
    return (len(part) >= 3 and frequency(part, "de") > 50) or (len(part) >= 4 and frequency(part, "de") > 0)
