"""Models of reflection: the headings that an account can be written under, with a question for each.

The models are those of Gibbs, Kolb, Driscoll, Brookfield, Schön and Rolfe (domain §2.4), and one on unlearning, the
aim of action learning that source 003 names; the words are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_ = str  # marks what is translated where it is shown


@dataclass(frozen=True, slots=True)
class Stage:
    """One heading of a model and the question under it. `code` is what its text is kept under."""

    code: str
    title: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Model:
    """A way to structure an account. `code` is a `ReflectiveModel`."""

    code: str
    name: str
    stages: tuple[Stage, ...]


MODELS: dict[str, Model] = {
    model.code: model
    for model in (
        Model(
            "none",
            _("No headings"),
            (Stage("text", _("Your text"), _("Write in your own words. Name nobody, and no place of work.")),),
        ),
        Model(
            "driscoll",
            _("Driscoll: what, so what, now what"),
            (
                Stage("what", _("What?"), _("What happened, and what did you do? Keep to your own part.")),
                Stage(
                    "so_what",
                    _("So what?"),
                    _("What does it show about your practice? What did you assume? What have you unlearned?"),
                ),
                Stage(
                    "now_what",
                    _("Now what?"),
                    _("What will you do next, by when, and how will you know that it worked?"),
                ),
            ),
        ),
        Model(
            "gibbs",
            _("Gibbs: six stages"),
            (
                Stage("description", _("What happened"), _("Tell it briefly, from where you sat.")),
                Stage("feelings", _("Thoughts and feelings"), _("What went through your mind, then and afterwards?")),
                Stage("evaluation", _("Good and bad"), _("What went well, and what did not? For whom?")),
                Stage("analysis", _("Making sense"), _("Why did it go that way? Which ideas help you to see it?")),
                Stage("conclusion", _("What you learned"), _("What else could you have done?")),
                Stage("action_plan", _("Next time"), _("What will you do when it happens again?")),
            ),
        ),
        Model(
            "kolb",
            _("Kolb: four stages"),
            (
                Stage("experience", _("The experience"), _("What did you do, and what did you notice?")),
                Stage("reflection", _("Looking back"), _("What surprised you? What did others seem to make of it?")),
                Stage("concept", _("Making sense"), _("What rule or idea of your own does it confirm or upset?")),
                Stage("experiment", _("Trying it out"), _("What will you try at the next meeting?")),
            ),
        ),
        Model(
            "brookfield",
            _("Brookfield: four lenses"),
            (
                Stage("own", _("Your own view"), _("How did you see it, and what in your past makes you see it so?")),
                Stage("members", _("The members’ view"), _("What may the set have seen? How do you know?")),
                Stage("colleagues", _("A colleague’s view"), _("What did an observer or a supervisor see?")),
                Stage("theory", _("What is written"), _("What do books or research say? Where do you disagree?")),
            ),
        ),
        Model(
            "schoen",
            _("Schön: in action, on action"),
            (
                Stage("in_action", _("In the moment"), _("What did you notice while it happened, and change at once?")),
                Stage("on_action", _("Afterwards"), _("Looking back, what were you taking for granted?")),
                Stage(
                    "for_action", _("For the next meeting"), _("What will you take in that you did not have before?")
                ),
            ),
        ),
        Model(
            "rolfe",
            _("Rolfe: three questions"),
            (
                Stage("what", _("What?"), _("What was at stake, what did you try, and what came of it?")),
                Stage("so_what", _("So what does it mean?"), _("What do you now understand that you did not before?")),
                Stage("now_what", _("Now what needs to be done?"), _("What must change, and what may follow from it?")),
            ),
        ),
        Model(
            "unlearning",
            _("Unlearning: what you let go"),
            (
                Stage("held", _("What you held to be true"), _("Which habit or belief did you bring to this meeting?")),
                Stage("shaken", _("What shook it"), _("What happened that did not fit? How did you first explain it?")),
                Stage("let_go", _("What you let go"), _("What do you no longer do or believe? Was it hard?")),
                Stage("instead", _("What you do instead"), _("What took its place? How will you know it works?")),
            ),
        ),
    )
}


def rearranged(parts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The text of `parts` under the headings of another model: in the same order, and every word kept.

    With as many headings as before each text keeps its place. Else empty ones are passed over, and texts beyond the
    number of new headings are joined to the last one.
    """
    before, after = MODELS[old].stages, MODELS[new].stages
    texts = [parts.get(stage.code, "") for stage in before]
    if len(before) != len(after):
        texts = [text for text in texts if text]
    kept = dict.fromkeys((stage.code for stage in after), "")
    for position, text in enumerate(texts):
        code = after[min(position, len(after) - 1)].code
        kept[code] = f"{kept[code]}\n\n{text}" if kept[code] else text
    return kept


def whole_text(parts: Mapping[str, str], model: str) -> str:
    """The text under all headings, in their order, without the headings themselves."""
    texts = (parts.get(stage.code, "").strip() for stage in MODELS[model].stages)
    return "\n\n".join(text for text in texts if text)
