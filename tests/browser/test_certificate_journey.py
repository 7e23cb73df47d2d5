"""From an empty installation to a certificate that a stranger can check: a regulated qualification."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.administrator import Administrator
from tests.browser.visitor import Someone, Story

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"

marian = Someone("Marian", "Kestle", "marian.kestle@centre.example.org")


def test_from_an_award_file_to_a_certificate(story: Story) -> None:
    since = date.today() - timedelta(days=730)
    administrator = story.enter(Administrator, marian)
    administrator.sets_up_the_centre("Brackenmoor Learning", head="Owain Bellerby")
    administrator.imports_award(
        ROOT / "awards" / "ALF-CERT-L5.yaml", title="Level 5 Certificate in Action Learning Facilitation"
    )
    administrator.imports_people(SAMPLES / "people" / "people.csv", organisation="Brackenmoor Care", count=108)
    administrator.hires(Someone("Alun", "Tredgold", "alun@centre.example.org"), "Tutor", since=since)
