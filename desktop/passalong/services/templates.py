"""Words of the user's own for the parts of a message."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.message import Template, TemplatePart
from passalong.errors import Trouble
from passalong.services.default_words import DEFAULT_WORDS
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables


def listed(session: Session, part: TemplatePart | None = None) -> list[Template]:
    """Return the user's words for one part or all of them, the latest first."""
    template = tables.Template
    query = select(template).order_by(template.id.desc())
    if part is not None:
        query = query.where(template.part == part.value)
    return [Template(row.id, TemplatePart(row.part), row.text) for row in session.scalars(query)]


def words_for(session: Session, part: TemplatePart) -> str:
    """Return how the user says a part: their latest words, else the program's."""
    own = listed(session, part)
    return own[0].text if own else DEFAULT_WORDS[part]


def save(
    session: Session, part: TemplatePart, text: str, template_id: int | None = None
) -> Outcome[int]:
    """Keep words for a part, or change kept ones; the value is their number.

    Raises:
        Trouble: There are none, or they are no longer there.
    """
    if not text.strip():
        raise Trouble("There are no words here to keep.", "Write what you usually say.")
    row = tables.Template() if template_id is None else _row(session, template_id)
    row.part, row.text = part.value, text.strip()
    session.add(row)
    session.flush()
    return Outcome(row.id, Changed.OWN_WORDS, Action(ActionKind.WRITE_TEMPLATE))


def delete(session: Session, template_id: int) -> Outcome[int]:
    """Forget words of the user's own."""
    session.delete(_row(session, template_id))
    return Outcome(template_id, Changed.OWN_WORDS, Action(ActionKind.DELETE_TEMPLATE))


def _row(session: Session, template_id: int) -> tables.Template:
    row = session.get(tables.Template, template_id)
    if row is None:
        raise Trouble("These words are no longer there.")
    return row
