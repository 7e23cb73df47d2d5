"""What a task allows of AI, in words for the award's page and for the trainee who sends a unit."""

from flask_babel import lazy_gettext as _

from training.awards.ai_permission import AiPermission

AI_PERMISSIONS = {
    AiPermission.none: _("No AI, but for checking spelling."),
    AiPermission.research: _("AI may help to find ideas and sources. Words and thinking are the trainee’s own."),
    AiPermission.assisted: _(
        "AI may help to find sources, and with words and order. The thinking is the trainee’s own."
    ),
    AiPermission.integrated: _("AI may be used throughout. The trainee says how, and what they made of it themselves."),
}
