"""What a document's properties say: the field tells whether it is a person or an organisation."""

import re

from training.deidentification.flags import Kind
from training.deidentification.innocent import author_forms
from training.deidentification.lexicon import folded
from training.deidentification.organisations import is_own_word
from training.deidentification.wording import collapse

_PERSON_FIELDS = re.compile(r"(?:author|creator|last_modified_by|manager|modified_by|printed_by)$")
_EMPLOYER_FIELDS = re.compile(r"(?:company|organi[sz]ation|publisher)$")
_NOBODY = re.compile(
    r"(?i)\b(?:user|users|admin|administrator|microsoft|office|word|windows|python|docx|libreoffice|openoffice|adobe|acrobat|google|apple|mac"
    r"|owner|unknown|unbekannt|benutzer|author|autor|anonymous|default|client|customer|laptop|pc|template|scanner|reportlab)\b|^\W*$|\d{3}"
)


def property_kind(where: str, text: str) -> Kind | None:
    """What a property names: a person, an employer, or neither."""
    value = collapse(text)
    if _NOBODY.search(value) or not any(letter.isalpha() for letter in value):
        return None
    if _EMPLOYER_FIELDS.search(where):
        return Kind.employer
    if _PERSON_FIELDS.search(where):
        return Kind.full_name if " " in value or "." in value.strip(".") else Kind.first_name
    return None


def is_author(text: str, author: str) -> bool:
    """Whether a name is the author's, in full, in part, surname first or as initials."""
    forms = author_forms(author)
    parts = [part for part in re.split(r"[\s,.]+", text) if part]
    return folded(collapse(text)) in forms or (bool(parts) and all(folded(part) in forms for part in parts))


def own_words(employer: str) -> list[str]:
    """The words that only this organisation has in its name."""
    return [word for word in employer.split() if word[0].isupper() and len(word) > 3 and is_own_word(word)]
