"""What everybody in the field says: definitions and sayings that any two accounts may share, with or without marks.

Short on purpose. What the accounts of a centre have in common is found from the accounts, and the words of an award
from the award (`training.similarity.queries`).
"""

SAYINGS = (
    # Attributed to Reg Revans, and repeated on every course.
    "There can be no learning without action and no action without learning",
    "There can be no learning without action and no sober and deliberate action without learning",
    "no learning without action and no action without learning",
    "Learning is programmed knowledge plus questioning insight",
    "L equals P plus Q, where L is learning, P is programmed knowledge and Q is questioning insight",
    "For an organisation to survive, its rate of learning must be at least equal to the rate of change",
    "The rate of learning must be equal to or greater than the rate of change",
    "comrades in adversity learning from and with each other",
    # McGill and Beaty; McCormack and others.
    "Action learning is a continuous process of learning and reflection, supported by colleagues, with an intention of "
    "getting things done",
    "Through action learning individuals learn with and from each other by working on real problems and reflecting on "
    "their own experiences",
    "a continuous process of learning and reflection that happens with the support of a group of colleagues, working "
    "with real problems, with the intention of getting things done",
    "a small group of people who meet regularly to work on real problems and learn with and from each other",
    # Kolb, Schön, Gibbs.
    "the process whereby knowledge is created through the transformation of experience",
    "reflection in action and reflection on action",
    "concrete experience, reflective observation, abstract conceptualisation and active experimentation",
    "description, feelings, evaluation, analysis, conclusion and action plan",
    "It is not sufficient simply to have an experience in order to learn",
    # Ways of working.
    "What is said in the set stays in the set",
    "What is said in the room stays in the room",
    "Was im Set gesagt wird, bleibt im Set",
    "Was in der Gruppe gesagt wird, bleibt in der Gruppe",
    "Kein Lernen ohne Handeln und kein Handeln ohne Lernen",
    "We agreed ways of working and ground rules at the first meeting",
    "Names and details have been changed to protect confidentiality",
    "All names have been changed to protect the confidentiality of the members of the set",
    "Alle Namen wurden geändert, um die Vertraulichkeit zu wahren",
    # What a declaration says.
    "This is my own work, in my own words, and has not been handed in for another award",
)
