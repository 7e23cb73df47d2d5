"""What quality assurers do, of the centre and from outside."""

from tests.browser.visitor import Someone, Visitor


class QualityAssurer(Visitor):
    """Samples decisions and signs claims; the lead also opens visits."""

    def makes_draw(self, decisions: int) -> int:
        """Start the plan of the quarter and draw over all final decisions; how many were picked."""
        self.opens("/sampling")
        self.presses("Start the plan")
        self.follows("Make a draw")
        self.reads(f"{decisions} final decisions have not been drawn yet.")
        self.presses("Make the draw", saying="Draw made.")
        return self.page.get_by_role("table", name="Picks still to do").locator("tbody tr").count()

    def agrees_with_pick(self) -> None:
        """Open the first decision that still waits, read it, agree and sign."""
        self.opens("/sampling")
        self.follows("D-")
        self.presses("Open the decision")
        self.chooses("What do you make of this decision?", "Agree")
        self.types("Feedback to the assessor", "Each comment names what it rests on. I would have decided the same.")
        self.signs(saying="Your answer is signed.")

    def signs_claim(self, trainee: Someone) -> None:
        """Sign the claim for a trainee."""
        self.opens("/claims")
        self.follows(trainee.name)
        self.signs(saying="Claim signed.")

    def opens_visit(self, eqa: Someone, award: str) -> None:
        """Open a window for an external quality assurer."""
        self.opens("/visits/new")
        self.selects("Who visits?", eqa.name)
        self.selects("Which award is it about?", award)
        self.presses("Open visit", saying="Visit opened.")


class ExternalQualityAssurer(Visitor):
    """Comes from the awarding organisation, for some days."""

    def releases_claim(self, trainee: Someone, award: str, *, samples: int) -> None:
        """Open the visit, read one sampled decision and the claim, and release it."""
        self.opens("/visits")
        self.follows(award)
        self.reads(f"{samples} sampled decision")
        self.follows("D-")
        self.reads("What you open is written into the read log.")
        self.follows("Back to the visit")
        self.follows(trainee.name)
        self.signs("Release claim", saying="Claim released.")
