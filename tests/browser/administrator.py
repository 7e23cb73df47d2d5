"""What an administrator of a centre does: the centre, its people, its awards, places, claims."""

from datetime import date, timedelta
from pathlib import Path

from tests.browser.visitor import PASSWORD, Someone, Visitor, shown


class Administrator(Visitor):
    """Runs the centre."""

    def sets_up_the_centre(self, name: str, *, head: str) -> None:
        """Open the one-time link, make the centre, and sign in as its first administrator."""
        self.opens(self.installation.first_run_link())
        self.types("What is your centre called?", name)
        self.types("Who is the head of centre?", head)
        self.types("Your first name", self.person.given_name)
        self.types("Your last name", self.person.family_name)
        self.types("Your email", self.person.email)
        self.types("Choose a password", PASSWORD)
        self.types("The password again", PASSWORD)
        self.presses("Set up the centre", saying="Your centre is ready")
        self.signs_in()

    # ---- Awards and people ----

    def imports_award(self, path: Path, *, title: str) -> None:
        """Import an award file, read it as a page, and publish it."""
        self.opens("/awards/import")
        self.page.locator('[name="file"]').set_input_files(path)
        self.presses("Import", saying="Award imported as a draft")
        self.reads(title)
        self.follows("Publish")
        self.presses("Publish", saying="Award published.")

    def imports_people(self, path: Path, *, organisation: str, count: int) -> None:
        """Check a list of people, then import it into a new organisation."""
        self.opens("/people/import")
        for button, said in (("Check only", "Nothing was loaded."), ("Import", "The list was loaded.")):
            self.selects("Which organisation are these people from?", "A new organisation")
            self.types("Name of the new organisation", organisation)
            self.page.locator('[name="file"]').set_input_files(path)
            self.presses(button, saying=said)
            self.reads(f"{count} people new")

    def hires(self, person: Someone, role: str, *, since: date, organisation: str = "", credential: str = "") -> None:
        """Put somebody on record, give them a role and, where they have one, a credential, and invite them."""
        self.opens("/people/add")
        self.types("First name", person.given_name)
        self.types("Last name", person.family_name)
        self.types("Email", person.email)
        self.presses("Save", saying="Next, give them a role.")
        self.follows("Give a role")
        self.selects("Which role?", role)
        self.selects("Where does it hold?", f"At {organisation} only" if organisation else "In the whole centre")
        self.types("First day", since)
        self.presses("Give the role", saying="Role given.")
        if credential:
            self.follows("Add a credential")
            self.selects("Which credential?", credential)
            self.types("When was it obtained?", since)
            self.presses("Save the credential", saying="Credential saved.")
        self.presses("Invite", saying=f"An invitation to {person.email} is on its way.")

    def invites(self, person: Someone) -> None:
        """Invite somebody who is on record."""
        self.opens("/people")
        self.types("Name, email or staff number", person.email)
        self.presses("Search")
        self.follows(person.name)
        self.presses("Invite", saying=f"An invitation to {person.email} is on its way.")

    # ---- Programme, cohort, taught days ----

    def starts_programme(self, name: str, *, organisation: str, on: date) -> None:
        """Start a programme."""
        self.opens("/programmes/new")
        self.types("What is it called?", name)
        self.selects("Which organisation is it for?", organisation)
        self.types("First day", on)
        self.presses("Start the programme", saying="Programme started.")

    def opens_cohort(self, name: str, *, award: str, tutor: Someone, on: date) -> None:
        """Open a cohort of the programme whose page is open."""
        self.follows("Open a cohort")
        self.types("What is it called?", name)
        self.selects("Which award does it lead to?", award)
        self.types("First day", on)
        self.types("Fewest people", 1)
        self.selects("Who is the tutor?", tutor.name)
        self.presses("Open the cohort", saying="Cohort opened.")

    def plans_taught_days(self, number: int, *, first: date) -> None:
        """Plan so many taught days, one after another, for the cohort whose page is open."""
        for each in range(number):
            self.page.get_by_text("Plan a taught day").click()
            self.types("What is it about?", f"Day {each + 1}")
            self.types("Which day?", first + timedelta(days=each))
            self.types("How many minutes are taught?", 420)
            self.presses("Plan the day", saying="Taught day planned.")

    # ---- A trainee's place ----

    def enrols(self, trainee: Someone) -> None:
        """Give somebody a place in the cohort whose page is open."""
        self.follows("Enrol people")
        self.types("Find people", trainee.email)
        self.presses("Find")
        self.ticks(trainee.name)
        self.presses("Enrol", saying="1 person enrolled.")

    def registers(self, trainee: Someone, *, number: str, on: date, uln: str = "") -> None:
        """Ask the two questions, request the registration of a trainee of the cohort, and enter its number."""
        self.follows(trainee.name)
        self.follows("Request registration")
        self.chooses("Is the trainee close to anyone who may assess, check or supervise their work?", "No")
        self.chooses("Does the trainee ask for an adjustment to how they are assessed?", "No")
        self.presses("Request registration", saying="Registration requested.")
        self.follows("Enter the registration")
        self.types("Registration number", number)
        self.types("Day of registration", on)
        if uln:
            self.types("Unique learner number", uln)
        self.presses("Save the registration", saying="Registration saved.")
        self.reads(shown(on))

    def allocates(self, person: Someone, role: str) -> None:
        """Say who works with the trainee whose page is open."""
        self.follows("Allocate somebody")
        self.chooses("As what?", role)
        self.selects("Who?", person.name)
        self.presses("Allocate", saying=f"{person.name} now works with this trainee.")

    # ---- Submissions and claims ----

    def gives_unit_to_assessor(self, unit: str, trainee: Someone) -> None:
        """Sign the centre's statement on a unit and give it to the assessor who works with the trainee."""
        self.opens("/to-allocate")
        self.follows("Allocate", within=self.row(unit, trainee.name))
        self.ticks("The centre has looked through this work")
        self.signs("Sign and allocate", saying="Given to ")

    def raises_claim(self, trainee: Someone) -> None:
        """Claim the award for a trainee who has passed everything."""
        self.opens("/claims?show=ready")
        self.follows("Check and raise", within=self.row(trainee.name))
        self.reads("Nothing stands in the way of a claim.")
        self.presses("Raise claim", saying="Claim raised. A quality assurer signs it next.")

    def opens_claim(self, trainee: Someone) -> None:
        """Open the claim for a trainee."""
        self.opens("/claims?show=open")
        self.follows(trainee.name)

    def sends_claim(self, trainee: Someone) -> None:
        """Note that a released claim went to the awarding organisation."""
        self.opens_claim(trainee)
        self.presses("It was sent", saying="Sent to the awarding organisation.")

    def issues_certificate(self, trainee: Someone) -> None:
        """Issue the certificate of a claim."""
        self.opens_claim(trainee)
        self.presses("Issue certificate", saying="Certificate issued.")
