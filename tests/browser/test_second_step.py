"""Passkeys, an authenticator app and recovery codes, as a browser with an authenticator of its own uses them."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from assessments.grading.models import MarkSheet
from core.db import db
from people.factors import app_codes
from people.models import Role
from tests.browser.inspector import Inspector
from tests.browser.installation import Installation, served
from tests.browser.visitor import PASSWORD, Someone, Story
from tests.factories import grading, people
from tests.faults.conftest import ready_to_sign

pytestmark = pytest.mark.browser

RUTH = Someone("Ruth", "Calloway", "ruth@example.org")
IQA = Someone("Ida", "Quell", "ida@example.org")


@pytest.fixture(scope="module")
def sheets() -> list[str]:
    """The addresses that sign what waits."""
    return []


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, sheets: list[str]) -> Iterator[Installation]:
    """An installation that requires a second factor, opened by its name: a number can have no passkeys."""

    def load() -> None:
        people.centre(name="Alderbrook Academy")
        ruth = grading.assessor(given_name=RUTH.given_name, family_name=RUTH.family_name, email=RUTH.email)
        people.login(ruth, PASSWORD)
        ida = people.person(Role.iqa, given_name=IQA.given_name, family_name=IQA.family_name, email=IQA.email)
        people.login(ida, PASSWORD)
        made: list[MarkSheet] = [ready_to_sign(ruth)]
        sheets.extend(f"/marking/{sheet.submission.public_id}/check" for sheet in made)
        db.session.commit()

    with served(tmp_path_factory.mktemp("second_step")) as running:
        running.app.config["SECOND_FACTOR_REQUIRED"] = True
        running.inside(load)
        yield Installation(running.app, running.url.replace("127.0.0.1", "localhost"))


class Holder(Inspector):
    """Somebody who holds a device."""

    def holds_a_device(self) -> None:
        """Give the browser an authenticator that knows its owner, as a laptop has one."""
        session: Any = self.page.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        features = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": features | kind})

    def leaves(self) -> None:
        """Forget the sign-in, as another browser of the same person would."""
        self.page.context.clear_cookies()

    def signs_in_by_password(self) -> None:
        """Type address and password; what comes next is the second step."""
        self.opens("/sign-in")
        self.types("Email", self.person.email)
        self.types("Password", PASSWORD)
        self.presses("Sign in")

    def codes(self) -> list[str]:
        """The recovery codes on the page."""
        return self.page.locator("ol code").all_inner_texts()


def test_a_passkey_from_the_first_sign_in_to_a_signed_decision(story: Story, sheets: list[str]) -> None:
    ruth = story.enter(Holder, RUTH)
    ruth.holds_a_device()
    ruth.signs_in()
    ruth.reads("Set up a second step")
    found = ruth.looks_at("set up")
    ruth.opens("/queue")
    ruth.reads("until then nothing else opens")
    ruth.follows("Add a passkey")
    found += ruth.looks_at("add a passkey")
    ruth.types("What do you call it?", "work laptop")
    ruth.presses("Make the passkey", saying="Your recovery codes")
    found += ruth.looks_at("recovery codes")
    codes = ruth.codes()
    assert len(codes) == 10
    ruth.follows("I have kept them")
    ruth.opens("/me/security")
    ruth.reads("work laptop")
    found += ruth.looks_at("security")

    ruth.opens(sheets[0])
    found += ruth.looks_at("before the signature")
    ruth.presses("Use a passkey instead", saying="Decision given")
    ruth.reads("passkey, used for this signature")
    ruth.reads("Checked just now: intact")
    found += ruth.looks_at("receipt")

    ruth.leaves()
    ruth.opens("/sign-in")
    found += ruth.looks_at("sign-in")
    ruth.presses("Sign in with a passkey")
    ruth.opens("/queue")

    ruth.leaves()
    ruth.signs_in_by_password()
    ruth.reads("Second step")
    found += ruth.looks_at("second step")
    ruth.presses("Use a passkey")
    ruth.opens("/queue")

    ruth.leaves()
    ruth.signs_in_by_password()
    ruth.follows("My device is lost")
    found += ruth.looks_at("recovery")
    ruth.types("Code", codes[0])
    ruth.presses("Sign in", saying="9 codes are left")
    ruth.leaves()
    ruth.signs_in_by_password()
    ruth.follows("My device is lost")
    ruth.types("Code", codes[0])
    ruth.presses("Sign in", status=422, saying="it was used already")
    assert found == []


def test_an_app_opens_the_gate_and_its_code_works_once(story: Story) -> None:
    ida = story.enter(Holder, IQA, width=390, scheme="dark")
    ida.signs_in()
    ida.reads("until then nothing else opens")
    found = ida.looks_at("set up")
    ida.follows("Connect an app")
    found += ida.looks_at("connect an app")
    seed = ida.page.locator("main code").inner_text().replace(" ", "")
    ida.types("Which code does the app show?", "000000")
    ida.presses("Connect the app", status=422, saying="not the code")
    ida.types("Which code does the app show?", _code(seed))
    ida.presses("Connect the app", saying="Your recovery codes")
    found += ida.looks_at("recovery codes")
    ida.opens("/sampling")
    ida.leaves()
    ida.signs_in_by_password()
    code = _code(seed, steps=1)  # the step now was used when the app was connected
    ida.types("Code", code)
    ida.presses("Sign in")
    ida.opens("/sampling")
    ida.leaves()
    ida.signs_in_by_password()
    ida.types("Code", code)
    ida.presses("Sign in", status=422, saying="it was used already")
    assert found == []


def _code(seed: str, *, steps: int = 0) -> str:
    return app_codes.code_at(seed, int(time.time()) // app_codes.STEP_SECONDS + steps)
