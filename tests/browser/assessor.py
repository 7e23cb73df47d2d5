"""What an assessor does: reads the work beside the criteria, decides, signs."""

from collections.abc import Collection, Sequence

from tests.browser.visitor import Someone
from tests.browser.witnesses import Observer

MET = "Clear, with an example of your own that shows it."
NOT_MET = "Look again: say what you stopped believing, and how you know that it has gone."
TESTS = ("Valid", "Authentic", "Current", "Sufficient", "Reliable")


class Assessor(Observer):
    """Decides whether the criteria of a unit are met, and may observe as well."""

    def marks(
        self, trainee: Someone, unit: str, criteria: Sequence[str], *, refer: Collection[str] = (), reading: str = ""
    ) -> None:
        """Open a submission, decide each criterion with a comment, answer the five tests, sign."""
        self.opens("/queue")
        self.follows("Open", within=self.row(trainee.name, unit))
        if reading:
            self.reads(reading)
        self.presses("Start marking")
        self.reads(f"0 of {len(criteria)} decided")
        for code in criteria:
            decision = self.page.locator(f'[data-criterion="{code}"]')
            decision.get_by_role("radio", name="Not met" if code in refer else "Met", exact=True).check()
            decision.get_by_label(f"Comment on {code}").fill(NOT_MET if code in refer else MET)
        for test in TESTS:
            self.chooses(test, "Yes")
        self.types("To the trainee, on the whole unit", "Well organised work.")
        verdict = (
            f"Ready: refer. Look again at {', '.join(refer)}." if refer else "Ready: pass. Every criterion is met."
        )
        self.reads(verdict)
        self.presses("Give decision", saying="Sign the decision")
        self.signs("Sign and give decision", saying="Decision given. The trainee has been told that it is there.")
