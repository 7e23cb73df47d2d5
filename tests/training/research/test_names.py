"""Known names leave a text, however they are written; other words stay."""

import pytest

from training.research.names import NameKind, Names, composed, person_names, thing_names

KNOWN = Names(
    [
        *person_names("Marian", "Kestle", "Dr Marian Kestle"),
        *person_names("Daniel", "Okafor-Reid"),
        *person_names("Siân", "Ap Rhys"),
        *person_names("Will", "Young"),
        *person_names("Eoin", "O’Dowd"),
        *thing_names("Brackenmoor Care", NameKind.organisation),
        *thing_names("The Royal Quarrygate Hospital", NameKind.organisation),
        *thing_names("Marks & Ferrant Ltd", NameKind.organisation),
        *thing_names("Corrie Street", NameKind.place),
        *thing_names("Tees", NameKind.place),
        *thing_names("Care at home", NameKind.part),
        *thing_names("Set 07", NameKind.group),
    ]
)
OWN = Names(person_names("Ines", "Rankine", kind=NameKind.author))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Marian Kestle asked.", "[name] asked."),
        ("Kestle, Marian asked.", "[name] asked."),
        ("marian kestle asked.", "[name] asked."),
        ("MARIAN asked, and KESTLE wrote.", "[name] asked, and [name] wrote."),
        ("Dr Marian Kestle asked.", "[name] asked."),
        ("Marian\nKestle asked.", "[name] asked."),
        ("Marian’s question, and Kestle's silence.", "[name]’s question, and [name]'s silence."),
        ("Daniel Okafor\u2013Reid and Mr Okafor.", "[name] and Mr [name]."),
        ("Sia\u0302n was there.", "[name] was there."),
        ("Eoin O'Dowd was there.", "[name] was there."),
        ("We work for brackenmoor  care.", "We work for [organisation]."),
        ("At Brackenmoor we wait.", "At [organisation] we wait."),
        ("At Quarrygate we wait.", "At [organisation] we wait."),
        (
            "Marks and Ferrant differ from Marks & Ferrant Ltd.",
            "[organisation] and Ferrant differ from [organisation].",
        ),
        ("the office in Corrie Street", "the office in [place]"),
        ("In the Tees region", "In the [place] region"),
        ("I moved to Care at home.", "I moved to [part of the organisation]."),
        ("Set 07 met.", "[group] met."),
        ("I, Ines Rankine, and Marian.", "I, [author], and [name]."),
    ],
)
def test_a_known_name_is_replaced(text: str, left: str) -> None:
    assert KNOWN.replaced_in(composed(text), first=OWN) == left


@pytest.mark.parametrize(
    "text",
    [
        "It will be a young set.",
        "The royal road to care at home.",
        "A street, a hospital, a set.",
        "Set 8 met 07 times.",
        "Marianne and Kestler are others.",
        "Marian. \n\n Then I waited.".replace("Marian", "Nobody"),
    ],
)
def test_other_words_stay(text: str) -> None:
    assert KNOWN.replaced_in(text) == text


def test_the_longest_name_wins_over_one_inside_it() -> None:
    names = Names([*person_names("Marian", "Corrie"), *thing_names("Corrie Street", NameKind.place)])
    assert names.replaced_in("Marian Corrie of Corrie Street") == "[name] of [place]"


def test_what_was_replaced_holds_no_name_any_more() -> None:
    text = KNOWN.replaced_in("Marian Kestle of Brackenmoor Care, Corrie Street")
    assert list(KNOWN.found_in(text)) == []


def test_a_name_of_one_letter_or_of_digits_only_is_none() -> None:
    assert list(Names([*person_names("X", ""), *thing_names("12", NameKind.group)]).found_in("X has 12")) == []
