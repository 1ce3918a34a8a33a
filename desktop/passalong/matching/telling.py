"""Which sentences of notes tell of something a person could do for others.

Of all that is noted about people little is an offer; these signs are our own
list.  Whether such a sentence meets a need, ``pairs`` says.
"""

import re

from passalong.domain.person import Field
from passalong.matching.ranking import is_offer

_DOES = r"(?:help|introduce|lend|teach|show|offer|recommend|fix|repair|translate|advise|host)"
_TELLS = re.compile(
    rf"\b(?:(?:can|could|would) (?:also |always |gladly )?{_DOES}"
    r"|(?:happy|glad|willing|ready) to (?!hear|know|see|get|have|be)"
    r"|offer(?:s|ed)?|lends?|rents? out|lets? out|gives? (?:talks|lessons|courses)"
    r"|(?:has|have) (?:access to|contacts|(?:a |some |two |three )?spare|room for)"
    r"|knows (?!that\b|me\b|us\b|nothing|nobody)|(?:well|very) connected"
    r"|(?:expert|specialist|experienced?) (?:in|on|at|with)|speciali[sz](?:es?|ed) in"
    r"|(?:good|great|excellent) (?:at|with)|speaks|fluent in|bilingual"
    r"|teach(?:es)?|coach(?:es)?|mentors?|advises?|consults"
    r"|work(?:s|ed) (?:at|for|in|as|with|on)|runs (?:a|an|the|her|his|their|two|three)"
    r"|owns?|founded|heads|leads|manages|chairs|invests? in|hires|recruits|builds|repairs"
    r"|is (?:an?|the) (?!fan|friend|member|father|mother|parent|bit|lot|big|huge|very|good))\b"
)  # in small letters, which takes half the time
_LETTERS = re.compile(r"[^\W\d_]+")
_BEGINS = (
    "can could would happy glad willing ready offer offers offered lend lends rent rents let lets"
    " give gives has have knows well very expert specialist experience experienced specialise"
    " specialised specialises specialize specialized specializes good great excellent speaks"
    " fluent bilingual teach teaches coach coaches mentor mentors advise advises consults"
    " works worked runs own owns founded heads leads manages chairs invest invests hires"
    " recruits builds repairs is"
)
_SIGNS = frozenset(_BEGINS.split())
"""With what such a stretch begins: to look for these words first is quicker."""
_NOT = re.compile(
    r"\b(?:not|never|no longer|nobody|wants? to|would like to|favou?rite"
    r"|(?:grand)?(?:mother|mom|mum|father|dad|parents?)|brother|sister|husband|wife|son|daughter)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def may_tell(text: str) -> bool:
    """Tell whether a text may have such a sentence; most have none, and are not taken apart."""
    small = text.lower()
    return not _SIGNS.isdisjoint(_LETTERS.findall(small)) and _TELLS.search(small) is not None


def tells_of_offer(sentence: str) -> bool:
    """Tell whether a sentence of a note says what somebody could do, or has, for others."""
    if _TELLS.search(sentence.lower()) is None or _NOT.search(sentence) is not None:
        return False
    return is_offer(Field.NOTE, sentence)
