"""The one rule by which Setwright counts words (domain invariant 15)."""


def count_words(text: str) -> int:
    """How many words a text has: the tokens between white space that hold at least one letter or digit.

    So "co-facilitator" is one word, "and / or" is two, and a dash or a list marker alone is none. The rule is about
    body text: title, cover lines, headings, lists, block quotes, tables and tracked insertions are in it; comments,
    tracked deletions and running headers and footers are not, and `core.documents.extract` leaves them out.
    """
    return sum(any(character.isalnum() for character in token) for token in text.split())
