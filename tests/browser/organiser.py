"""What an organiser of sets and a tutor do."""

from datetime import date

from tests.browser.trainee import Meeting
from tests.browser.visitor import Someone, Visitor, shown


class Organiser(Visitor):
    """Forms sets and confirms that their meetings took place."""

    def forms_set(self, name: str, facilitators: list[Someone], *, since: date, kind: str = "Set at work") -> None:
        """Form a set, and lead it until it runs."""
        self.opens("/sets/new")
        self.types("What is the set called?", name)
        self.chooses("What kind of set is it?", kind)
        for label, facilitator in zip(("Facilitator", "Second facilitator"), facilitators, strict=False):
            self.selects(label, f"{facilitator.family_name}, {facilitator.given_name}")
        self.types("They facilitate it from", since)
        self.presses("Form the set", saying="Set formed.")
        self.presses("Confirm the members", saying="Members confirmed.")
        self.presses("Start agreeing ways of working", saying="The set can hold its first meeting.")
        self.presses("Ways of working are agreed: start", saying="The set is running.")

    def confirms_meetings(self, count: int) -> None:
        """Confirm all meetings that wait, ticked in one list."""
        self.opens("/confirm-meetings")
        boxes = self.page.get_by_role("checkbox", name="Confirm")
        assert boxes.count() == count, self.seen()
        for box in boxes.all():
            box.check()
        self.presses("Confirm the ticked meetings", saying=f"{count} meetings confirmed.")

    def asks_about(self, meeting: Meeting, question: str) -> None:
        """Ask the facilitator something before confirming a meeting."""
        self.opens("/confirm-meetings")
        self.follows(meeting.set_name, within=self.row(meeting.set_name, shown(meeting.on)))
        self.page.get_by_text("Ask a question first").click()
        self.types("What do you want to ask?", question)
        self.presses("Send question", saying="Question sent.")


class Tutor(Visitor):
    """Teaches a cohort."""

    def takes_registers(self, days: int) -> None:
        """Take the register of every taught day; everybody was there the whole day."""
        for _ in range(days):
            self.opens("/taught-days")
            self.follows("Take the register")
            self.presses("Save the register", saying="Register saved.")
