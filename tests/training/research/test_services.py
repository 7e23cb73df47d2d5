"""Research from the first question to the last key: who is in an extract, who is not, and what is in it."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core import clock
from core.db import db, enter_tenant
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import timeline
from core.mail import Mail
from people.models import Person, Role, RoleGrant, Site
from tests import london
from tests.factories import awards, people, research
from tests.factories import sets as set_factory
from training.awards.models import EvidenceKind
from training.portfolio.models import EvidenceState, Submission, SubmissionItem, SubmissionState
from training.research import clearing, extracts, keys, queries, services
from training.research.clearing import Cleared
from training.research.models import Answer, ExtractRun, InterviewKind, ResearchConsent, ResearchProject

ASKED, AGREED = 80, 73
GIVEN, FAMILY = ("Aurelith", "Branwick", "Corsande", "Dunvayle"), ("Quenbrook", "Rastholme", "Sellowby", "Tarnwick")


@pytest.fixture
def root(app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the keys of this test lie."""
    monkeypatch.setitem(app.config, "KEYS", tmp_path)
    return tmp_path


@pytest.fixture
def lead(root: Path) -> Person:
    return people.person(Role.lead_iqa)


@pytest.fixture
def administrator(lead: Person) -> Person:
    return people.person(Role.centre_administrator)


def names_of(number: int) -> tuple[str, str]:
    """Names that no word is: letters only, one pair for each number below 256."""
    ending = "".join("aeiou"[digit] for digit in (number // 64 % 4, number // 16 % 4))
    return GIVEN[number % 4] + ending, FAMILY[number // 4 % 4] + ending


def trainees(number: int) -> list[Person]:
    """So many trainees, in a few statements for all of them."""
    rows = [
        Person(given_name=names_of(n)[0], family_name=names_of(n)[1], email=f"t{n}@example.org") for n in range(number)
    ]
    db.session.add_all(rows)
    db.session.add_all(RoleGrant(person=row, role=Role.trainee, starts_on=london.today()) for row in rows)
    db.session.flush()
    return rows


def agree(project: ResearchProject, authors: list[Person], items: list[Any]) -> None:
    """What `give_consent` stores, for many people in one statement."""
    at = clock.now()
    db.session.add_all(
        ResearchConsent(
            project=project,
            person=author,
            answer=Answer.given,
            answered_at=at,
            statement=project.statement,
            statement_version=project.statement_version,
            accounts=[services.ConsentedAccount(evidence_item=item)],
        )
        for author, item in zip(authors, items, strict=True)
    )
    db.session.flush()


def read(content: bytes) -> dict[str, str]:
    """The files of a ZIP, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name).decode("utf-8-sig") for name in zipped.namelist()}


def rows_of(files: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["index.csv"])))


def made(project: ResearchProject, *, by: Person | None) -> tuple[ExtractRun, bytes]:
    """An extract. What the test has stored is committed first, since the transaction ends in between."""
    db.session.commit()
    return services.make_extract(project, by=by)


def extract(project: ResearchProject, by: Person | None = None) -> dict[str, str]:
    return read(made(project, by=by)[1])


# ---- Row 39 ----


def test_an_extract_holds_the_73_who_agreed_and_after_one_withdrawal_72(lead: Person, root: Path) -> None:
    employer = people.organisation(name="Wexmoor Hearthside Trust")
    db.session.add(Site(organisation=employer, name="Pellingate Court", region="Upper Skarndale"))
    learning_set = set_factory.learning_set(name="Thursday Lanterns")
    colleague = people.person(given_name="Ottoline", family_name="Fenwraith")
    authors = trainees(ASKED)
    texts = [
        f"I am {author.full_name} of Wexmoor Hearthside Trust. At Pellingate Court in Upper Skarndale, Ottoline "
        f"Fenwraith asked the Thursday Lanterns, and {author.given_name} waited. Fenwraith laughed. "
        f"{'This one is kept out.' if number >= AGREED else ''}"
        for number, author in enumerate(authors)
    ]
    items = research.accounts(authors, texts)
    project = research.project()
    agree(project, authors[:AGREED], items[:AGREED])

    run, content = made(project, by=lead)
    files = read(content)
    assert (run.accounts, run.people, run.held_back) == (73, 73, [])
    assert len(rows_of(files)) == len({row["code"] for row in rows_of(files)}) == 73
    assert len([name for name in files if name.startswith("accounts/")]) == 73
    whole = "\n".join([*files, *files.values()])
    assert "kept out" not in whole
    said = {author.given_name for author in authors} | {author.family_name for author in authors}
    said |= {"Wexmoor", "Hearthside", "Pellingate", "Skarndale", "Thursday Lanterns", "Ottoline", "Fenwraith"}
    assert {name for name in said if name in whole} == set()
    assert learning_set.name and colleague.family_name not in whole

    services.withdraw_consent(project, authors[0])
    second, content = made(project, by=lead)
    assert (second.accounts, run.accounts) == (72, 73)
    codes = {row["code"] for row in rows_of(read(content))}
    assert codes < {row["code"] for row in rows_of(files)}  # the others keep their codes
    assert not lies_in_the_database(keys.read(root, project.public_id).hex())
    assert keys.read(root, project.public_id).hex() not in whole
    assert not any(lies_in_the_database(code) for code in sorted(codes)[:5])


def lies_in_the_database(value: str) -> bool:
    """Whether any column of any table holds this text."""
    for table in inspect(db.session.connection()).get_table_names():
        for row in db.session.execute(text(f'SELECT * FROM "{table}"')):
            if any(value in str(cell) for cell in row):
                return True
    return False


# ---- Who and what is in an extract ----


@pytest.mark.parametrize(
    "fields",
    [
        {"state": SubmissionState.submitted},
        {"state": SubmissionState.in_assessment},
        {"state": SubmissionState.awaiting_countersign},
        {"state": SubmissionState.returned_to_assessor},
        {"item_state": EvidenceState.superseded},
        {"item_state": EvidenceState.withdrawn},
        {"kind": EvidenceKind.written_task},
    ],
    ids=lambda fields: next(iter(fields.values())).value,
)
def test_only_accounts_that_were_decided_about_can_be_given(lead: Person, fields: dict[str, Any]) -> None:
    author = research.trainee()
    research.account(author, **fields)
    with pytest.raises(RuleBroken, match="no account of yours"):
        research.consent(research.project(), author)


@pytest.mark.parametrize(
    "state", [SubmissionState.final_refer, SubmissionState.in_sample_pass, SubmissionState.confirmed_refer]
)
def test_a_decision_makes_an_account_one_to_give_whatever_it_was(lead: Person, state: SubmissionState) -> None:
    author = research.trainee()
    item = research.account(author, state=state)
    assert [account.item for account in queries.decided_accounts({author.id})] == [item]


def test_an_account_sent_for_two_units_goes_once_as_it_was_sent_last(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    item = research.account(author, "The earlier words.", sent_at=clock.now() - timedelta(days=40))
    earlier = queries.decided_accounts({author.id})[0].copy
    again = sent_again(earlier, "C5-2", "The later words.")
    research.consent(project, author)
    files = extract(project, lead)
    assert [name for name in files if name.startswith("accounts/")] == [f"accounts/{rows_of(files)[0]['code']}-1.txt"]
    assert "The later words." in "".join(files.values()) and "The earlier words." not in "".join(files.values())
    assert queries.decided_accounts({author.id})[0].units == ("C5-2", "C5-3")
    assert again.items[0].evidence_item is item


def sent_again(copy: SubmissionItem, code: str, words: str) -> Submission:
    """The same account, sent for another unit with other words."""
    sent = Submission(
        enrolment=copy.submission.enrolment,
        unit=awards.unit(copy.submission.enrolment.award_version, code),
        attempt=1,
        state=SubmissionState.final_pass,
        submitted_at=clock.now() - timedelta(days=3),
        manifest={},
        bundle_hash="1" * 64,
    )
    sent.items.append(
        SubmissionItem(evidence_item=copy.evidence_item, position=1, frozen=copy.frozen | {"text": words})
    )
    db.session.add(sent)
    db.session.flush()
    return sent


def test_accounts_left_out_stay_out_and_later_ones_are_asked_for_again(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    first, second = research.account(author, "The first."), research.account(research.trainee(), "Another's.")
    other = research.account(author, "Left out.")
    services.give_consent(project, author, agreed=True, left_out={other.public_id, second.public_id})
    research.account(author, "Decided later.")
    whole = "".join(extract(project, lead).values())
    assert "The first." in whole and "Left out." not in whole and "Decided later." not in whole
    assert first.public_id


def test_another_centre_is_never_in_it(lead: Person, root: Path) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)
    here = project.tenant_id
    people.centre()
    elsewhere = research.project(name=project.name)
    stranger = research.trainee()
    research.account(stranger, "Words of another centre.")
    research.consent(elsewhere, stranger)
    db.session.commit()
    enter_tenant(here)
    files = extract(project, lead)
    assert len(rows_of(files)) == 1 and "another centre" not in "".join(files.values())


def test_what_still_identifies_somebody_is_held_back_and_listed(lead: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    project, author, other = research.project(), research.trainee(), research.trainee()
    item = research.account(author, "An account that nobody could clear.")
    research.account(other, "A plain account.")
    for each in (author, other):
        research.consent(project, each)
    real = clearing.cleared

    def stubborn(words: str, **given: Any) -> Cleared:
        return Cleared(words, ("full_name", "site", "full_name")) if "nobody could" in words else real(words, **given)

    monkeypatch.setattr(extracts, "cleared", stubborn)
    run, content = made(project, by=lead)
    assert run.accounts == 1 and "nobody could" not in "".join(read(content).values())
    assert [(held.evidence_item, held.kinds) for held in run.held_back] == [(item, ["full_name", "full_name", "site"])]
    assert extracts.codes_held_back(project).keys() == {item.id}
    assert queries.held_back_of(author) == {item.id} and queries.held_back_of(other) == set()


def test_what_a_check_finds_beyond_known_names_is_replaced_too(lead: Person) -> None:
    project, author = research.project(), research.trainee()
    research.account(author, "Then I wrote to hazel.penrose@example.org about the meeting, and waited.")
    research.consent(project, author)
    assert "example.org" not in "".join(extract(project, lead).values())


def test_the_readme_says_what_it_is(lead: Person) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)
    readme = extract(project, lead)["README.txt"]
    assert all(
        words in readme for words in (project.name, project.run_by, "REC 2026/117", "version 1.2", research.STATEMENT)
    )
    assert "Accounts: 1\n" in readme and "&" not in readme and readme.endswith("\n")


def test_the_record_of_a_run_holds_the_hash_of_the_file(lead: Person) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)
    run, content = made(project, by=lead)
    assert run.sha256 == hashlib.sha256(content).hexdigest()


def test_a_withdrawal_while_an_extract_is_made_stops_it(lead: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)

    def slow(words: str, **given: Any) -> Cleared:
        services.withdraw_consent(project, author)
        return Cleared(words)

    monkeypatch.setattr(extracts, "cleared", slow)
    with pytest.raises(MovedOn, match="withdrew while"):
        made(project, by=lead)
    assert project.runs == []


def test_nobody_waits_while_texts_are_cleared(lead: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)
    db.session.commit()
    open_transactions = []

    def noting(words: str, **given: Any) -> Cleared:
        open_transactions.append(db.session.in_transaction())
        return Cleared(words)

    monkeypatch.setattr(extracts, "cleared", noting)
    services.make_extract(project, by=lead)
    assert open_transactions == [False]


def test_nobody_agreed_no_extract_and_no_key(lead: Person, root: Path) -> None:
    with pytest.raises(RuleBroken, match="Nobody has agreed"):
        made(research.project(), by=lead)
    assert list(root.iterdir()) == []


# ---- Consent ----


def test_consent_is_a_row_with_the_words_agreed_to(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    item = research.account(author)
    consent = research.consent(project, author)
    assert (consent.statement, consent.statement_version) == (project.statement, "1.2")
    assert [account.evidence_item for account in consent.accounts] == [item]
    assert [entry.verb for entry in timeline(consent)] == ["agreed"]


def test_no_tick_no_consent(lead: Person) -> None:
    author = research.trainee()
    research.account(author)
    with pytest.raises(RuleBroken, match="Tick the box"):
        services.give_consent(research.project(), author, agreed=False)


def test_leaving_everything_out_is_no_consent(lead: Person) -> None:
    author = research.trainee()
    item = research.account(author)
    with pytest.raises(RuleBroken, match="at least one"):
        services.give_consent(research.project(), author, agreed=True, left_out={item.public_id})


@pytest.mark.parametrize(
    "make", [research.over, lambda: research.project(starts_on=london.today() + timedelta(days=1))]
)
def test_outside_its_days_a_project_takes_no_consent_and_makes_no_extract(
    lead: Person, make: Callable[[], ResearchProject]
) -> None:
    author = research.trainee()
    research.account(author)
    project = make()
    with pytest.raises(RuleBroken, match="no consent today"):
        research.consent(project, author)
    with pytest.raises(RuleBroken, match="not running today"):
        made(project, by=lead)


def test_a_withdrawal_is_a_row_of_its_own_and_a_mail_without_any_account(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    item = research.account(author, "Words that no mail holds.")
    research.consent(project, author)
    made(project, by=lead)
    services.withdraw_consent(project, author)
    assert [row.answer for row in queries.answers_of(author)] == [Answer.given, Answer.withdrawn]
    (mail,) = db.session.scalars(select(Mail)).all()
    assert mail.recipient == author.email and project.name in mail.text and "/me/research" in mail.text
    assert "Words that" not in mail.text and item.title not in mail.text
    assert f"{london.today().day} " in mail.text.split("Extracts made while you agreed:")[1]


def test_one_may_withdraw_after_the_last_day_while_the_key_is_there(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    with clock.set_to(clock.now() + timedelta(days=500)):
        assert services.withdraw_consent(project, author).answer is Answer.withdrawn


def test_withdrawing_twice_is_told_and_done_once(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    services.withdraw_consent(project, author)
    with pytest.raises(MovedOn):
        services.withdraw_consent(project, author)
    assert len(queries.answers_of(author)) == 2


def test_who_agrees_again_is_in_again(lead: Person) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    before = rows_of(extract(project, lead))
    services.withdraw_consent(project, author)
    assert queries.number_withdrawn_since(project) == 1
    with pytest.raises(RuleBroken, match="Nobody"):
        made(project, by=lead)
    research.consent(project, author)
    assert rows_of(extract(project, lead)) == before
    assert queries.number_withdrawn_since(project) == 0
    assert [len(runs) for runs in queries.runs_holding(queries.answers_of(author)).values()] == [2]


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["research_consent", "consented_account", "extract_run"])
def test_the_database_refuses_to_change_what_was_answered_or_made(lead: Person, table: str, statement: str) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    made(project, by=lead)
    with pytest.raises(DBAPIError, match="final"), db.session.begin_nested():
        db.session.execute(text(statement.format(table)))


@pytest.mark.parametrize("column", ["statement", "purpose", "run_by", "ends_on", "statement_version"])
def test_what_trainees_were_asked_never_changes(lead: Person, column: str) -> None:
    research.project()
    with pytest.raises(DBAPIError, match="final"), db.session.begin_nested():
        db.session.execute(text(f"UPDATE research_project SET {column} = {column}"))


# ---- Two hands, and the key ----


def test_the_key_tells_codes_and_names_and_is_taken_by_another_than_the_extract(
    lead: Person, administrator: Person
) -> None:
    author, project = research.trainee(email="+author@example.org"), research.project()
    research.account(author)
    research.consent(project, author)
    code = rows_of(extract(project, lead))[0]["code"]
    content = services.take_key(project, by=administrator).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[1:] == [[code, author.full_name, "'+author@example.org"]]
    with pytest.raises(NotAllowed):
        services.take_key(project, by=lead)
    with pytest.raises(NotAllowed):
        made(project, by=administrator)


def test_the_key_names_those_who_withdrew_as_well(lead: Person, administrator: Person) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    made(project, by=lead)
    services.withdraw_consent(project, author)
    assert author.full_name in services.take_key(project, by=administrator).decode()


def test_a_lost_key_stops_extracts_instead_of_giving_everybody_new_codes(lead: Person, root: Path) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    made(project, by=lead)
    keys.destroy(root, project.public_id)
    with pytest.raises(RuleBroken, match="Put its file back"):
        made(project, by=lead)


def test_no_key_before_the_first_extract(administrator: Person) -> None:
    with pytest.raises(RuleBroken, match="no key yet"):
        services.take_key(research.project(), by=administrator)


def test_closing_destroys_the_key_and_ends_everything(lead: Person, administrator: Person, root: Path) -> None:
    author, project = research.trainee(), research.project()
    research.account(author)
    research.consent(project, author)
    made(project, by=lead)
    services.close_project(project, by=administrator)
    assert not list(root.rglob("*.key"))
    for attempt, refusal in (
        (lambda: research.consent(project, author), RuleBroken),
        (lambda: made(project, by=lead), RuleBroken),
        (lambda: services.take_key(project, by=administrator), RuleBroken),
        (lambda: services.withdraw_consent(project, author), MovedOn),
        (lambda: services.close_project(project, by=administrator), MovedOn),
    ):
        with pytest.raises(refusal):
            attempt()
    with pytest.raises(DBAPIError, match="final"), db.session.begin_nested():
        db.session.execute(text("UPDATE research_project SET closed_at = NULL"))


# ---- Opening, interviews ----


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": "  what FACILITATORS learn "}, "has this name"),
        ({"ends_on": london.today() - timedelta(days=60)}, "after the first"),
        ({"starts_on": london.today() - timedelta(days=60), "ends_on": london.today() - timedelta(days=1)}, "to come"),
    ],
)
def test_a_project_is_not_opened_twice_or_over_before_it_begins(
    lead: Person, fields: dict[str, Any], refusal: str
) -> None:
    research.project(name="What facilitators learn")
    with pytest.raises(RuleBroken, match=refusal):
        research.project(**fields)


@pytest.mark.parametrize(
    ("kind", "ago", "number", "refusal"),
    [
        (InterviewKind.group, -1, 5, "once it was held"),
        (InterviewKind.group, 1, 1, "two people or more"),
        (InterviewKind.phone, 400, 1, "does not run"),
    ],
)
def test_an_interview_that_cannot_be_is_not_written_down(
    administrator: Person, kind: InterviewKind, ago: int, number: int, refusal: str
) -> None:
    with pytest.raises(RuleBroken, match=refusal):
        services.add_interview(
            research.project(), kind, london.today() - timedelta(days=ago), number, True, by=administrator
        )


def test_interviews_are_counted_and_can_be_taken_out(administrator: Person) -> None:
    project, on = research.project(), london.today()
    for kind, number in [(InterviewKind.group, 6)] * 12 + [(InterviewKind.phone, 1)] * 8:
        services.add_interview(project, kind, on, number, True, by=administrator)
    assert len(project.interviews) == 20
    services.take_out_interview(project.interviews[0], by=administrator)
    db.session.refresh(project)
    assert len(project.interviews) == 19
