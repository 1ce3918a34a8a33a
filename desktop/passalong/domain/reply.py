"""What somebody's reply says: without what it quotes, what they are up to, and need help with."""

import re

_LONGEST = 160
_FEWEST_WORDS = 4
_QUOTING = re.compile(r"^(>|-----Original Message-----|_{5,}|From: )")
_WROTE = re.compile(r"^(On|Am|Le|El|Il|Op) .*(wrote|schrieb|écrit|escribió|scritto|schreef).*:\s*$")
_GREETING = re.compile(r"^(hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|ciao)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"^(many thanks|thanks|thank you|thx|cheers|danke|merci|gracias|grazie)\b", re.IGNORECASE
)
_PLEA = re.compile(
    r"\b(?:(?:needs?|wants?|asks?|asked|begs?|looking|appeal(?:ed|s)?) (?:for )?(?:\w+ )?help\b"
    r"|(?:could|can|would) you (?:please |perhaps |maybe )?(?:help|put me in touch|introduce me)"
    r"|(?:do|would|might) you (?:happen to )?know (?:anyone|anybody|someone|somebody)"
    r"|(?:am|['’]m|is|are|['’]s|['’]re) (?:\w+ )?(?:looking for|desperate|struggling|stuck)\b"
    r"|(?:needs?|wants?|seeks?|looking for) (?!to\b)[^;:]{0,150}\b"
    r"(?:by|before|until|from) (?:\d+|\w*day|tomorrow|next|(?:the )?end"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
    r"|(?:in|into) (?:a )?hospital|(?:seriously|very|gravely) (?:ill|sick)|out of work"
    r"|(?:in a bind|in trouble|at (?:my|his|her|their) wits['’]? end)"
    r"|(?:lost|losing) (?:my|his|her|their) (?:job|flat|home|house|visa|funding|lease)"
    r"|(?:was|were|got|been) (?:laid off|made redundant|evicted|let go)"
    r"|(?:(?:can['’]?t|cannot|could(?:n['’]t| not)) find)"
    r"|(?:urgently|desperately) (?:needs?|looking|seeks?|wants?))"
    r"|^looking for\b",  # as notes have it
    re.IGNORECASE,
)
_NO_PLEA = re.compile(
    r"\b(?:(?:no longer|not|never|n['’]t) (?:\w+ )?(?:need|looking|want|ask)"
    r"|(?:was|were|been) asked|if you (?:ever )?(?:need|want))",
    re.IGNORECASE,
)
_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|desperate(?:ly)?|a\.?s\.?a\.?p\b|as soon as possible)", re.IGNORECASE
)
_NOT_URGENT = re.compile(
    r"(?:\b(?:not|never|no longer|nothing|less)|n['’]t) (?:\w+ )?(?:urgent|desperate)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+|\n+")


def own_words(text: str) -> str:
    """Return a reply without the message that it quotes."""
    kept: list[str] = []
    for line in text.strip().splitlines():
        if _WROTE.match(line.strip()) or line.startswith("-----Original Message-----"):
            break
        if not _QUOTING.match(line):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


def matter_in(text: str) -> str:
    """Return the sentence that tells what they are up to; nothing if there is none.

    It is the first one of four words or more that neither greets nor thanks.
    """
    for sentence in _SENTENCE_END.split(own_words(text)):
        said = " ".join(sentence.split())
        if _GREETING.match(said) and said.endswith((",", "!", ":")):
            continue
        if len(said.split()) >= _FEWEST_WORDS and not _THANKS.match(said):
            return shortened(said)
    return ""


def plea_in(text: str) -> str:
    """Return the sentence of a reply or a note that tells of a need for help; nothing if none does.

    A guess, to offer that a bind be noted; never to note one by itself.
    """
    return next(iter(pleas_in(text)), "")


def is_urgent(plea: str) -> bool:
    """Tell whether a plea says that it is urgent."""
    return bool(_URGENT.search(plea)) and not _NOT_URGENT.search(plea)


def pleas_in(text: str) -> list[str]:
    """Return every such sentence, in their order."""
    sentences = (" ".join(each.split()) for each in _SENTENCE_END.split(own_words(text)))
    return [said for said in sentences if _PLEA.search(said) and not _NO_PLEA.search(said)]


def says_the_same(plea: str, other: str) -> bool:
    """Tell whether one is the other, or as much of it as had been typed."""
    one, two = sorted((_core(plea), _core(other)), key=len)
    return two.startswith(one)


def shortened(said: str) -> str:
    """Return a sentence short enough for one line."""
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def _core(said: str) -> str:
    return said.casefold().rstrip(" .!?…")
