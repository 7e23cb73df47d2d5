"""What happens to a draft while it is written: saved, saved by itself, checked, kept as a version, brought back.

`services` gives these verbs out. Whatever is saved is checked at once for what might identify somebody, so that what
the page says about a text is always about the text as it is saved.
"""

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from people.models import Person
from training.awards.models import EvidenceKind
from training.deidentification import check
from training.portfolio import queries
from training.portfolio.flags import names_known, read_by_others
from training.portfolio.models import (
    AccountVersion,
    EvidenceItem,
    EvidenceState,
    KeptPhrase,
    ReflectiveModel,
    VersionReason,
)
from training.portfolio.records import is_from_record
from training.portfolio.reflection import MODELS, whole_text
from training.portfolio.wordcount import count_words
from training.rpl.models import claim_of

VERSION_EVERY = timedelta(minutes=10)
"""While writing goes on, an earlier version is kept this often."""

LONGEST_TITLE = 200
LONGEST_FACTS = 300
LONGEST_REASON = 300


def save(
    item: EvidenceItem,
    *,
    title: str,
    model: ReflectiveModel,
    parts: Mapping[str, str],
    facts_kept: str = "",
    identifies_nobody: bool,
    written_in: str = "",
    by: Person,
) -> None:
    """Keep what was typed into a draft, and a version of it. `parts` are texts by the stages of `model`; an uploaded
    text stays as read. `written_in` names the open page that saves."""
    refuse_unless_draft(item)
    item.title, item.model, item.facts_kept = clean_title(title), model, _facts(facts_kept)
    item.identifies_nobody, item.written_in = identifies_nobody, written_in
    if is_written_here(item):
        write(item, parts)
    item.written_at = clock.now()
    check_again(item)
    db.session.flush()
    keep_version(item, VersionReason.saved)


def autosave(
    item: EvidenceItem,
    *,
    title: str,
    model: ReflectiveModel,
    parts: Mapping[str, str],
    facts_kept: str,
    written_in: str,
) -> None:
    """Keep what is being typed. A version is kept first when the last one is older than VERSION_EVERY.

    The statement that nobody can be recognised was about the text as it was: with another text it is taken back.
    """
    refuse_unless_draft(item)
    before = (item.title, item.text, item.facts_kept)
    latest = queries.latest_version(item)
    if latest is None or clock.now() - latest.kept_at >= VERSION_EVERY:
        keep_version(item, VersionReason.paused)
    item.title = clean_title(title) if title.strip() else item.title
    item.model, item.facts_kept, item.written_in = model, _facts(facts_kept), written_in
    if is_written_here(item):
        write(item, parts)
    if before != (item.title, item.text, item.facts_kept):
        item.identifies_nobody = False
        check_again(item)
    item.written_at = clock.now()
    db.session.flush()


def write(item: EvidenceItem, parts: Mapping[str, str]) -> None:
    """Put text under the headings of the item's model, and count it."""
    codes = [stage.code for stage in MODELS[item.model].stages]
    item.parts = {code: "\n".join(parts.get(code, "").splitlines()) for code in codes}
    item.text = whole_text(item.parts, item.model)
    item.words = count_words(item.text)


def check_again(item: EvidenceItem) -> None:
    """Look for what might identify somebody in all that others will read of the item."""
    if is_from_record(item) and item.kind is not EvidenceKind.witness_testimony:
        return
    known = names_known(item)
    item.flags = [
        {"text": flag.text, "kind": flag.kind.value, "count": flag.count, "replacement": flag.replacement}
        for flag in check.find(read_by_others(item), author=item.enrolment.person.full_name)
        if flag.text not in known
    ]


def change_phrase(item: EvidenceItem, phrase: str, replacement: str, *, by: Person) -> AccountVersion | None:
    """Put neutral words in the place of a phrase, everywhere in the draft: the version that keeps the text before,
    None where there was none.

    Raises RuleBroken when there is nothing to put in its place, or the text was read from a file.
    """
    refuse_unless_draft(item)
    if not (replacement := _one_line(replacement, LONGEST_REASON, "flags")):
        raise RuleBroken(_("Write what should stand there instead."), "flags")
    if is_from_record(item):
        raise RuleBroken(_("This is signed and cannot be changed. Keep the phrase with a reason."), "flags")
    if not is_written_here(item):
        raise RuleBroken(_("This text was read from your file. Change your document and choose it again."), "flags")
    before = keep_version(item, VersionReason.changed)
    changes = {phrase: replacement}
    if claim := claim_of(item):
        claim.reword(check.apply(claim.learned, changes), check.apply(claim.kept_up, changes))
    item.title = clean_title(check.apply(item.title, changes))
    item.facts_kept = _facts(check.apply(item.facts_kept, changes))
    item.kept_phrases = [kept for kept in item.kept_phrases if kept.text != phrase]
    write(item, {code: check.apply(text, changes) for code, text in item.parts.items()})
    item.identifies_nobody = False
    item.written_at = clock.now()
    check_again(item)
    db.session.flush()
    history.record(item, "phrase_changed", by=by, result=item.state)
    return before


def keep_phrase(item: EvidenceItem, phrase: str, reason: str, *, by: Person) -> None:
    """Note that a phrase stays, and why. Raises RuleBroken without a reason, or when the check did not find it."""
    refuse_unless_draft(item)
    flag = next((each for each in item.flags if each["text"] == phrase), None)
    if flag is None:
        raise RuleBroken(_("This phrase is not in the text any more."), "flags")
    if not (reason := _one_line(reason, LONGEST_REASON, "flags")):
        raise RuleBroken(_("Say in a few words why it can stay."), "flags")
    if all(kept.text != phrase for kept in item.kept_phrases):
        item.kept_phrases.append(
            KeptPhrase(text=phrase[:300], kind=flag["kind"], reason=reason, decided_at=clock.now())
        )
    db.session.flush()
    history.record(item, "phrase_kept", by=by, result=item.state)


def think_again(item: EvidenceItem, phrase: str, *, by: Person) -> None:
    """Take back the decision to keep a phrase."""
    refuse_unless_draft(item)
    item.kept_phrases = [kept for kept in item.kept_phrases if kept.text != phrase]
    db.session.flush()


def keep_version(item: EvidenceItem, reason: VersionReason) -> AccountVersion | None:
    """Keep the draft as it stands now: the version, which is the last one when nothing has changed since.

    None when there is no text yet.
    """
    latest = queries.latest_version(item)
    reasons = {phrase.text: phrase.reason for phrase in item.kept_phrases}
    flags = [flag | {"reason": reasons.get(flag["text"])} for flag in item.flags]
    now = (item.title, item.model, item.text, item.facts_kept, flags)
    if latest and (latest.title, latest.model, latest.text, latest.facts_kept, latest.flags) == now:
        return latest
    if not item.text or is_from_record(item):
        return None
    version = AccountVersion(
        evidence_item_id=item.id,
        number=latest.number + 1 if latest else 1,
        reason=reason,
        kept_at=clock.now(),
        title=item.title,
        model=item.model,
        parts=dict(item.parts),
        text=item.text,
        words=item.words,
        facts_kept=item.facts_kept,
        flags=flags,
    )
    db.session.add(version)
    db.session.flush()
    return version


def bring_back(item: EvidenceItem, version: AccountVersion, *, by: Person) -> None:
    """Put an earlier version in the place of the draft, which is kept as a version itself."""
    refuse_unless_draft(item)
    if not is_written_here(item):
        raise RuleBroken(_("This text was read from your file. Choose the earlier file instead."))
    keep_version(item, VersionReason.changed)
    item.title, item.model, item.facts_kept = version.title, version.model, version.facts_kept
    write(item, version.parts)
    item.identifies_nobody, item.written_in, item.written_at = False, "", clock.now()
    check_again(item)
    db.session.flush()
    history.record(item, "brought_back", by=by, result=item.state, version=version.number)


def is_written_here(item: EvidenceItem) -> bool:
    """Whether the text is written in the page: not read from a file, and not a record that stands elsewhere."""
    return item.attachment_id is None and not is_from_record(item)


def refuse_unless_draft(item: EvidenceItem) -> None:
    """Raise MovedOn when the item cannot be written to any more."""
    if item.state is not EvidenceState.draft:
        raise MovedOn(_("“%(title)s” is not a draft any more.", title=item.title))


def clean_title(title: str) -> str:
    """A title on one line. Raises RuleBroken when nothing is left, or more than LONGEST_TITLE characters."""
    if not (title := _one_line(title, LONGEST_TITLE, "title")):
        raise RuleBroken(_("Give it a title."), "title")
    return title


def _facts(text: str) -> str:
    return _one_line(text, LONGEST_FACTS, "facts_kept")


def _one_line(text: str, most: int, field: str) -> str:
    line = " ".join(text.split())
    if len(line) > most:
        raise RuleBroken(_("Use at most %(most)s characters. This has %(length)s.", most=most, length=len(line)), field)
    return line
