"""What was written in the composer and not sent; it comes back the next time."""

from dataclasses import dataclass

from passalong.domain.exchange import Carried
from passalong.domain.message import Parts


@dataclass(frozen=True, slots=True)
class ComposeDraft:
    """Everything that stands in the composer.

    Attributes:
        parts: As typed; ``offer`` also where it is not ticked.
        offers: Whether the offer is ticked.
        purpose: Why the user writes although nothing is carried.
        news_id: Which of the kept news is told.
        matter_id: Which matter is asked about.
    """

    parts: Parts
    subject: str = ""
    offers: bool = False
    purpose: str = ""
    carried: Carried = Carried.NOTHING
    news_id: int | None = None
    matter_id: int | None = None
