import unicodedata

import pytest

from assessments.certificates import names
from assessments.certificates.names import AWARD, CENTRE, REASONS, Refusal, clean, refusal

REAL_NAMES = [
    "Leila Hartnoll",
    "X",
    "Ng Ô",
    "Nguyễn Thị Ánh Tuyết",
    "Trần Đỗ Quốc Bảo",
    "Łucja Błaszczyk-Brzęczyszczykiewicz",
    "Gżegżółka Źdźbło",
    "Siân Ŵyn Llŷr ap Gwrtheyrn",
    "Anaïs Zoë Brontë",
    "Þórdís Ægisdóttir",
    "Søren Ångström Bjørk",
    "Jürgen Weißmüller",
    "Şerife Gülşah Yıldırım İnönü",
    "Dvořáková Kateřina",
    "Ștefan Țepeș",
    "Đorđe Šćepanović",
    "Jānis Bērziņš",
    "Eglė Žukauskaitė-Ūdrė",
    "Ħal Għaxaq",
    "Əli Məmmədov",
    "Ɓukar Ɗanladi Ƙwairanga",
    "Ifeọma Ụzọma",
    "Kaʻiulani Kalākaua",
    "Ευγενία Ξυλούρη",
    "Ἀθηνᾶ Παπαδοπούλου",
    "Юлия Щёголева",
    "Олександр Їжакевич",
    "Љиљана Ђорђевић",
    "Dr Mary O’Neill (née D'Arcy), Jr.",
    "Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley of Weston-super-Mare and Bath Priory",
]


@pytest.mark.parametrize("name", REAL_NAMES)
def test_a_real_name_can_be_printed(name):
    assert refusal(name) is None


def test_the_longest_name_in_the_table_has_ninety_letters():
    assert max(map(len, REAL_NAMES)) == names.LONGEST


@pytest.mark.parametrize(
    ("first", "last"),
    [(0x41, 0x5A), (0xC0, 0x24F), (0x1E00, 0x1EFF), (0x386, 0x3CE), (0x1F00, 0x1FFC), (0x400, 0x52F)],
    ids=["ASCII", "Latin-1 to Extended-B", "Welsh and Vietnamese", "Greek", "polytonic Greek", "Cyrillic"],
)
def test_every_letter_of_the_blocks_we_print_is_drawn_by_every_face_a_name_is_set_in(first, last):
    letters = [
        chr(code) for code in range(first, last + 1) if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt", "Lo")
    ]
    refused = [
        letter
        for letter in letters
        for place in (names.HOLDER, names.CENTRE, names.AWARD, names.SIGNATORY, names.ROLE)
        if refusal(letter, place)
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", Refusal.NO_LETTER),
        ("   ", Refusal.NO_LETTER),
        ("12-34", Refusal.NO_LETTER),
        ("Leila\x00Hartnoll", Refusal.CONTROL),
        ("Leila\x1bHartnoll", Refusal.CONTROL),
        ("Leila\u200bHartnoll", Refusal.CONTROL),
        ("Lei\u00adla", Refusal.CONTROL),
        ("Leila \ue000", Refusal.CONTROL),
        ("Leila\U000e0041", Refusal.CONTROL),
        ("Leila\ud800", Refusal.CONTROL),
        ("Leila \u202ellontraH", Refusal.BIDI_CONTROL),
        ("\u2066Leila\u2069", Refusal.BIDI_CONTROL),
        ("Leila 😀", Refusal.SYMBOL),
        ("😀", Refusal.SYMBOL),
        ("Leila <b>", Refusal.SYMBOL),
        ('Leila "Lee" Hartnoll', Refusal.SYMBOL),
        ("Leila €", Refusal.SYMBOL),
        ("Leila; Hartnoll", Refusal.SYMBOL),
        ("ليلى", Refusal.SCRIPT),
        ("לאה", Refusal.SCRIPT),
        ("लीला", Refusal.SCRIPT),
        ("李小龍", Refusal.SCRIPT),
        ("ლეილა", Refusal.SCRIPT),
        ("Ｌｅｉｌａ", Refusal.SCRIPT),
        ("Leila ᚠ", Refusal.SCRIPT),
        ("ﬁona", Refusal.NO_GLYPH),
        ("Adẹ\u0301", Refusal.NO_GLYPH),  # no single character for e with dot and acute
        ("L\u0334eila", Refusal.NO_GLYPH),
        ("L" * 91, Refusal.TOO_LONG),
        ("W" * 44, Refusal.TOO_WIDE),
        ("W" * 44 + " Smith", Refusal.TOO_WIDE),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_with_its_reason(name, code):
    assert refusal(name) == code


def test_every_reason_has_words():
    assert set(REASONS) == set(Refusal)
    assert all(str(words) for words in REASONS.values())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Leila \t\n Hartnoll ", "Leila Hartnoll"),
        ("Leila\u00a0Hartnoll", "Leila Hartnoll"),
        ("Sia\u0302n", "Siân"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
    ],
)
def test_a_name_is_kept_in_composed_letters_with_single_spaces(typed, kept):
    assert clean(typed) == kept
    assert refusal(typed) is None


@pytest.mark.parametrize("title", ["Care & Learning: the North (2025)", "“Lead, listen” – 3 + 1", "Wer fragt? Alle!"])
def test_a_centre_or_an_award_may_hold_punctuation(title):
    assert refusal(title, CENTRE, person=False) is None
    assert refusal(title, AWARD, person=False) is None


def test_an_award_may_not_hold_markup_or_pictures():
    assert refusal("Level 5 <b>Award</b>", AWARD, person=False) == Refusal.SYMBOL
    assert refusal("Level 5 Award 🏆", AWARD, person=False) == Refusal.SYMBOL
