"""The words that are signed, as they are shown and as they are kept with the signature (invariant 14)."""

from flask_babel import lazy_gettext as _

from training.awards.ai_permission import AiPermission
from training.portfolio.models import AiUse, ReturnReason

IDENTIFIES_NOBODY = _(
    "I have read it again. Nobody in the set, nobody they talked about and no place of work can be recognised from it."
)

TRAINEE = _(
    "This is my own work, in my own words. It has not been handed in for another award. "
    "Where I use earlier work of mine I say so, and I name every source. What I say about AI is true."
)

CENTRE = _(
    "The centre has looked through this work for signs of copying and found no reason to doubt whose it is. "
    "The trainee has had tutorial support for this unit."
)

AI_USE = {
    AiUse.none: _("I did not use AI"),
    AiUse.spelling: _("I used it to check spelling or grammar"),
    AiUse.research: _("I used it to find ideas or sources"),
    AiUse.assisted: _("I used it to help me write"),
    AiUse.integrated: _("I worked with it throughout"),
}

AI_LABELS = {
    "use": AI_USE,
    "allowed": {
        AiPermission.none: _("no AI, but for spelling"),
        AiPermission.research: _("finding ideas and sources"),
        AiPermission.assisted: _("help with writing"),
        AiPermission.integrated: _("use throughout"),
    },
}
"""To staff: what the trainee says, and what follows "Allowed:"."""

SAY_WHAT = _("Say in a sentence what you used, and for what.")

SAY_MORE = _(
    "That is more than this unit allows. You can still send it: say what you used and for which parts, so that your "
    "assessor can tell what is yours. Or go back and write those parts again in your own words."
)

RETURN_REASONS = {
    ReturnReason.incomplete: _("Something is missing"),
    ReturnReason.unreadable: _("A file cannot be read"),
    ReturnReason.wrong_unit: _("The evidence belongs to another unit"),
    ReturnReason.identifies_someone: _("Somebody can be recognised from the text"),
}
