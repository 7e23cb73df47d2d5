"""Many trainees at once, from a page or a pasted list: all of them, or nobody and the reason for each line."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import gettext as _

from core.errors import RuleBroken
from people import centre_clock
from people.models import Person
from training.enrolments import queries, services
from training.enrolments.models import Enrolment, RegistrationState
from training.enrolments.pasted import Line
from training.programmes.models import Cohort

CELLS = 3  # of a line that registers: who, number, learner number

Problem = tuple[int, str]
"""The number of a line, 0 for who was ticked, and why it stands in the way."""


class ListRefused(RuleBroken):
    """Nothing of a list is to be kept. `problems` holds a sentence for each line that stands in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = [_worded(line, reason) for line, reason in sorted(problems, key=lambda problem: problem[0])]
        super().__init__(" ".join(self.problems))


def enrol_all(
    people: Iterable[Person], cohort: Cohort, *, by: Person | None, lines: Sequence[Line] = ()
) -> list[Enrolment]:
    """Give people a place in a cohort: those given, and those that the lines of a pasted list name.

    Raises RuleBroken when there is no room for all, and ListRefused when somebody cannot have a place.
    """
    problems: list[Problem] = []
    named = _matched(lines, cohort, problems)
    chosen = list(dict.fromkeys([*people, *(person for _line, person in named)]))
    line_of = {person.id: line for line, person in named}
    refused = services.refusals(chosen, cohort.award_version, by=by, on=centre_clock.today())
    for person_id, reason in refused.items():
        problems.append((line_of[person_id].number if person_id in line_of else 0, reason))
    if problems:
        raise ListRefused(problems)
    services.check_start(cohort.award_version, cohort, wanted=len(chosen))
    return [services.enrol(person, cohort.award_version, cohort=cohort, by=by) for person in chosen]


def activate_all(
    lines: Sequence[Line], cohort: Cohort, *, registered_on: date, questions_asked: bool, by: Person | None
) -> int:
    """Enter what the awarding organisation confirmed: who, registration number, learner number; how many there were.

    Who was not requested yet is requested now, when the two questions of the request were asked. After ListRefused
    the caller drops everything.
    """
    problems: list[Problem] = []
    places = {enrolment.person_id: enrolment for enrolment in queries.places_in_use(cohort)}
    named = _matched(lines, cohort, problems)
    for line, person in named:
        try:
            if len(line.cells) > CELLS:
                raise RuleBroken(_("There are more than three values."))
            if by is not None and by.id == person.id:
                raise RuleBroken(_("This is your own place. Ask another administrator."))
            if person.id not in places:
                raise RuleBroken(_("%(name)s has no place in this cohort.", name=person.full_name))
            number, learner_number = [*line.cells[1:], "", ""][:2]
            _activate(places[person.id], number, learner_number or None, registered_on, questions_asked, by)
        except RuleBroken as broken:
            problems.append((line.number, broken.message))
    if problems:
        raise ListRefused(problems)
    return len(named)


def _activate(
    enrolment: Enrolment, number: str, uln: str | None, registered_on: date, questions_asked: bool, by: Person | None
) -> None:
    registration = enrolment.registration
    if registration is None or registration.state in {RegistrationState.draft, RegistrationState.expired}:
        if not questions_asked:
            raise RuleBroken(_("The two questions were not asked yet."))
        registration = services.register(enrolment, by=by)
    if registration.state is not RegistrationState.pending:
        raise RuleBroken(_("%(name)s is registered already.", name=enrolment.person.full_name))
    services.activate(registration, number=number, registered_on=registered_on, uln=uln, by=by)


def _matched(lines: Sequence[Line], cohort: Cohort, problems: list[Problem]) -> list[tuple[Line, Person]]:
    """Whom each line names. A staff number of several organisations means that of the programme's, if it has one."""
    found = queries.people_by_key(line.key for line in lines)
    matched: list[tuple[Line, Person]] = []
    seen: dict[int, Line] = {}
    for line in lines:
        people = found.get(line.key, [])
        if len(people) > 1:
            people = [person for person in people if person.organisation_id == cohort.programme.organisation_id]
        if line.key not in found:
            problems.append(
                (line.number, _("Nobody here has the staff number or address %(key)s.", key=line.cells[0][:60]))
            )
        elif len(people) != 1:
            problems.append((line.number, _("Several people have this staff number. Use the email address.")))
        elif people[0].id in seen:
            first = seen[people[0].id].number
            problems.append((line.number, _("The same person stands on line %(first)s.", first=first)))
        else:
            seen[people[0].id] = line
            matched.append((line, people[0]))
    return matched


def _worded(line: int, reason: str) -> str:
    return _("Line %(line)s: %(reason)s", line=line, reason=reason) if line else reason
