"""Address books to measure with: made up, as large as wanted, the same every time.

A card has what a grown address book has: a name in parts, two e-mail addresses,
two telephones, an address, work, a birthday, a note of some 200 characters,
categories, and in one card of twenty a photo of 20 kB.  Names repeat, as names
do; addresses and numbers do not.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random


def _each(text: str, separator: str = " ") -> list[str]:
    flat = " ".join(text.split())
    return [piece.strip() for piece in flat.split(separator)]


_GIVEN = _each(
    """
    Aaliyah Agnieszka Aino André Anouk Astrid Bartholomew Beatriz Bohdan Carmen Chiara
    Daniyar Devika Dušan Eilidh Emeka Esra Étienne Fenna Florian Gudrun Haruka Hélène
    Ibrahim Iolanda Jakub Jasmin Jolanta Kamala Kristján Leopold Ljubica Madeleine Mehmet
    Mireia Nikos Nnamdi Ottilie Pádraig Pilar Rania Sakura Sibusiso Solveig Tiago Ursula
    Vanessa Wojciech Ximena Zahra
    """
)
_FAMILY = _each(
    """
    Adeyemi Almeida Andersson Barış Bellweather Bianchi Bouchard Čapek Cruikshank Dąbrowski
    Delacroix Eichhorn Fernández Friðriksson Galloway Grünwald Haddad Hofstätter Ishikawa
    Jankauskas Kaczmarek Kruger Laukkanen Lefèvre Macdonald Marchetti Mbeki Nordström Núñez
    O'Sullivan Öztürk Pettersen Quispe Ramanathan Reilly Sánchez Schröder Sørbø Takahashi
    Thackeray Uchenna Vukić Wallace Watanabe Wiśniewska Yamamoto Zawadzki Zimmermann
    """
)
_PHRASES = _each(
    """
    met on the train to the fair; plays golf on Sundays; collects old maps; sings in a
    choir; is moving house in autumn; looks for a good accountant; lent me a book on
    beekeeping; two daughters at school; speaks Portuguese; runs half marathons; worked at
    the port for years; wants to learn to sail; introduced me to half the team; never
    answers the telephone; asked for the slides; bakes sourdough; knows the museum's
    director; writes a column; restores furniture; was at the conference in Ghent; prefers
    letters; volunteers at the shelter
    """,
    ";",
)
_HOUSES = _each(
    """
    Harbour & Daughters, Ltd.; Northwind Optics; Kiosk 24; Stadtwerke Süd; Café Łazienki;
    Meridian Survey; Vega Robotics; Orchard School; Helix Labs, Inc.; Bureau Dufour
    """,
    ";",
)
_TITLES = ("Surveyor", "Head of People, EMEA", "Cook", "Editor", "Founder", "Account manager")
_UNITS = ("Research", "Sales", "Night shift", "")
_CITIES = ("Gdańsk", "Lyon", "Cork", "Valparaíso", "Tromsø", "Osaka")
_COUNTRIES = ("Poland", "France", "Ireland", "Chile", "Norway", "Japan")
_CATEGORIES = ("Choir", "Customers", "Fair 2023", "Family", "Neighbours", "Press", "Sailing")
_PHOTO_BYTES = 20_000
_CARDS_A_PHOTO = 20


def write_cards(path: Path, count: int) -> None:
    """Write ``count`` cards of vCard 3.0."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for text in cards(count):
            file.write(text)


def cards(count: int) -> Iterator[str]:
    """Yield the cards of an address book; a longer book begins like a shorter one."""
    chance = Random(20240229)
    for number in range(count):
        lines = _lines(number, chance)
        yield "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(number: int, chance: Random) -> list[str]:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    middle = chance.choice(_GIVEN) if chance.random() < 0.15 else ""
    shown = " ".join(part for part in (given, middle, family) if part)
    login = f"{given[0]}.{family}".encode("ascii", "ignore").decode().lower().replace("'", "")
    place = chance.randrange(len(_CITIES))
    street = f"{chance.choice(_FAMILY)} Road {chance.randrange(1, 240)}"
    address = ("", "", street, _CITIES[place], "", f"{chance.randrange(10_000, 99_999)}")
    birthday = date(chance.randrange(1945, 2005), chance.randrange(1, 13), chance.randrange(1, 29))
    note = ". ".join(chance.sample(_PHRASES, 8))[:200].rstrip()
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_parts(family, given, middle, '', '')}",
        f"FN:{_escaped(shown)}",
        f"ORG:{_parts(chance.choice(_HOUSES), chance.choice(_UNITS))}",
        f"TITLE:{_escaped(chance.choice(_TITLES))}",
        f"EMAIL;TYPE=INTERNET,HOME:{login}{number}@mail.example",
        f"EMAIL;TYPE=INTERNET,WORK:{login}.{number}@office.example",
        f"TEL;TYPE=CELL:+48 {500_000_000 + number}",
        f"TEL;TYPE=WORK,VOICE:+33 1 {40_000_000 + number}",
        f"ADR;TYPE=HOME:{_parts(*address, _COUNTRIES[place])}",
        f"BDAY:{birthday}",
        f"NOTE:{_escaped(note)}",
        "CATEGORIES:" + ",".join(chance.sample(_CATEGORIES, chance.randrange(1, 4))),
        f"UID:urn:uuid:{number:08x}-1111-4000-8000-{chance.getrandbits(48):012x}",
        "REV:20240229T120000Z",
    ]
    if number % _CARDS_A_PHOTO == 0:
        picture = b"\xff\xd8\xff\xe0" + chance.randbytes(_PHOTO_BYTES)
        lines.append(f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(picture).decode()}")
    return [*lines, "END:VCARD"]


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _parts(*parts: str) -> str:
    return ";".join(map(_escaped, parts))


def _folded(line: str) -> str:
    """Break a line after 74 bytes, never within a letter (RFC 6350, 3.2)."""
    if len(line.encode()) <= 75:
        return line
    pieces: list[str] = []
    rest = line.encode()
    while rest:
        end = 74 if not pieces else 73
        while end < len(rest) and rest[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(rest[:end].decode())
        rest = rest[end:]
    return "\r\n ".join(pieces)
