"""Names, nicknames and firms in the forms that lists, letters and forms give them, one rule each."""

import pytest

from training.deidentification.check import apply, find
from training.deidentification.family_first import is_family_first
from training.deidentification.listed_names import parts_of


def flagged(text: str) -> dict[str, str]:
    return {flag.text: flag.kind.value for flag in find(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Present: Jones, Alan; Shah, Priti.", {"Jones, Alan": "full_name", "Shah, Priti": "full_name"}),
        ("Then PRIYA NAIR raised her hand.", {"PRIYA NAIR": "full_name"}),
        ("We sat down with SHAH, Priti and a coat.", {"SHAH, Priti": "full_name"}),
        ("Anwesend waren wir und AYDIN Cem aus dem Amt.", {"AYDIN Cem": "full_name"}),
        ("We listened to Xu Yifan for ten minutes.", {"Xu Yifan": "full_name"}),
        ("It belonged to Tran Thi Lan. I knew it.", {"Tran Thi Lan": "full_name"}),
        ("It was PC 2205 Brindle who had rung.", {"PC 2205 Brindle": "full_name"}),
        ("Danach hat PHK Brandner mit uns gesprochen.", {"PHK Brandner": "full_name"}),
        ("Da kam auch Pfarrer i. R. Uhlig zu uns.", {"Pfarrer i. R. Uhlig": "full_name"}),
        ("I rang Joy Winter the next day.", {"Joy Winter": "full_name"}),
        ("Will Ashdown had asked for the floor.", {"Will Ashdown": "full_name"}),
        ("I looked at Ngaire and waited.", {"Ngaire": "first_name"}),
        ("Neither Hamza nor I said it.", {"Hamza": "first_name"}),
        ("What would Rose have done?", {"Rose": "first_name"}),
        ("Danach blieb Elifs Frage bei uns in dem Raum und war nicht fort.", {"Elifs": "first_name"}),
        ("Das Anliegen von Lena Roth war nicht der Plan.", {"Lena Roth": "full_name"}),
    ],
)
def test_a_name_is_known_however_it_is_written(text: str, expected: dict[str, str]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Everyone calls him wiggy. I asked wiggy what he meant.", {"wiggy": "nickname"}),
        ("They call her “tiger”, and she likes it.", {"tiger": "nickname"}),
        ("Tolly (that is Bartholomew) spoke to us.", {"Tolly": "nickname", "Bartholomew": "first_name"}),
        ("They call her difficult, and she is not.", {}),
        ("I called him back and he was known as reliable.", {}),
    ],
)
def test_a_nickname_in_small_letters_is_known_by_how_it_is_given(text: str, expected: dict[str, str]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She used to be at Marston Biscuits in the spring.", {"Marston Biscuits": "employer"}),
        ("My first job was with Penhale & Stroud in the north.", {"Penhale & Stroud": "employer"}),
        ("The set met at Ashgrove in the rain.", {"Ashgrove": "site"}),
        ("We were at the Old Vicarage that day.", {"the Old Vicarage": "site"}),
        ("Sie ist im Bauamt der Stadt Bad Ahlen und mag es nicht.", {"Stadt Bad Ahlen": "employer"}),
        ("Er war bei Brandt Maschinenbau und ist nun bei uns.", {"Brandt Maschinenbau": "employer"}),
        (
            "Wir waren gestern bei der Polizeiinspektion Westmark und das war gut.",
            {"Polizeiinspektion Westmark": "employer"},
        ),
    ],
)
def test_a_firm_is_known_without_a_word_for_a_firm(text: str, expected: dict[str, str]) -> None:
    assert flagged(text) == expected


def test_a_month_stays_a_month_where_somebody_is_called_so() -> None:
    text = "I asked May what she thought. In May we met again, and on 3 May. May I say that May laughed?"
    changed = apply(text, {"May": "a colleague"})
    assert changed == (
        "I asked a colleague what she thought. In May we met again, and on 3 May. May I say that a colleague laughed?"
    )
    assert {flag.text: flag.count for flag in find(text)} == {"May": 2}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Okafor, Blessing", ("Blessing", "Okafor")),
        ("PRIYA O'NEIL-NAIR", ("Priya", "O'Neil-Nair")),
        ("AYDIN Cem", ("Cem", "Aydin")),
        ("J. M. Hartley", ("J.", "Hartley")),
    ],
)
def test_a_name_has_its_parts_in_any_order(written: str, expected: tuple[str, str]) -> None:
    assert parts_of(written) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Xu", "Yifan"], True),
        (["Seo", "Min-jae"], True),
        (["Nguyen", "Van", "Minh"], True),
        (["Long", "Meeting"], False),
        (["Song", "Book"], False),
        (["Park", "Road"], False),
    ],
)
def test_the_family_comes_first_in_east_asia(texts: list[str], expected: bool) -> None:
    assert is_family_first(texts) is expected
