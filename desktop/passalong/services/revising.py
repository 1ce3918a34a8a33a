"""Changing everything that is said of an opportunity, as one step."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.captured import title_of, url_in
from passalong.domain.opportunity import OpportunityKind, Rating, Sharing, usual_quantity
from passalong.services import opportunities
from passalong.services.outcome import Changed, Outcome


@dataclass(frozen=True, slots=True)
class Revised:
    """All that can be said of an opportunity; ``quantity`` None is as usual for its kind."""

    title: str
    text: str
    kind: OpportunityKind
    giver_id: int | None = None
    quantity: int | None = None
    expires_on: date | None = None
    sharing: Sharing = Sharing.ANYONE
    sharing_subject: str = ""
    rating: Rating = Rating.GREAT
    commentary: str = ""


def revise(session: Session, opportunity_id: int, revised: Revised, now: datetime) -> Outcome[int]:
    """Say everything of an opportunity anew; a title left blank is made of the text.

    Raises:
        Trouble: It would have no title, or a limit makes no sense; nothing was changed.
    """
    title = revised.title.strip() or title_of(revised.text, url_in(revised.text))
    opportunities.edit(session, opportunity_id, title, revised.text, revised.kind, now)
    usual = usual_quantity(revised.kind)
    opportunities.set_limits(
        session,
        opportunity_id,
        now,
        quantity=usual if revised.quantity is None else revised.quantity,
        expires_on=revised.expires_on,
        sharing=revised.sharing,
        sharing_subject=revised.sharing_subject,
        rating=revised.rating,
        commentary=revised.commentary,
    )
    opportunities.set_giver(session, opportunity_id, revised.giver_id, now)
    title = opportunities.row_of(session, opportunity_id).title
    action = Action(ActionKind.EDIT_OPPORTUNITY, title)
    return Outcome(opportunity_id, Changed.OPPORTUNITIES, action)
