"""Those who see results only: HR sees counts, a stranger checks a certificate."""

from tests.browser.visitor import Visitor


class HumanResources(Visitor):
    """Plans with counts of people."""

    def reads_figure(self, state: str) -> str:
        """The figure of today for the whole organisation: a number, or Hidden."""
        self.opens("/capacity")
        headings = self.page.get_by_role("table", name="Counts by region").locator("thead th").all_inner_texts()
        cells = self.row("Whole organisation").locator("th, td").all_inner_texts()
        return dict(zip(headings, cells, strict=True))[state]


class Stranger(Visitor):
    """Holds a certificate in the hand, and has no account."""

    def checks(self, number: str, name: str, *, answer: str) -> None:
        """Check a certificate by number and name."""
        self.opens("/check")
        self.types("Certificate number", number)
        self.types("Name on the certificate", name)
        self.presses("Check", status=404 if answer == "Not found" else 200)
        self.reads(answer)

    def reads_plate(self) -> dict[str, str]:
        """The details of the certificate that is looked at, by their names."""
        plate = self.page.get_by_role("region", name="Result")
        names, values = plate.locator("dt").all_inner_texts(), plate.locator("dd").all_inner_texts()
        return dict(zip(names, values, strict=True))
