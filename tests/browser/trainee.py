"""What a trainee does: practice on the phone, evidence, sending, signing, the certificate."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.browser.visitor import Someone, Visitor, shown


@dataclass(frozen=True)
class Meeting:
    """A meeting of a set on a day."""

    set_name: str
    on: date

    @property
    def in_lists(self) -> str:
        """As the pages of practice name it."""
        return f"{self.set_name}, {shown(self.on)}"

    @property
    def as_evidence(self) -> str:
        """As the pages of evidence name it."""
        return f"Meeting of {self.set_name} on {shown(self.on)}"


class Trainee(Visitor):
    """Works towards an award."""

    def turns_to(self, entry: str) -> None:
        """Go to a page of the menu; on a phone the menu is opened first."""
        menu = self.page.get_by_role("button", name="Menu", exact=True)
        if menu.is_visible():
            menu.click()
        self.follows(entry, within=self.page.get_by_role("navigation", name="Trainee"))

    # ---- Practice ----

    def logs_meeting(self, meeting: Meeting, *, role: str = "Lead", how: str = "In person", awaited: str = "") -> None:
        """Log a meeting of two hours with a break; `awaited` is what the page says while the times are typed."""
        self.opens("/meetings/log")
        self.selects("Which meeting?", meeting.set_name)
        self.chooses("Your role", role)
        self.types("Date", meeting.on)
        self.types("Start", "10:00")
        self.types("End", "12:15")
        self.types("Breaks, min", 15)
        self.types("Members who came", 5)
        self.types("Actions agreed", 4)
        self.chooses("How", how)
        self.ticks("GROW", "Classic airtime")
        for turn, minutes in enumerate((30, 25, 30, 20), 1):
            self.types(f"Turn {turn}", minutes)
        if awaited:
            self.reads(awaited)
        self.presses("Save meeting", saying="Meeting saved. The organiser is asked to confirm it.")

    def writes_in_diary(self, meeting: Meeting) -> None:
        """Write about a meeting, from its page."""
        self.follows("Write in your diary")
        self.types("Date", meeting.on)
        self.types("What did you learn?", "I waited longer before my second question, and the presenter went on alone.")
        self.presses("Save", saying="Saved. Only you can read it.")

    def asks_for_observation(self, meeting: Meeting, observer: Someone) -> None:
        """Ask somebody who watched a meeting to write down what they saw."""
        self.opens("/observations/ask")
        self.selects("Which meeting was observed?", meeting.in_lists)
        self.selects("Who observed it?", observer.name)
        self.presses("Ask", saying=f"{observer.name} has been asked by mail.")

    def signs_observation(self, meeting: Meeting, *, reading: str) -> None:
        """Read what an observer saw, comment, and sign."""
        self.opens("/observations")
        self.follows("Read and sign", within=self.row(meeting.set_name, shown(meeting.on)))
        self.reads(reading)
        self.types("Your comment", "A fair picture of it.")
        self.signs(saying="Signed. The observation is now final.")

    def logs_supervision(self, supervisor: Someone, *, on: date, minutes: int, others: int = 0) -> None:
        """Log a talk about practice, alone or with others."""
        self.opens("/supervision/log")
        self.types("When did you meet?", on)
        self.types("How many minutes?", minutes)
        self.chooses("How were you supervised?", "In a group" if others else "On my own")
        if others:
            self.types("In a group: how many of you were supervised?", 1 + others)
        self.ticks("My own reactions")
        self.selects("Who was your supervisor?", supervisor.name)
        self.presses("Save and ask to sign", saying=f"Logged. {supervisor.name} has been asked by mail to sign.")

    def asks_members(self, set_name: str) -> str:
        """Ask the members of a set, and take down the address for them."""
        self.opens("/feedback/new")
        self.selects("Which set do you ask?", set_name)
        self.presses("Make the address", saying="One address for all members")
        return self.page.locator("main code").inner_text()

    # ---- Evidence ----

    def chooses_units(self, *units: str) -> None:
        """Choose the optional units."""
        self.turns_to("Units")
        self.ticks(*units)
        self.presses("Choose", saying="Units chosen.")

    def begins(self, kind: str, title: str, *, headings: str = "", file: Path | None = None) -> None:
        """Come through the one door of evidence, with a file or without."""
        self.opens("/accounts/new")
        self.chooses("What is it?", kind)
        self.types("Title", title)
        if headings:
            self.selects("Headings", headings)
        if file:
            self.chooses("How do you want to hand it in?", "Upload a file")
            self.page.locator('[name="file"]').set_input_files(file)
        self.presses("Go on", saying=title)

    def shows_with_it(self, *criteria: str, meeting: Meeting | None = None) -> None:
        """Say which meeting a piece is about and which criteria it shows, state that it names nobody, make it ready."""
        self.ticks(*([meeting.as_evidence] if meeting else []), *criteria)
        self.ticks("I have read it again. Nobody in the set")
        self.presses("Save and make ready", saying="Ready to send with its unit.")

    def uploads_account(self, title: str, file: Path, *, words: str, meeting: Meeting, criteria: list[str]) -> None:
        """Upload a reflective account of a meeting; the page tells its length."""
        self.begins("Reflective account", title, file=file)
        self.reads(f"{words} words")
        self.keeps_phrases("It stands on the cover of the sample.")
        self.shows_with_it(*criteria, meeting=meeting)

    def keeps_phrases(self, because: str) -> None:
        """Keep every phrase that might identify someone, one after the other, with a reason."""
        while (waiting := self.page.locator(".flag:not(.kept)")).count():
            flag = waiting.first
            flag.locator("summary").click()
            flag.get_by_label("It can stay, because").fill(because)
            self._arrive(flag.locator("button[value^=keep]").click)

    def writes_account(self, title: str, parts: list[str], *, meeting: Meeting, criteria: list[str]) -> None:
        """Write a reflective account in the page, under the headings of Driscoll's model."""
        self.begins("Reflective account", title, headings="Driscoll")
        for heading, text in zip(("What?", "So what?", "Now what?"), parts, strict=True):
            self.types(heading, text)
        self.shows_with_it(*criteria, meeting=meeting)

    def writes(self, kind: str, title: str, text: str, *, criteria: list[str]) -> None:
        """Write a task or a work product in the page."""
        self.begins(kind, title)
        self.types("Your text", text)
        self.shows_with_it(*criteria)

    def adds_from_record(self, kind: str, *records: str, criteria: list[str]) -> None:
        """Let records that stand already serve as evidence."""
        self.opens("/accounts/from-record")
        self.follows(kind, within=self.page.get_by_role("navigation", name="Which records"))
        self.ticks(*records, *criteria)
        self.presses("Add to your evidence", saying=f"Added to your evidence: {len(records)}.")

    # ---- Sending, and what comes back ----

    def sends_unit(self, unit: str, *, attempt: int = 1) -> None:
        """Check, declare, sign and send a unit."""
        self.opens("/units")
        self.follows(unit)
        self.follows("Check and send")
        self.chooses("Did you use AI for this unit?", "I did not use AI")
        self.ticks("This is my own work, in my own words.")
        self.signs("Sign and send", saying=f"Unit {unit} sent, attempt {attempt}.")

    def reads_feedback(self, unit: str, *, told: str) -> None:
        """Read the decision on a unit in the assessor's words."""
        self.opens("/units")
        self.follows(unit)
        self.follows("Read the feedback")
        self.reads(told)

    def revises(self, title: str, *, heading: str, more: str) -> None:
        """Begin a new draft of a piece that was not enough, write on, and make it ready."""
        self.opens("/accounts?show=decided")
        self.follows(title)
        self.presses("Begin a new draft", saying="This is a new draft with your text.")
        box = self.field(heading)
        box.fill(f"{box.input_value()}\n\n{more}")
        self.ticks("I have read it again. Nobody in the set")
        self.presses("Save and make ready", saying="Ready to send with its unit.")

    # ---- The certificate ----

    def downloads_certificate(self, folder: Path) -> Path:
        """Download the one certificate there is."""
        self.turns_to("Certificates")
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name="Download").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def lets_name_be_shown(self) -> str:
        """Allow the public page to show the name; the address of that page."""
        self.opens("/certificates")
        self.follows("SW-")
        self.ticks("Show my name to people who open the address on my certificate")
        self.presses("Save", saying="Saved.")
        return self.page.get_by_role("link", name="/check/").inner_text()
