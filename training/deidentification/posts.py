"""What a post and its place look like, for posts with a place and for rare ones alike."""

from training.deidentification.reading import Word
from training.deidentification.vocabulary import Vocabulary, words

FURTHEST = 7
PLACE_PREPOSITIONS = {
    "en": words("from in at for of on across near"),
    "de": words("aus in im am an vom von bei beim der des zu für"),
}
AREAS = words("""
district area region county borough valley town city village island islands side end hub centre center depot office
branch team service services site campus ward unit wing station surgery practice school college hospital hospice
prison barracks base base home parish diocese deanery division brigade force constabulary regiment garrison
battalion trust board council authority company firm estate shop store factory plant mill yard warehouse library
project shelter hostel clinic court club federation circuit synod coast border borders province state department
faculty squad station directorate locality patch sector fleet network
""")
_NO_POSTS = ("begleitung", "ableitung", "einleitung", "anleitung", "zuleitung", "umleitung", "fernleitung")


def is_role(word: Word, vocabulary: Vocabulary, language: str) -> bool:
    """Whether the word is a post: a manager, a district nurse, a Stationsleiterin."""
    lower = word.lower
    if language == "en":
        return lower in vocabulary.role_heads or (
            len(lower) > 6 and lower.endswith(vocabulary.role_endings) and word.text[0].islower()
        )
    if not word.text[0].isupper() or lower.endswith(_NO_POSTS):
        return False
    return lower in vocabulary.role_heads or (len(lower) > 6 and lower.endswith(vocabulary.role_endings))
