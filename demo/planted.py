"""The three places where accounts of the demonstration hold the same words, so that an assessor sees what that is like.

Everything else of theirs differs; a guard says so.
"""

LENT = (
    "When I think about ethics in this work I come back to a meeting in which a member asked me not to write anything "
    "down. I put the pen away at once, and only on the way home did it occur to me that the notes had never been for "
    "them. They were a handrail for me, and everyone else had been paying for it with a little less freedom to speak."
)
"""In the written task of one trainee."""

REWORDED = (
    "When I think of ethics in this kind of work, I always come back to one meeting in which a member asked me not to "
    "write anything down. I put my pen away straight away, and only on the drive home did it strike me that the notes "
    "had never really been for them. They were a handrail for me, and everybody else was paying for it with a little "
    "less freedom to speak."
)
"""The same in the written task of another, a few words changed: what an assessor would ask both of them about."""

DEFINITION = (
    "“A learning set is a small and steady group of people who meet at agreed times, each with a question of their own "
    "that matters at work, and who help one another by asking rather than by telling, so that everyone leaves with "
    "something to try and comes back to say what became of it.”"
)
"""What the handbook of the course says. In quotation marks it is nobody's own words, and is left out of comparing."""

DEFINED = f"The handbook of our course puts it like this: {DEFINITION} I hold on to the word steady."
DEFINED_TOO = f"For the sponsor I quoted our handbook: {DEFINITION} It was the last clause that convinced the board."

CARRIED_OVER = "The following I take over from my first account, because I would not put it differently today."
"""Said before a paragraph that a trainee takes up from an earlier account of their own."""
