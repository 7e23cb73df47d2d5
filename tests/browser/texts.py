"""What the trainees of the stories write."""

_WHAT = (
    "I facilitated a set of five people for two hours. I opened by asking what each of them needed from the time, "
    "and we agreed the order of the turns. In the second turn I noticed that I had a solution ready, and that my "
    "questions led towards it. I stopped, said so, and asked the others to go on. There was a long silence before "
    "one member asked what would happen if nothing was done. The presenter took that question away. I wrote down "
    "how long each turn took, and when I spoke. I had spoken more often than anybody else, and mostly in the "
    "first ten minutes of each turn. "
)
_SO_WHAT = (
    "I had believed that a good facilitator keeps things moving. What I saw is that moving on was my own need. "
    "When I waited, the set did its work without me. Reading about the difference between puzzles and problems "
    "helped me to name it: I treated a problem as a puzzle that I could solve. The belief comes from my trade, in "
    "which being quick is being good. My supervisor asked whose time I was saving, and I had no answer. The "
    "members had told me already, in their answers, that they had felt hurried. I had read that as praise for the "
    "pace. "
)
_NOW_WHAT = (
    "At the next meeting I shall count to ten before I say anything after a question. I have asked a member to "
    "tell me at the review how often I spoke first. In three months I want the set to open and close its meetings "
    "without me, and I shall know it by the minutes that I speak: fewer than ten in two hours. I have put this "
    "into my development plan. "
)


def _long(text: str, times: int) -> str:
    return "\n\n".join([text.strip()] * times)


ACCOUNT = [_long(_WHAT, 3), _long(_SO_WHAT, 4), _long(_NOW_WHAT, 4)]
"""A reflective account under three headings, about 1,040 words."""

LONG_ACCOUNT = [_long(_WHAT, 5), _long(_SO_WHAT, 6), _long(_NOW_WHAT, 6)]
"""The same for awards that ask for more, about 1,620 words."""

REVISION = (
    "What I stopped believing is that silence is my failure, and I know it by the minutes that I now leave alone."
)

TASK = _long(_WHAT + _SO_WHAT, 2)
"""A written task or a plan."""
