"""What a message says where the user has no words of their own yet.

These are parts of letters, which the user sees and changes before anything is
sent; nothing here is said to the user.
"""

from passalong.domain.message import TemplatePart

DEFAULT_WORDS = {
    TemplatePart.GREETING: "Hi {name},",
    TemplatePart.VALUE: "{thing}",
    TemplatePart.WHY: "",
    TemplatePart.ASK: "You told me: “{matter}”. How is it going, and what are you up to now?",
    TemplatePart.OFFER: "If you are ever in a bind, let me know.",
    TemplatePart.CLOSING: "Best wishes\n{me}",
    TemplatePart.GIVER_ASK: (
        "I know someone who could really use this. Mind if I pass it along? Thanks!"
    ),
    TemplatePart.GIVER_THANKS: "Thank you for this! I passed it along, and it landed.",
    TemplatePart.MEET_ASK: "I would like to introduce you to {other}, if you like.",
    TemplatePart.MEET_INTRODUCE: "I would like you two to meet.",
    TemplatePart.MEET_THANKS: "Thank you both for taking the time to meet.",
    TemplatePart.HELP_ASK: "I am in a bind and could use your help: {bind}",
    TemplatePart.HELP_THANKS: "Thank you for your help!",
    TemplatePart.HELP_SOLVED: "Thank you for reading it; there is no need to look any further.",
}

ASK_WITHOUT_MATTER = "What are you up to these days?"
"""Where no matter is known: a template that names one would have a hole."""

WHAT_YOU_GET = "What I think is in it for you: {gets}."
NO_IS_FINE = "Shall I? No is a fine answer, too."
WHAT_EACH_GETS = "{a}, what I think is in it for you: {a_gets}. And for you, {b}: {b_gets}."
LEAVE_IT_TO_YOU = "I leave the rest to the two of you."
"""Of an introduction: what each gets is the user's own words, and different each time."""

NEEDED_BY = "I need it by {day}."
WHAT_WOULD_COUNT = "What would count: {would_count}"
CAN_YOU_HELP = "Can you help, or do you know somebody who can? No is a fine answer, too."
THIS_IS_SOLVED = "This is solved: {bind}"
"""Of a request for help: what is needed is the user's own words, and different each time."""
