"""A message that wants to leave, and what for; ``services.outgoing`` is the way out."""

from dataclasses import dataclass, field
from enum import StrEnum

from passalong.domain import gate
from passalong.domain.exchange import Channel
from passalong.domain.message import Parts


class Errand(StrEnum):
    """What a message is sent for."""

    GIVE = "give"  # an opportunity goes to its recipient; without one it is a message
    ASK_GIVER = "ask_giver"
    THANK_GIVER = "thank_giver"
    ASK_HELP = "ask_help"  # one of those whom the user asks in a bind of their own
    TELL_SOLVED = "tell_solved"  # thanks to who helped, and "solved, thanks" to the others
    ASK_TO_MEET = "ask_to_meet"  # would you like to meet somebody?
    INTRODUCE = "introduce"  # one message for the two; one exchange with each of them
    THANK_FOR_MEETING = "thank_for_meeting"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that wants to leave.

    What its ``parts`` say counts: the gate looks for own words in
    ``parts.commentary`` and ``parts.why``, for an offer of help in
    ``parts.offer``; matter and news count only if ``parts`` asks and tells.
    Of the ``draft`` count what it carries, an address, the purpose, and which
    matter and which news are meant.

    Attributes:
        opportunity_id: What is passed along, or what its giver is asked about.
        answers_id: The exchange that this one answers.
        bind_id: The user's own bind it asks help for, or a bind it helps with.
        introduction_id: The introduction it asks about, or makes.
        also_id: The other one, where one letter goes to the two of an introduction.
    """

    draft: gate.Draft
    person_id: int
    opportunity_id: int | None = None
    parts: Parts = field(default_factory=Parts)
    subject: str = ""
    channel: Channel = Channel.MAIL
    errand: Errand = Errand.GIVE
    answers_id: int | None = None
    bind_id: int | None = None
    introduction_id: int | None = None
    also_id: int | None = None

    @property
    def about(self) -> tuple[int | None, ...]:
        """Return to whom and about what; of two such letters the later takes the place."""
        return self.person_id, self.opportunity_id, self.bind_id, self.introduction_id

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Return everybody it goes to."""
        return (self.person_id,) if self.also_id is None else (self.person_id, self.also_id)
