"""What somebody's reply says: without what it quotes, and what they are up to now."""

import re

_LONGEST = 160
_FEWEST_WORDS = 4
_QUOTING = re.compile(r"^(>|-----Original Message-----|_{5,}|From: )")
_WROTE = re.compile(r"^(On|Am|Le|El|Il|Op) .*(wrote|schrieb|écrit|escribió|scritto|schreef).*:\s*$")
_GREETING = re.compile(r"^(hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|ciao)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"^(many thanks|thanks|thank you|thx|cheers|danke|merci|gracias|grazie)\b", re.IGNORECASE
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
            return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
    return ""
