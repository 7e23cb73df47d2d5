"""Each machine-readable reason in words, one table for items that do not count and one for award files."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from core.filters import day, number
from training.awards.parameters import Kind, ParameterFault
from training.awards.tally import Exclusion
from training.practice.ledger import Cause

Values = Mapping[str, Any]
Sentence = Callable[[str, Values], str]

ROLES = {
    "lead": lazy_gettext("lead"),
    "co": lazy_gettext("co-lead"),
    "observer": lazy_gettext("observer"),
    "practice": lazy_gettext("practice turn"),
}

FORMATS = {"individual": lazy_gettext("individual"), "group": lazy_gettext("group")}

KINDS = {
    Kind.whole: lazy_gettext("a whole number from 0"),
    Kind.positive: lazy_gettext("a whole number from 1"),
    Kind.percent: lazy_gettext("a whole number from 0 to 100"),
    Kind.factor: lazy_gettext("a number from 0 to 1"),
    Kind.flag: lazy_gettext("true or false"),
    Kind.choice: lazy_gettext("one word"),
    Kind.choices: lazy_gettext("a list of words"),
}


def _outside_window(item: str, values: Values) -> str:
    opens_on, closes_on = day(values["opens_on"]), values["closes_on"]
    if closes_on is None:
        return _(
            "%(item)s does not count because the registration began later, on %(opens_on)s.",
            item=item,
            opens_on=opens_on,
        )
    return _(
        "%(item)s does not count because it was not held between %(opens_on)s and %(closes_on)s, "
        "while the registration is open.",
        item=item,
        opens_on=opens_on,
        closes_on=day(closes_on),
    )


def _not_quorate(item: str, values: Values) -> str:
    return ngettext(
        "%(item)s does not count because %(present)s member was there and %(quorum)s are needed.",
        "%(item)s does not count because %(present)s members were there and %(quorum)s are needed.",
        values["present"],
        item=item,
        present=number(values["present"]),
        quorum=number(values["quorum"]),
    )


def _record_not_counted(item: str, values: Values) -> str:
    if values["cause"] == Cause.not_confirmed:
        return _("%(item)s does not count because nobody has confirmed the meeting that was observed.", item=item)
    return _("%(item)s does not count because the meeting that was observed does not count.", item=item)


def _observer_absent(item: str, values: Values) -> str:
    return _(
        "%(item)s does not count because the observer saw %(present)s of %(minutes)s minutes. "
        "At least %(percent)s%% are needed.",
        item=item,
        present=number(values["present"]),
        minutes=number(values["minutes"]),
        percent=number(values["percent"]),
    )


def _attended_too_little(item: str, values: Values) -> str:
    return _(
        "%(item)s does not count because %(present)s of %(minutes)s minutes were attended. "
        "At least %(percent)s%% are needed.",
        item=item,
        present=number(values["present"]),
        minutes=number(values["minutes"]),
        percent=number(values["percent"]),
    )


def _too_short(item: str, values: Values) -> str:
    return ngettext(
        "%(item)s does not count because it lasted %(minutes)s minute and %(need)s are needed.",
        "%(item)s does not count because it lasted %(minutes)s minutes and %(need)s are needed.",
        values["minutes"],
        item=item,
        minutes=number(values["minutes"]),
        need=number(values["need"]),
    )


def _words(item: str, values: Values) -> str:
    words = ngettext("%(words)s word", "%(words)s words", values["words"], words=number(values["words"]))
    if values["words"] < values["fewest"]:
        return _(
            "%(item)s does not count because it has %(words)s. At least %(fewest)s are needed.",
            item=item,
            words=words,
            fewest=number(values["fewest"]),
        )
    return _(
        "%(item)s does not count because it has %(words)s. At most %(most)s are accepted.",
        item=item,
        words=words,
        most=number(values["most"]),
    )


def _too_few_linked(item: str, values: Values) -> str:
    return ngettext(
        "%(item)s does not count because it needs a link to at least %(num)s confirmed meeting.",
        "%(item)s does not count because it needs links to at least %(num)s confirmed meetings.",
        values["need"],
        item=item,
    )


NOT_COUNTED: dict[str, Sentence] = {
    Cause.not_confirmed: lambda item, _values: _("%(item)s does not count because nobody has confirmed it.", item=item),
    Cause.queried: lambda item, _values: _(
        "%(item)s does not count because a question about it is waiting for an answer.", item=item
    ),
    Cause.rejected: lambda item, _values: _(
        "%(item)s does not count because the person who was asked did not confirm it.", item=item
    ),
    Cause.void: lambda item, _values: _(
        "%(item)s does not count because the assessor or the quality assurer took it out.", item=item
    ),
    Cause.not_registered: lambda item, _values: _(
        "%(item)s does not count because there is no registration yet.", item=item
    ),
    Cause.outside_window: _outside_window,
    Cause.not_quorate: _not_quorate,
    Cause.used_for_other_award: lambda item, values: _(
        "%(item)s does not count because it was used for %(awards)s.", item=item, awards=", ".join(values["awards"])
    ),
    Cause.counted_once: lambda item, _values: _("%(item)s is here twice and counts once.", item=item),
    Cause.two_leads: lambda item, _values: _(
        "%(item)s counts as co-led because somebody else logged it as lead too.", item=item
    ),
    Cause.previously_used: lambda item, values: _(
        "%(item)s was used for %(awards)s before and may be used here too.",
        item=item,
        awards=", ".join(values["awards"]),
    ),
    Cause.no_record: lambda item, _values: _(
        "%(item)s does not count because it does not say which meeting was observed.", item=item
    ),
    Cause.record_not_counted: _record_not_counted,
    Cause.observer_absent: _observer_absent,
    Cause.observer_not_signed: lambda item, _values: _(
        "%(item)s does not count because the observer has not signed it.", item=item
    ),
    Cause.trainee_not_signed: lambda item, _values: _(
        "%(item)s does not count until observer and trainee have both signed it.", item=item
    ),
    Cause.supervisor_not_signed: lambda item, _values: _(
        "%(item)s does not count because the supervisor has not signed it.", item=item
    ),
    Exclusion.attended_too_little: _attended_too_little,
    Exclusion.no_observer: lambda item, _values: _("%(item)s does not count because nobody observed it.", item=item),
    Exclusion.too_short: _too_short,
    Exclusion.role_not_counted: lambda item, values: _(
        "%(item)s does not count because the role “%(role)s” is not asked for here.",
        item=item,
        role=ROLES[values["role"]],
    ),
    Exclusion.too_old: lambda item, values: _(
        "%(item)s does not count because it was held before %(since)s.", item=item, since=day(values["since"])
    ),
    Exclusion.observer_not_approved: lambda item, _values: _(
        "%(item)s does not count because this award asks for other observers.", item=item
    ),
    Exclusion.not_yet_satisfactory: lambda item, _values: _("%(item)s was not yet satisfactory.", item=item),
    Exclusion.format_not_counted: lambda item, values: _(
        "%(item)s does not count because %(format)s supervision is not asked for here.",
        item=item,
        format=FORMATS[values["format"]],
    ),
    Exclusion.not_ready: lambda item, _values: _("%(item)s does not count because it is not ready yet.", item=item),
    Exclusion.not_accepted: lambda item, _values: _(
        "%(item)s does not count because the assessor did not accept it.", item=item
    ),
    Exclusion.too_few_words: _words,
    Exclusion.too_many_words: _words,
    Exclusion.too_few_linked: _too_few_linked,
    Exclusion.linked_not_confirmed: lambda item, _values: _(
        "%(item)s does not count because nobody has confirmed the meeting it is linked to.", item=item
    ),
    Exclusion.meeting_already_used: lambda item, _values: _(
        "%(item)s does not count because another account is linked to the same meeting.", item=item
    ),
    Exclusion.no_diary_entry: lambda item, _values: _("%(item)s has no diary entry yet.", item=item),
}

PARAMETER_FAULTS: dict[str, Sentence] = {
    ParameterFault.unknown_type: lambda _name, values: _(
        "“%(type)s” is not a type of requirement. The types are: %(known)s.",
        type=values["type"],
        known=", ".join(values["known"]),
    ),
    ParameterFault.unknown_parameter: lambda name, values: _(
        "%(type)s does not take “%(name)s”. It takes: %(known)s.",
        type=values["type"],
        name=name,
        known=", ".join(values["known"]),
    ),
    ParameterFault.missing_parameter: lambda name, values: _(
        "%(type)s needs “%(name)s”.", type=values["type"], name=name
    ),
    ParameterFault.wrong_kind: lambda name, values: _(
        "“%(name)s” must be %(kind)s, not %(value)s.", name=name, kind=KINDS[values["kind"]], value=values["value"]
    ),
    ParameterFault.unknown_choice: lambda name, values: _(
        "“%(name)s” may be %(choices)s, not %(value)s.",
        name=name,
        choices=", ".join(values["choices"]),
        value=values["value"],
    ),
    ParameterFault.larger_than: lambda name, values: _(
        "“%(name)s” is %(value)s, more than “%(other)s”, which is %(bound)s.",
        name=name,
        value=values["value"],
        other=values["other"],
        bound=values["bound"],
    ),
}
