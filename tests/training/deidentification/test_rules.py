"""One rule each: what it finds, and the lookalike beside it that it leaves alone."""

import pytest

from training.deidentification.authors import find_author
from training.deidentification.check import find


def flagged(text: str) -> set[tuple[str, str]]:
    return {(flag.text, flag.kind.value) for flag in find(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then I turned to Hope, who had drawn a tree.", {"Hope"}),
        ("I promised Mark that I would ring Rose before Friday.", {"Mark", "Rose"}),
        ("Afterwards Faith's notes were on the table and the others read them.", {"Faith"}),
        ("“Thank you, Comfort,” I said, and I meant it.", {"Comfort"}),
        ("We had Nasser, Precious, Ngozi and the twins in the room.", {"Nasser", "Precious", "Ngozi"}),
        ("Dann kamen Ibrahim und Levke, und es wurde laut.", {"Ibrahim", "Levke"}),
        ("Und der Emre hat gelacht.", {"Emre"}),
        ("yusuf and Marta asked the same thing twice.", {"yusuf", "Marta"}),
        ("So I asked jaspreet to go first and she did.", {"jaspreet"}),
        ("Heute rief Uwe an. Dem Josef war das recht, und Jochens Frage blieb offen.", {"Uwe", "Josef", "Jochens"}),
        ("Jesus sagte das nicht, und er trug Jeans. Sein Mentor hieß das gut.", set()),
        ("Wir sprachen Deutsch, Arabisch und Tigrinya.", set()),
        ("We had read Schein's Humble Inquiry and Kline's Time to Think.", set()),
        ("Hope is what we had in April. Grace is a word for it. Will it last? May I ask?", set()),
        ("We read that faith moves mountains, and a rose is a rose.", set()),
        ("The dean and the rose garden were there.", set()),
    ],
)
def test_a_name_that_is_a_word_or_lost_its_capital_is_known_by_what_is_beside_it(text: str, expected: set[str]) -> None:
    assert flagged(text) == {(name, "first_name") for name in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Officer Mahmood spoke.", {"Officer Mahmood"}),
        ("Police Constable Rhiannon Beddoe made the tea.", {"Rhiannon Beddoe"}),
        ("Polizeihauptkommissarin Nele Brodersen sprach über einen Einsatz.", {"Nele Brodersen"}),
        ("Am Ende bedankte sich Familie Özdemir bei allen.", {"Familie Özdemir"}),
        ("He asked Dr. S. Krishnamurthy to stay.", {"S. Krishnamurthy"}),
        ("Neben ihr saß Klara Sommer und schwieg.", {"Klara Sommer"}),
        ("Herr Klein kam. Klein hat versprochen zu bleiben.", {"Herr Klein", "Klein"}),
        ("Christoph Baum begann. Baum wurde rot.", {"Christoph Baum", "Baum"}),
        ("Nguyen Van Thanh, der die Küche leitet, fragte nach.", {"Nguyen Van Thanh"}),
        ("I wrote down J. Sutherland and P. Anand.", {"J. Sutherland", "P. Anand"}),
        ("The Dean of Science said that the sets may go on until July.", set()),
        ("I had read Donald Schön, Augusto Boal and Amy Edmondson on the train.", set()),
        ("The Chief Executive came with the Head of Nursing.", set()),
    ],
)
def test_a_name_in_full_or_with_a_title_is_found_and_a_scholar_is_not(text: str, expected: set[str]) -> None:
    assert {name for name, _kind in flagged(text)} == expected


@pytest.mark.parametrize(
    ("text", "nickname"),
    [
        ("Her deputy, a man everyone calls the Bishop, had gone over her head.", "Bishop"),
        ("They call him the Undertaker behind his back.", "Undertaker"),
        ("She goes by Pixie at work and nobody minds.", "Pixie"),
        ("Her nickname on the ward is Thunder, and it fits.", "Thunder"),
        ("“Duracell” (nobody uses his real name) laughed.", "Duracell"),
        ("Im Bauamt heißt er nur der Lange.", "Lange"),
        ("Unser Hausmeister, den alle nur Edison nennen, brachte den Schlüssel.", "Edison"),
        ("In der Truppe heißt der Soldat seither »Lacher«.", "Lacher"),
        ("The member whom I will call Oak had sold a field.", None),
        ("Das heißt Vertrauen. Das Modell heißt GROW und kommt aus England.", None),
        ("Everybody calls it the Set, and we call that Learning.", None),
    ],
)
def test_a_nickname_is_known_by_how_it_is_introduced(text: str, nickname: str | None) -> None:
    assert flagged(text) == ({(nickname, "nickname")} if nickname else set())


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("One of them, K., had sent him a message.", "K."),
        ("My deputy, known to all as JLM, drives me mad.", "JLM"),
        ("The deputy (SJM) rang me in the evening.", "SJM"),
        ("In my log I wrote Cn MR for him.", "Cn MR"),
        ("Later K said that she was sorry.", "K"),
        ("Member B asked what Person C would say. Plan B was ready.", None),
        ("Die AWO hat Interesse, und der ADAC auch.", None),
    ],
)
def test_initials_are_known_by_what_persons_do(text: str, initials: str | None) -> None:
    assert flagged(text) == ({(initials, "initials")} if initials else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to jo.hart at place dot example dot org.", {("jo.hart at place dot example dot org", "email")}),
        ("Mail: jo.hart[at]place.example.org", {("jo.hart[at]place.example.org", "email")}),
        ("Post an s.vor (at) spk (dot) example (dot) org.", {("s.vor (at) spk (dot) example (dot) org", "email")}),
        ("She is on bleep 2204 all night.", {("2204", "phone")}),
        ("Fragen bitte an Durchwahl -17.", {("Durchwahl -17", "phone")}),
        ("Es vertritt uns das Büro, Durchwahl 0921 644-207.", {("0921 644-207", "phone")}),
        ("Durchwahl 318. 5 Leute kamen.", {("Durchwahl 318", "phone")}),
        ("Born in July 1962, she had seen it all before.", {("July 1962", "dob")}),
        ("We meet at noon. The phone rang 100 times in 2019.", set()),
        ("In July 1962 the mine was closed.", set()),
    ],
)
def test_addresses_and_numbers_are_known_in_whatever_form(text: str, expected: set[tuple[str, str]]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was one from Barnaby's Ark and one from finance.", "Barnaby's Ark"),
        ("The residents at Fernbank were upset.", "Fernbank"),
        ("She runs Ward 7B of St Luke's by herself.", "Ward 7B of St Luke's"),
        ("One member was moved to the Brynteg treatment works.", "Brynteg treatment works"),
        ("She has an offer from Marlowe Street Playhouse.", "Marlowe Street Playhouse"),
        ("Ich bin bei der Firma Nordlicht angestellt.", "Firma Nordlicht"),
        ("Sie arbeitet seit Jahren bei Brandstetter & Söhne im Lager.", "Brandstetter & Söhne"),
        ("Wir waren zu Gast im Seniorenheim Rosengarten.", "Seniorenheim Rosengarten"),
        ("She is governor of the young offender unit at Blackmere.", "governor of the young offender unit at Blackmere"),  # noqa: E501
        ("Sie ist die einzige Bildhauerin an einem Gymnasium im Landkreis Cham.",
         "einzige Bildhauerin an einem Gymnasium im Landkreis Cham"),
        ("Er ist der letzte Störenbauer am Brienzersee.", "letzte Störenbauer am Brienzersee"),
        ("Er ist der dienstälteste Notar der Stadt.", "dienstälteste Notar der Stadt"),
        ("Sie hilft seit Jahren in der Stadtbücherei Lousberg aus.", "Stadtbücherei Lousberg"),
        ("Mother's Day is in March, and somebody from finance forgot it.", None),
        ("We were staying in St Albans, between Tooting and Balham.", None),
        ("Das ist der einzige Fehler in dem Bericht.", None),
    ],
)  # fmt: skip
def test_a_place_of_work_or_a_rare_post_is_found_without_a_word_for_it(text: str, expected: str | None) -> None:
    assert {name for name, _kind in flagged(text)} == ({expected} if expected else set())


def test_a_sentence_with_by_is_no_cover() -> None:
    assert find_author("My account by Ana Maelor") == "Ana Maelor"
    assert find_author("The problem was brought by Kwadwo Amponsah, and he did it well.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel soll gesagt haben, in der Ruhe liege die Kraft.",
        "I am no Michael Portillo, and Marcus Rashford got listened to.",
        "Kline in Time to Think says that interrupting is an assault.",
        "Slim says in Defeat into Victory that there are no bad regiments.",
        "Schein has a lovely little book called Humble Inquiry about it.",
        "Ich lese Schein, Humble Inquiry, auf Deutsch.",
        "Since Awaab's Law came in there is a clock on it.",
        "Some of them live with Parkinson's and are due their tablets.",
        "Ein Bauwerber, von ihr als Herr X bezeichnet, kam zu spät.",
        "I practised it in the car between Ross-on-Wye and Ledbury.",
        "We spoke under the Chatham House Rule.",
        "Dass die Setzeit kein Puffer für Releases ist, war neu.",
        "Robin, as I will call one member, fell silent. Robin nodded.",
    ],
)
def test_what_anybody_may_write_of_is_no_find(text: str) -> None:
    assert flagged(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I sat with Bell and then with Mr Addison, and both were quiet.", {"Mr Addison"}),
        ("As in Revans, Rita Bexley spoke first, and we listened.", {"Rita Bexley"}),
        ("Frank answers first, and Frank questions all of it.", {"Frank"}),
        ("Tiny, as we call him, came late again that day.", {"Tiny"}),
        ("You can ring Rita Bexley on +44 (20) 7946 0000 after six.", {"Rita Bexley"}),
    ],
)
def test_somebody_beside_what_anybody_may_write_of_is_found(text: str, expected: set[str]) -> None:
    assert expected <= {name for name, _kind in flagged(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was station officer at Ravenglass for years.", "station officer at Ravenglass"),
        ("The action belonged to the harbour master at Lochinver, the newest of us.", "harbour master at Lochinver"),
        ("We heard the Dean of Humanities at the Marlborough campus.", "Dean of Humanities at the Marlborough campus"),
        ("It was copied to the clinical director at Kirkby Lonsdale.", "clinical director at Kirkby Lonsdale"),
        ("Wir lachten alle, und der Filialleiter in Tangermünde hielt den Mund.", "Filialleiter in Tangermünde"),
        ("Mit dabei war auch die Amtsleiterin von Unterkollnitz, und sie schwieg.", "Amtsleiterin von Unterkollnitz"),
        (
            "Danach habe ich die Stationsleiterin am Standort Niederwil angerufen und gefragt.",
            "Stationsleiterin am Standort Niederwil",
        ),
    ],
)
def test_a_post_with_its_place_is_found(text: str, expected: str) -> None:
    assert (expected, "job_place") in flagged(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich arbeite dort. Firma: Codevia Systems GmbH, 70 Leute.", "Codevia Systems GmbH"),
        ("All of them are from the 2nd Battalion, The Marcher Regiment.", "2nd Battalion, The Marcher Regiment"),
        ("We met in the hut of the Strathvaich Coastguard Rescue Team.", "Strathvaich Coastguard Rescue Team"),
        ("Ich bin am Gemeindeamt St. Wendelin am Forst beschäftigt.", "Gemeindeamt St. Wendelin am Forst"),
        ("Der Verein Brücken ohne Grenzen e.V. zahlt es.", "Brücken ohne Grenzen e.V."),
    ],
)
def test_an_employer_is_known_by_the_form_of_its_name(text: str, expected: str) -> None:
    assert (expected, "employer") in flagged(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Chalky (real name on the roll) stood up.", "Chalky"),
        ("Then Duchess – she's our longest-serving officer – stood up.", "Duchess"),
        ("Die Frau, die intern alle nur Zuzu nennen, war auch da und hat nichts gesagt.", "Zuzu"),
        ("Spätzle, wie der Schichtleiter bei uns allen genannt wird, kam spät.", "Spätzle"),
        ("Ein Kollege, er heißt bei uns Locke, wollte einen Rat.", "Locke"),
    ],
)
def test_a_nickname_that_is_brought_in_aside_is_found(text: str, expected: str) -> None:
    assert (expected, "nickname") in flagged(text)
