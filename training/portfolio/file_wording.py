"""What travels hidden in a file, in words for its owner."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from training.portfolio.models import Attachment, ScanState

SCANS: dict[ScanState, Any] = {
    ScanState.not_scanned: _l("Not scanned"),
    ScanState.held: _l("Held until it is checked for harm"),
    ScanState.clean: _l("Checked for harm: nothing found"),
    ScanState.infected: _l("Removed: something harmful was found"),
}

# In the order in which they are shown. Headers and footers can be read by whoever opens the file.
_LABELS: dict[str, Any] = {
    "comment": _l("Comments"),
    "tracked_deletion": _l("Text that was deleted with changes tracked"),
    "tracked_insertion": _l("Text that was added with changes tracked"),
    "hidden_text": _l("Hidden text"),
    "creator": _l("Author of the document"),
    "author": _l("Author of the document"),
    "initial_creator": _l("Author of the document"),
    "last_modified_by": _l("Last saved by"),
    "printed_by": _l("Printed by"),
    "company": _l("Company"),
    "manager": _l("Manager"),
    "comment.author": _l("Who commented"),
    "tracked_change.author": _l("Whose changes are tracked"),
    "header": _l("Header of the pages"),
    "footer": _l("Footer of the pages"),
    "footnote": _l("Footnotes"),
    "embedded_file": _l("Files inside this file"),
    "picture_description": _l("Descriptions of pictures"),
    "link": _l("Links to a person or to a place on your computer"),
    "remote_picture": _l("Pictures fetched from elsewhere when the file is opened"),
    "script": _l("A script, or a link that starts a program"),
}
_OTHER = _l("Other document properties")


@dataclass
class Travelling:
    """One kind of what travels hidden: how often, and its texts, which its owner alone may see."""

    label: Any
    count: int = 0
    texts: list[str] = field(default_factory=list)


def travelling(attachment: Attachment) -> list[Travelling]:
    """What is in the file besides its text, the most telling first."""
    found: dict[str, Travelling] = defaultdict(lambda: Travelling(""))
    texts = defaultdict(list)
    for each in attachment.hidden:
        texts[each["where"]].append(each["text"])
    for where, count in attachment.carries.items():
        label = _LABELS.get(where) or _LABELS.get(where.rpartition(".")[2]) or _OTHER
        kind = found[str(label)]
        kind.label, kind.count = label, kind.count + count
        kind.texts += [text for text in texts[where] if text not in kind.texts]
    order = [str(label) for label in dict.fromkeys(_LABELS.values())] + [str(_OTHER)]
    return sorted(found.values(), key=lambda kind: order.index(str(kind.label)))


def length(seconds: int | None) -> str:
    """How long a recording plays: 3:07."""
    if seconds is None:
        return ""
    return _("%(minutes)s:%(seconds)s minutes", minutes=seconds // 60, seconds=f"{seconds % 60:02}")
