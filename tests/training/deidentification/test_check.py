"""Single passages, one rule each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.deidentification.check import Flag, HiddenFlag, Kind, apply, find, find_hidden


def flagged(text: str, **options: object) -> dict[str, str]:
    return {flag.text: flag.kind.value for flag in find(text, **options)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After the round Chidinma asked what had changed.", {"Chidinma": "first_name"}),
        ("I asked Goran Petrović, who had not spoken.", {"Goran Petrović": "full_name"}),
        ("Then Mrs K said that she would go.", {"Mrs K": "initials"}),
        ("I had written A.B. on the page.", {"A.B.": "initials"}),
        ("The clerk, known to everyone as Duster, laughed.", {"Duster": "nickname"}),
        ("Dann kam „Der Kurze“, wie ihn alle nennen, dazu.", {"Kurze": "nickname"}),
        ("She was born on 3 May 1971 in the north.", {"3 May 1971": "dob"}),
        ("Please ring 07700 900123 or write to a.b@example.org today.",
         {"07700 900123": "phone", "a.b@example.org": "email"}),
        ("We spoke to the school nurse from Thirsk about it.", {"school nurse from Thirsk": "job_place"}),
        ("She is the only female coxswain in the county.", {"only female coxswain in the county": "rare_role"}),
        ("He had a job at Wexmoor District Council before that.", {"Wexmoor District Council": "employer"}),
        ("In der Pause sagte Wiebke nichts und ging hinaus.", {"Wiebke": "first_name"}),
        ("Danach hat Frau Lechthaler mit uns gesprochen, und wir waren froh.", {"Frau Lechthaler": "full_name"}),
    ],
)  # fmt: skip
def test_what_identifies_is_flagged_by_its_kind(text: str, expected: dict[str, str]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Revans wrote that there is no learning without action.",
        "This was shown before (Hartmoor, 2019) and Hartmoor (2021) argues it again.",
        "We met in Leeds on a Monday in May.",
        "The member whom I will call Wilfrid said that he was tired. Wilfrid laughed.",
        "Joanna, whose name I have changed, said that she was tired. Then Joanna laughed.",
        "Bericht 2\nVerfasst von Karin Sommerberg\n\nAm Montag traf sich das Set in der Stadt.",
        "I used the GROW model, Excel and Zoom, and told the NHS and Ofsted about it.",
        "Will they ask again? May I wait? Mark the moment.",
        "Wir trafen uns im Jänner in Linz, und Gibbs half uns bei der Gliederung der Gefühle.",
        "I joined the service on 4 March 1998 and have kept the letter.",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert flagged(text) == {}


def test_the_author_is_never_flagged() -> None:
    text = "“Ifeoma,” she said, “sit down.” Ifeoma Brandt-Cole sat. I.B.C. was on the list."
    assert flagged(text, author="Ifeoma Brandt-Cole") == {}
    assert "Ifeoma" in flagged(text, author="Somebody Else")


def test_the_cover_names_the_author() -> None:
    assert flagged("My first set\n\nby Ifeoma Brandt-Cole\n\nIfeoma, said the card, and I sat down.") == {}


def test_a_name_that_the_caller_knows_is_flagged_without_other_evidence() -> None:
    assert flagged("A word about Bramble.") == {}
    assert flagged("A word about Bramble.", known=["Bramble"]) == {"Bramble": "first_name"}


def test_a_text_is_counted_as_a_whole_word_and_outside_of_longer_ones() -> None:
    flags = {flag.text: flag for flag in find("Dafydd Maelor spoke. Dafydd asked. Later Dafydd’s turn came.")}
    assert flags["Dafydd Maelor"].count == 1
    assert flags["Dafydd"].count == 2
    assert len(flags["Dafydd"].spans) == 2


def test_a_replacement_fits_the_sentence() -> None:
    text = "Then Nkechi Oduya spoke. Nkechi’s turn was short."
    changes = {flag.text: flag.replacement for flag in find(text)}
    assert apply(text, changes) == "Then one member spoke. One member’s turn was short."


@pytest.mark.parametrize(
    ("text", "instead", "changed"),
    [
        ("Danach fragte ich Frau Ada Berg.", "eine Person", "Danach fragte ich eine Person."),
        ("Danach sprach Frau Dr. med. Ada Berg.", "eine Person", "Danach sprach eine Person."),
        ("Mrs Ada Berg’s turn. Then Ada Berg spoke.", "one member", "One member’s turn. Then one member spoke."),
        ("Ich traf eine Frau. Ada Berg kam.", "eine Person", "Ich traf eine Frau. Eine Person kam."),
        ("Dann sprach Frau Ada Berg.", "Karin", "Dann sprach Frau Karin."),
        ("Mister Prada Berg.", "one member", "Mister Prada Berg."),
    ],
)
def test_a_title_goes_with_the_name_unless_another_name_takes_its_place(text: str, instead: str, changed: str) -> None:
    assert apply(text, {"Ada Berg": instead}) == changed


def test_properties_comments_and_deletions_are_looked_at_and_the_author_is_left_out() -> None:
    hidden = [
        ("core_properties.creator", "Una Bexley-Marsh"),
        ("core_properties.last_modified_by", "Gurpreet Thandi"),
        ("app_properties.company", "Wexmoor District Council"),
        ("app_properties.manager", "Microsoft Office User"),
        ("comment", "Gurpreet says that Wexmoor should not be named, Una."),
        ("tracked_deletion", "Chidinma asked"),
    ]
    assert set(find_hidden(hidden, author="Una Bexley-Marsh")) == {
        HiddenFlag("Gurpreet Thandi", Kind.full_name, "core_properties.last_modified_by"),
        HiddenFlag("Wexmoor District Council", Kind.employer, "app_properties.company"),
        HiddenFlag("Gurpreet", Kind.first_name, "comment"),
        HiddenFlag("Wexmoor", Kind.employer, "comment"),
        HiddenFlag("Chidinma", Kind.first_name, "tracked_deletion"),
    }


PIECES = st.sampled_from(
    ["Ana", "Ana Kowalska", "said", "the", "at", "Leeds", "Hill Trust", "(Smith, 2019)", "J.M.", "a@b.example.org", "\n", ". ",  # noqa: E501
     "’s", "07700 900123", "only nurse in the county", "die", "Frau K.", "sagte", "“", "I call her", "#", "born 1.2.1970"]  # noqa: E501
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_nothing_that_was_flagged_is_left_after_the_changes(text: str) -> None:
    flags = find(text)
    changed = apply(text, {flag.text: "…" for flag in flags})
    assert [flag.text for flag in flags if apply(changed, {flag.text: ""}) != changed] == []


@given(st.text(max_size=300))
def test_any_text_can_be_checked(text: str) -> None:
    for flag in find(text, author=text[:20], known=[text[20:40]]):
        assert isinstance(flag, Flag)
        assert flag.count == len(flag.spans) > 0
