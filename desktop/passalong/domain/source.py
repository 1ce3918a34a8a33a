"""What was dropped, pasted or handed over, understood but not yet kept.

The user sees it in the capture dialog first; nothing is written before they say so.
"""

from dataclasses import dataclass

from passalong.domain.opportunity import Attachment, OpportunityKind

MOST_TEXT = 200_000
"""Characters of an opportunity; beyond that it is a file, not a text."""

MOST_BYTES = 8_000_000
"""Of a picture, a mail or a file that is kept with an opportunity."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a source says of itself; every part may be missing.

    Attributes:
        text: What it says; begins with the address when it is a page.
        title: What the source calls it, in one line.
        url: The first address of a page in it.
        sender: The mail address of whom it came from.
        giver_id: Who in the user's list has that address.
        is_cut: It says more than fits; ``text`` is its beginning.
    """

    text: str = ""
    title: str = ""
    url: str = ""
    kind: OpportunityKind | None = None
    sender: str = ""
    giver_id: int | None = None
    giver_name: str = ""
    attachment: Attachment | None = None
    is_cut: bool = False
