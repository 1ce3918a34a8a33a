"""The language of a line, told by its commonest words and by its script.

The vectors know English only and do harm to notes in other languages, so each
line is told apart.  What has none of the words listed here is taken to be in
the language that the person's other lines are in, or else in English.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

ENGLISH = "english"
UNKNOWN = ""
"""A language without a stemmer: its words are compared as they stand."""

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_LETTERS = 400  # of a text; its language shows sooner than that


def _common(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The names are Snowball's.  A word stands in each list of which it is common.
COMMON_WORDS: Mapping[str, frozenset[str]] = {
    ENGLISH: _common(
        "the a an and or of to in is are was were be been has have had he she it they we you i"
        " his her their our my your this that these those with for from at by on as not but who"
        " what when where which if so can will would could should about into than then there very"
        " does do did never always likes loves wants needs works plays knows looking new all any"
        " some more most over out up down just also only likes love like interested"
    ),
    "french": _common(
        "le la les un une des du de et ou est sont était à au aux en dans pour par sur avec sans"
        " il elle ils elles nous vous je tu ne pas plus que qui quoi où ce cette ces son sa ses"
        " leur leurs mon ma mes très aime cherche travaille être avoir fait chez mais comme tout"
        " deux depuis jamais toujours aussi bien joue"
    ),
    "german": _common(
        "der die das den dem des ein eine einen einem einer und oder ist sind war waren nicht"
        " kein keine mit für von zu zum zur im in am an auf aus bei nach über unter er sie es wir"
        " ihr ich du sein seine hat haben wird werden auch sehr gern gerne sucht arbeitet mag"
        " immer nie noch schon aber als wie wenn dass sich spielt liebt"
    ),
    "spanish": _common(
        "el la los las un una unos unas y o es son era de del al a en con por para sin sobre que"
        " quien como cuando donde no más muy su sus mi mis se lo le les ella ellos nosotros yo"
        " tiene tienen busca trabaja gusta le también pero todo nunca siempre está están hace"
    ),
    "italian": _common(
        "il lo la i gli le un uno una e o è sono era di del della dei delle da dal in nel nella"
        " con per su tra fra che chi come quando dove non più molto suo sua suoi sue mio mia si"
        " ha hanno cerca lavora piace anche ma tutto mai sempre gioca alla allo"
    ),
    "portuguese": _common(
        "o a os as um uma uns umas e ou é são era de do da dos das em no na nos nas com por para"
        " sem sobre que quem como quando onde não mais muito seu sua seus suas meu minha se ele"
        " ela eles tem têm procura trabalha gosta também mas tudo nunca sempre está"
    ),
    "dutch": _common(
        "de het een en of is zijn was waren niet geen met voor van naar te op in aan uit bij over"
        " onder hij zij ze wij we jij ik haar hun mijn heeft hebben wordt ook erg graag zoekt"
        " werkt houdt altijd nooit nog maar als dat die wie wat speelt"
    ),
    "swedish": _common(
        "och att det som en ett är var inte med för från till på av om han hon de vi jag du sin"
        " sitt sina har hade söker arbetar gillar alltid aldrig men också mycket eller spelar"
    ),
    "danish": _common(
        "og at det som en et er var ikke med for fra til på af om han hun de vi jeg du sin sit"
        " sine har havde søger arbejder elsker altid aldrig men også meget eller spiller"
    ),
    "norwegian": _common(
        "og å at det som en et er var ikke med for fra til på av om han hun de vi jeg du sin sitt"
        " sine har hadde søker jobber liker alltid aldri men også veldig eller spiller"
    ),
    "finnish": _common(
        "ja on ei ole oli se hän he me minä sinä että joka mikä kun jos tai myös hyvin kanssa"
        " etsii tykkää aina mutta kuin hänen"
    ),
    "romanian": _common(
        "și sau este sunt era de la în cu pe pentru din fără că care ce nu mai foarte lui ei său"
        " sa are au caută lucrează place dar tot niciodată mereu un o"
    ),
    "hungarian": _common(
        "a az egy és vagy van nem volt hogy aki ami is meg de már csak nagyon keres szeret"
        " dolgozik mindig soha ő mi"
    ),
    "turkish": _common(
        "ve veya bir bu şu o ile için değil çok var yok da de mi ama gibi daha her zaman arıyor"
        " seviyor çalışıyor oynuyor"
    ),
    UNKNOWN: _common(
        "i w z na do się nie jest są był to że który która ale jak oraz dla przez od po ze szuka"
        " lubi pracuje gra v ve je se že který ale jako pro má hledá pracuje rád"
    ),
}
_BY_SCRIPT = {
    "CYRILLIC": "russian",
    "GREEK": "greek",
    "ARABIC": "arabic",
    "DEVANAGARI": "hindi",
    "ARMENIAN": "armenian",
    "TAMIL": "tamil",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in COMMON_WORDS.items() if word in words)
    for word in frozenset().union(*COMMON_WORDS.values())
}


def language_of(text: str, usual: str = ENGLISH) -> str:
    """Return Snowball's name of the text's language; ``usual`` where nothing tells."""
    text = text[:_ENOUGH_LETTERS]
    if not text.isascii():
        script = _script_of(text)
        if script != "LATIN":
            return _BY_SCRIPT.get(script, UNKNOWN)
    votes: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        languages = _LANGUAGES_OF.get(word, ())
        for language in languages:
            # A word that several languages share says little about which it is.
            votes[language] += 6 // len(languages)
    if not votes:
        return usual
    most = max(votes.values())
    if votes[usual] == most:
        return usual
    return next(language for language, count in votes.items() if count == most)


def usual_language(texts: Iterable[str]) -> str:
    """Return the language of most of these texts."""
    votes = Counter(language_of(text, "?") for text in texts)
    del votes["?"]
    return votes.most_common(1)[0][0] if votes else ENGLISH


def _script_of(text: str) -> str:
    scripts = Counter(
        unicodedata.name(letter, "LATIN").partition(" ")[0] if letter > "ɏ" else "LATIN"
        for letter in text
        if letter.isalpha()
    )
    return scripts.most_common(1)[0][0] if scripts else "LATIN"
