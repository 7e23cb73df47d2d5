"""What requirements about learning from practice count: observation, supervision, accounts, feedback, diary.

Most can be read in two ways; the docstrings say which reading is ours (field's reference, section 8).
"""

from collections import Counter
from collections.abc import Callable, Sequence

from training.awards.practice_file import Account, PracticeFile
from training.awards.tally import Exclusion, Given, Part, Sorted, Tally, facilitated, sort_out, standing_of_state
from training.practice import ledger
from training.practice.ledger import Cause, Observation, Reason, Standing, SupervisionMeeting

ACCOUNT_STATES = ("accepted", "locked", "ready")
"""States of an account that counts, in the order in which distinct meetings are given out."""


def word_range(words_min: int, words_max: int, tolerance_percent: int = 0) -> tuple[int, int]:
    """The fewest and the most words accepted: bounds widened by the tolerance, rounded inwards (invariant 15)."""
    return -(-words_min * (100 - tolerance_percent) // 100), words_max * (100 + tolerance_percent) // 100


def observed_practice(given: Given, file: PracticeFile) -> Tally:
    """Complete observations by the observers asked for, by date.

    One that was not yet satisfactory is kept as one of those held; it counts for nothing else (invariant 11), so the
    assessor's own must be satisfactory too.
    """
    meetings = {meeting.id: meeting for meeting in file.meetings}

    def standing_of(observation: Observation) -> Standing:
        if observation.observer_kind not in given["by"]:
            return Standing(Exclusion.observer_not_approved, {"kind": observation.observer_kind})
        meeting = meetings.get(observation.record_id or "")
        standing = file.standing_of(meeting) if meeting else None
        return ledger.standing_of_observation(observation, meeting, standing, file.rules)

    def satisfactory(observations: Sequence[Observation]) -> int:
        return sum(observation.outcome == "satisfactory" for observation in observations)

    def by_assessor(observations: Sequence[Observation]) -> int:
        return satisfactory([observation for observation in observations if observation.observer_kind == "assessor"])

    def last(observations: Sequence[Observation]) -> int:
        return satisfactory(sorted(observations, key=lambda observation: observation.observed_on)[-1:])

    found = sort_out(sorted(file.observations, key=lambda observation: observation.observed_on), standing_of)
    not_yet = [observation for observation in found.counted if not satisfactory([observation])]
    parts = [found.part("min", given["min"], "observations", len)]
    for parameter, need, measure in (
        ("min_satisfactory", given["min_satisfactory"], satisfactory),
        ("by_assessor_min", given["by_assessor_min"], by_assessor),
        ("last_must_be_satisfactory", int(given["last_must_be_satisfactory"]), last),
    ):
        if need:
            parts.append(found.part(parameter, need, "observations", measure))
    ids = [observation.id for observation in found.counted if observation not in not_yet]
    reasons = [Reason(Exclusion.not_yet_satisfactory, {}, observation.id) for observation in not_yet]
    return parts, ids, found.reasons + reasons


def _supervised(file: PracticeFile, formats: Sequence[str]) -> Sorted[SupervisionMeeting]:
    def standing_of(meeting: SupervisionMeeting) -> Standing:
        if meeting.format not in formats:
            return Standing(Exclusion.format_not_counted, {"format": meeting.format})
        if not meeting.signed:
            return Standing(Cause.supervisor_not_signed, waiting=True)
        return Standing()

    return sort_out(sorted(file.supervision_meetings, key=lambda meeting: meeting.held_on), standing_of)


def _supervision_credit(file: PracticeFile) -> Callable[[Sequence[SupervisionMeeting]], int]:
    return lambda meetings: sum(
        ledger.supervision_credit(m.minutes, m.attendees, m.observed_minutes, file.rules) for m in meetings
    )


def supervision_minutes(given: Given, file: PracticeFile) -> Tally:
    """Credited minutes of signed supervision in the formats asked for, so many of them individual (invariant 12)."""
    credit = _supervision_credit(file)

    def individual(meetings: Sequence[SupervisionMeeting]) -> int:
        return credit([meeting for meeting in meetings if meeting.format == "individual"])

    found = _supervised(file, given["formats"])
    parts = [found.part("min", given["min"], "minutes", credit)]
    if given["individual_min"]:
        parts.append(found.part("individual_min", given["individual_min"], "minutes", individual))
    return parts, found.ids, found.reasons


def supervision_ratio(given: Given, file: PracticeFile) -> Tally:
    """Enough supervision for the raw minutes facilitated, whatever the role's factor.

    Told as minutes of supervision, had and needed, so that more is better; the part `practice_minutes` holds what they
    are measured against. Without any supervision there is no ratio: it is not met before both have begun.
    """
    name = "practice_minutes_per_supervision_minute_max"
    practice = facilitated(given, file)
    supervision = _supervised(file, ("individual", "group"))
    raw = sum(ledger.raw_minutes(meeting) for meeting in practice.counted)
    need = max(1, -(-raw // given[name]))
    parts = [supervision.part(name, need, "minutes", _supervision_credit(file))]
    parts.append(Part("practice_minutes", raw, 0, "minutes"))
    return parts, practice.ids + supervision.ids, practice.reasons + supervision.reasons


def reflective_accounts(given: Given, file: PracticeFile) -> Tally:
    """Accounts that are ready, locked or accepted, within the accepted words, linked to confirmed meetings.

    With `distinct_meetings` an account that shares any meeting with one taken before does not count (invariant 16):
    accepted ones are taken first, then locked, then ready, and among these the one with the fewest meetings.
    """
    fewest, most = word_range(given["words_min"], given["words_max"], given["word_tolerance_percent"])
    states = {meeting.id: meeting.state for meeting in file.meetings}
    taken: dict[str, str] = {}

    def standing_of(account: Account) -> Standing:
        if account.state not in ACCOUNT_STATES:
            return Standing(Exclusion.not_accepted if account.state == "not_accepted" else Exclusion.not_ready)
        if not fewest <= account.words <= most:
            short = account.words < fewest
            values = {"words": account.words, "fewest": fewest, "most": most}
            return Standing(Exclusion.too_few_words if short else Exclusion.too_many_words, values)
        shared = sorted(account.meeting_ids & taken.keys())
        if given["distinct_meetings"] and shared:
            return Standing(Exclusion.meeting_already_used, {"meeting_id": shared[0], "account_id": taken[shared[0]]})
        linked = [standing_of_state(states[each]) for each in account.meeting_ids if each in states]
        confirmed = sum(standing.counts for standing in linked)
        waiting = sum(standing.waiting for standing in linked)
        values = {"linked": confirmed, "need": given["linked_meetings_min"]}
        if confirmed + waiting < given["linked_meetings_min"]:
            return Standing(Exclusion.too_few_linked, values)
        taken.update(dict.fromkeys(account.meeting_ids, account.id))
        if confirmed < given["linked_meetings_min"]:
            return Standing(Exclusion.linked_not_confirmed, values, waiting=True)
        return Standing()

    def turn(account: Account) -> tuple[int, int]:
        rank = ACCOUNT_STATES.index(account.state) if account.state in ACCOUNT_STATES else len(ACCOUNT_STATES)
        return rank, len(account.meeting_ids)

    live = [account for account in file.accounts if account.state not in ("superseded", "withdrawn")]
    found = sort_out(sorted(live, key=turn), standing_of)
    return [found.part("min", given["min"], "accounts", len)], found.ids, found.reasons


def member_feedback(given: Given, file: PracticeFile) -> Tally:
    """Answers, and the sets that they come from.

    Until the requirement is met, the answers of a set that has too few to be shown are left out of the numbers.
    """
    answers: Counter[str] = Counter()
    for feedback in file.feedback:
        answers[feedback.learning_set_id] += feedback.answers

    def tally(least: int) -> tuple[list[Part], list[str]]:
        shown = {learning_set: count for learning_set, count in answers.items() if count >= least}
        parts = [Part("min_responses", sum(shown.values()), given["min_responses"], "answers")]
        if given["distinct_sets"]:
            parts.append(Part("distinct_sets", len(shown), given["distinct_sets"], "sets"))
        return parts, sorted(shown)

    parts, ids = tally(1)
    if not all(part.met for part in parts):
        parts, ids = tally(file.rules.feedback_shown_from)
    return parts, ids, []


def learning_diary(given: Given, file: PracticeFile) -> Tally:
    """Dated entries, so many for each facilitated meeting that counts; not met before there is a meeting.

    The ids are those of the meetings written about: entries are their owner's alone.
    """
    each = given["entries_per_facilitated_meeting"]
    entries = Counter(entry.meeting_id for entry in file.diary_entries)
    meetings = facilitated(given, file).ids
    have = sum(min(each, entries[meeting]) for meeting in meetings)
    part = Part("entries_per_facilitated_meeting", have, each * max(1, len(meetings)), "entries")
    missing = [meeting for meeting in meetings if entries[meeting] < each]
    reasons = [Reason(Exclusion.no_diary_entry, {"have": entries[m], "need": each}, m) for m in missing]
    return [part], [meeting for meeting in meetings if meeting not in missing], reasons
