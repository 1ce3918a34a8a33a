"""The left side of the composer: the parts of a message, each visible, editable, removable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from passalong.domain import gate
from passalong.domain.exchange import Carried
from passalong.domain.message import Parts, TemplatePart, called
from passalong.domain.opportunity import Opportunity, OpportunityKind
from passalong.services.composing import Composing
from passalong.services.outgoing import Errand, Outgoing, draft_of
from passalong.ui.composing.block import (
    Block,
    NewsBlock,
    OfferBlock,
    in_one_line,
    menu_button,
    shortened,
)
from passalong.ui.composing.compose_draft import ComposeDraft
from passalong.ui.people.days import day_text
from passalong.ui.widgets import button
from passalong.words import gate as gate_words
from passalong.words import ledger as ledger_words

_LONGEST_MATTER = 60  # letters in a heading


class ComposeForm(QWidget):
    """The blocks, in the order of the message."""

    changed = Signal()
    thing_wanted = Signal(int)  # an opportunity of the inbox

    def __init__(
        self,
        composing: Composing,
        things: Sequence[Opportunity],
        draft: ComposeDraft | None,
        now: datetime,
    ) -> None:
        super().__init__()
        self._composing = composing
        self._base = composing.outgoing
        self._matter_id = self._base.draft.asks_matter
        self._chosen = Carried.NOTHING  # what the user says that free words carry
        name = called(composing.person)
        is_giving = self._base.errand is Errand.GIVE
        self._is_giving = is_giving
        self._is_asking = self._base.errand is Errand.ASK_HELP
        self.value = Block(self._value_title(), self._value_placeholder())
        self.carried = QComboBox()
        self.carried.setProperty("role", "inline")
        self.carried.setAccessibleName(self.tr("What it carries"))
        for kind in Carried:
            self.carried.addItem(ledger_words.carried(kind), kind.value)
        self.why = Block(
            self.tr("Why it made you think of them") if is_giving else self._errand_title(name),
            self.tr("why you thought of {0}").format(name) if is_giving or self._is_asking else "",
        )
        self.commentary = Block(
            self.tr("Why it is great, in your own words"), self.tr("at least a sentence of yours")
        )
        self.ask = Block(self.tr("Ask"), self.tr("what you want to know of them"))
        self._ask_again = button(self.tr("ask again"), "dashed")
        self.news = NewsBlock(self.tr("What is new with you"), self.tr("left out"))
        self.offer = OfferBlock(self.tr("Offer"))
        self.purpose = Block(
            self.tr("Why you write anyway"), self.tr("it will be recorded as no value")
        )
        self.greeting = Block(self.tr("Greeting"), self.tr("left out"))
        self.closing = Block(self.tr("Closing"), self.tr("left out"))
        self.subject = Block(self.tr("Subject"), self.tr("made of the value"), single_line=True)
        self._blocks = (
            *(self.value, self.purpose, self.why, self.commentary, self.ask, self.news),
            *(self.offer, self.greeting, self.closing, self.subject),
        )
        self._things = menu_button(self.tr("from the inbox"))
        for thing in things:
            self._things.menu().addAction(in_one_line(thing.title)).setData(thing.id)
        self._lay_out()
        self._show(draft or _draft_of(composing), now)
        self._connect_signals()
        self._show_needed(is_link=False, needs_purpose=False)

    def _value_title(self) -> str:
        if self._is_asking:
            return self.tr("What you need")
        return self.tr("The value") if self._is_giving else self.tr("What it is about")

    def _value_placeholder(self) -> str:
        if self._is_asking:
            return self.tr("what you need, by when, and what would count")
        return self.tr("what you give: a thing, a link, something you know, an introduction, help")

    def _errand_title(self, name: str) -> str:
        if self._base.errand is Errand.ASK_GIVER:
            return self.tr("Your question")
        return (
            self.tr("Why you ask {0}").format(name) if self._is_asking else self.tr("Your thanks")
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        for block in self._blocks:
            layout.addWidget(block)
        layout.addStretch()
        self.value.head.insertWidget(2, self.carried)
        self.value.head.insertWidget(self.value.head.count() - 1, self._things)
        self.ask.head.insertWidget(self.ask.head.count() - 2, self._ask_again)
        is_free = self._base.opportunity_id is None
        self.carried.setVisible(is_free and self._is_giving)
        has_things = not self._things.menu().isEmpty()
        self._things.setVisible(is_free and self._is_giving and has_things)
        for block in (self.news, self.offer):
            block.setVisible(self._is_giving)
        self.ask.setVisible(self._is_giving or self._is_asking)

    def _connect_signals(self) -> None:
        for block in self._blocks:
            block.changed.connect(self.changed)
        self.carried.currentIndexChanged.connect(self._choose_carried)
        self.changed.connect(self._show_carried)
        self._ask_again.clicked.connect(self._ask_about_matter)
        self._things.menu().triggered.connect(self._want_thing)

    def _show(self, draft: ComposeDraft, now: datetime) -> None:
        parts, ways = draft.parts, self._composing.ways
        for block, text, part in (
            (self.greeting, parts.greeting, TemplatePart.GREETING),
            (self.value, parts.value, self._value_part()),
            (self.why, parts.why, self._why_part()),
            (self.ask, parts.ask, None if self._is_asking else TemplatePart.ASK),
            (self.closing, parts.closing, TemplatePart.CLOSING),
        ):
            block.show_text(text)
            block.offer_ways([*ways.get(part, ())] if part else [])
        self.commentary.show_text(parts.commentary)
        self.purpose.show_text(draft.purpose)
        self.subject.show_text(draft.subject)
        self.news.show_news(self._composing.unheard, draft.news_id, parts.news)
        offers = ways.get(TemplatePart.OFFER, ("",))
        self.offer.offer_ways(offers)
        self.offer.show_offer(
            parts.offer or offers[0],
            ticked=draft.offers,
            why_not=_why_no_offer(self._composing, now),
        )
        self._matter_id = draft.matter_id
        self._chosen = draft.carried
        self._show_carried()
        self.value.require(
            required=(self._is_giving or self._is_asking)
            and gate.needs_value(self._composing.person.bond)
        )
        self._title_ask(now)
        self._title_news()

    def _value_part(self) -> TemplatePart:
        return TemplatePart.HELP_ASK if self._is_asking else TemplatePart.VALUE

    def _why_part(self) -> TemplatePart:
        return {
            Errand.GIVE: TemplatePart.WHY,
            Errand.ASK_GIVER: TemplatePart.GIVER_ASK,
            Errand.THANK_GIVER: TemplatePart.GIVER_THANKS,
            Errand.THANK_FOR_MEETING: TemplatePart.MEET_THANKS,
        }.get(self._base.errand, TemplatePart.WHY)

    def _title_ask(self, now: datetime) -> None:
        matter = self._composing.matter
        asked = self._composing.matter_asked_at
        if self._is_asking:
            self.ask.set_title(self.tr("Your question"))
            self._ask_again.hide()
            return
        self._ask_again.setVisible(matter is not None and asked is not None)
        if matter is None:
            self.ask.set_title(self.tr("Ask · no last matter is known"))
            return
        said = shortened(matter.value.text, _LONGEST_MATTER)
        when = day_text(matter.value.noted_on, now.date())
        about = self.tr("Ask about · last matter: {0}, {1} ({2})")
        self.ask.set_title(about.format(said, when, self._age()))
        self.ask.setToolTip(matter.value.text)
        if asked is not None:
            day = day_text(asked.astimezone(now.tzinfo).date(), now.date())
            self.ask.note(self.tr("You asked about this on {0} already.").format(day))

    def _age(self) -> str:
        days = self._composing.matter_days
        if days <= 0:
            return self.tr("today")
        if days == 1:
            return self.tr("yesterday")
        return self.tr("{0} days ago").format(days)

    def _title_news(self) -> None:
        name = called(self._composing.person)
        if self._composing.unheard:
            said = self.tr("What is new with you · not yet told to {0}").format(name)
        else:
            said = self.tr("What is new with you · nothing that {0} has not heard").format(name)
        self.news.set_title(said)

    def _show_needed(self, *, is_link: bool, needs_purpose: bool) -> None:
        item = self._composing.opportunity
        links = is_link or (item is not None and item.kind is OpportunityKind.LINK)
        wanted = self._is_giving and (links or bool(self.commentary.text().strip()))
        self.commentary.setVisible(wanted)
        self.commentary.require(required=links)
        self.why.require(required=self._is_giving and links)
        self.purpose.setVisible(needs_purpose or bool(self.purpose.text().strip()))

    def follow(self, answer: gate.Answer) -> None:
        """Show what this answer of the gate asks for."""
        kinds = {reason.kind for reason in answer.reasons}
        links = {gate.ReasonKind.NO_OWN_WORDS, gate.ReasonKind.NOT_AN_ADDRESS}
        empty = {gate.ReasonKind.NO_VALUE, gate.ReasonKind.NO_VALUE_ON_PURPOSE}
        is_link = bool(kinds & links) or self._carried() is Carried.LINK
        self._show_needed(is_link=is_link, needs_purpose=bool(kinds & empty))

    def outgoing(self) -> Outgoing:
        """Return the message as it is written now."""
        parts = replace(self._parts(), offer=self.offer.offered() if self._is_giving else "")
        return replace(
            self._base,
            draft=replace(
                self._base.draft,
                carried=self._carried(),
                purpose=self.purpose.text(),
                asks_matter=self._matter_id if parts.ask.strip() else None,
                tells_news=self.news.news_id(),
            ),
            parts=parts,
            subject=self.subject.text(),
        )

    def draft(self) -> ComposeDraft:
        """Return all that stands here, to begin with the next time."""
        return ComposeDraft(
            self._parts(),
            self.subject.text(),
            self.offer.is_ticked(),
            self.purpose.text(),
            self._chosen,
            self.news.news_id(),
            self._matter_id,
        )

    def _carried(self) -> Carried:
        if self._base.opportunity_id is not None or not self._is_giving:
            return self._base.draft.carried
        if not self.value.text().strip():
            return Carried.NOTHING
        return self._chosen

    def _parts(self) -> Parts:
        return Parts(
            greeting=self.greeting.text(),
            value=self.value.text(),
            commentary=self.commentary.text(),
            why=self.why.text(),
            ask=self.ask.text(),
            news=self.news.text(),
            offer=self.offer.text(),
            closing=self.closing.text(),
        )

    @Slot()
    def _ask_about_matter(self) -> None:
        matter = self._composing.matter
        ways = self._composing.ways.get(TemplatePart.ASK, ())
        if matter is not None and ways:
            self._matter_id = matter.id
            self.ask.say(ways[0])

    @Slot(QAction)
    def _want_thing(self, action: QAction) -> None:
        self.thing_wanted.emit(action.data())

    @Slot()
    def _choose_carried(self) -> None:
        self._chosen = Carried(self.carried.currentData())
        self.changed.emit()

    @Slot()
    def _show_carried(self) -> None:
        """Show what the words count as: a page that goes along is a link, whatever was chosen."""
        counted = draft_of(self.outgoing(), None).carried
        shown = self._chosen if counted is Carried.NOTHING else counted
        with QSignalBlocker(self.carried):
            self.carried.setCurrentIndex(self.carried.findData(shown.value))


def _why_no_offer(composing: Composing, now: datetime) -> str:
    """Return why help was offered often enough, as the gate says it; nothing if it was not."""
    offer = gate.Draft(Carried.HELP, offers_help=True)
    answer = gate.check(offer, gate.Recipient(), gate.Past(offers=composing.offers), now)
    offered = gate.ReasonKind.HELP_OFFERED
    return "".join(gate_words.reason(why, now) for why in answer.reasons if why.kind is offered)


def _draft_of(composing: Composing) -> ComposeDraft:
    first = composing.outgoing
    return ComposeDraft(
        first.parts,
        first.subject,
        bool(first.parts.offer),
        first.draft.purpose,
        first.draft.carried,
        first.draft.tells_news,
        first.draft.asks_matter,
    )
