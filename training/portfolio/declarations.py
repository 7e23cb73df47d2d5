"""The words that are signed, as they are shown and as they are kept with the signature (invariant 14)."""

from flask_babel import lazy_gettext as _

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
    AiUse.research: _("I used it to find ideas or sources, and I say where in the text"),
    AiUse.assisted: _("I used it to help me write, and I say where in the text"),
}

RETURN_REASONS = {
    ReturnReason.incomplete: _("Something is missing"),
    ReturnReason.unreadable: _("A file cannot be read"),
    ReturnReason.wrong_unit: _("The evidence belongs to another unit"),
    ReturnReason.identifies_someone: _("Somebody can be recognised from the text"),
}
