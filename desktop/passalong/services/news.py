"""What is new with the user, and who has heard it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.exchange import Direction
from passalong.domain.news import News, told_in
from passalong.errors import Trouble
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables


def add(session: Session, text: str, now: datetime, since: date | None = None) -> Outcome[int]:
    """Keep a piece of news, true since a day (today); the value is its number.

    Raises:
        Trouble: It is empty.
    """
    row = tables.News(text=_checked(text), since=since or now.date())
    session.add(row)
    session.flush()
    return Outcome(row.id, Changed.OWN_WORDS, Action(ActionKind.WRITE_NEWS))


def edit(session: Session, news_id: int, text: str, since: date) -> Outcome[int]:
    """Say a piece of news in other words; the value is its number.

    Where somebody has heard the old words and these tell more or something else, they
    become a piece of their own, and the old one is told no more.
    """
    row = _row(session, news_id)
    text = _checked(text)
    if told_in(row.text, [(news_id, text)]) is None and _was_told(session, news_id):
        row.is_retired = True
        row = tables.News(text=text, since=since)
        session.add(row)
        session.flush()
    else:
        row.text, row.since = text, since
    return Outcome(row.id, Changed.OWN_WORDS, Action(ActionKind.WRITE_NEWS))


def retire(session: Session, news_id: int, *, is_retired: bool = True) -> Outcome[int]:
    """Tell it no more, or tell it again; who heard it stays known."""
    _row(session, news_id).is_retired = is_retired
    return Outcome(news_id, Changed.OWN_WORDS, Action(ActionKind.RETIRE_NEWS))


def current(session: Session) -> list[News]:
    """Return the news that is still told, the latest first."""
    return _listed(session, tables.News.is_retired.is_(False))


def everything(session: Session) -> list[News]:
    """Return all news, the retired too, the latest first."""
    return _listed(session)


def unheard(session: Session, person_id: int) -> list[News]:
    """Return the current news that this person was not told, the latest first."""
    exchange = tables.Exchange
    heard = select(exchange.news_id).where(
        exchange.person_id == person_id,
        exchange.direction == Direction.FROM_ME,
        exchange.news_id.is_not(None),
        exchange.deleted_at.is_(None),
    )
    return _listed(session, tables.News.is_retired.is_(False), tables.News.id.not_in(heard))


def told(session: Session, news_id: int | None, text: str) -> int | None:
    """Return the number of a piece of news if a text tells it as it stands now, else nothing.

    Between handing a message out and saying that it was sent the news may have become
    another, and that nobody has heard.
    """
    row = session.get(tables.News, news_id) if news_id is not None else None
    return told_in(text, [(row.id, row.text)]) if row is not None else None


def _was_told(session: Session, news_id: int) -> bool:
    exchange = tables.Exchange
    query = select(exchange.id).where(exchange.news_id == news_id).limit(1)
    return session.scalars(query).first() is not None


def _listed(session: Session, *conditions: ColumnElement[bool]) -> list[News]:
    news = tables.News
    query = select(news).where(*conditions).order_by(news.since.desc(), news.id.desc())
    rows: Sequence[tables.News] = session.scalars(query).all()
    return [News(row.id, row.text, row.since, row.is_retired) for row in rows]


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Trouble("There is no news here.", "Write a sentence or two.")
    return text


def _row(session: Session, news_id: int) -> tables.News:
    row = session.get(tables.News, news_id)
    if row is None:
        raise Trouble("This piece of news is no longer there.")
    return row
