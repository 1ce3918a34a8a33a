"""Twelve people who do not exist, and things worth giving them.

Everything is invented; the addresses lie in domains reserved for examples.
"""

from typing import NamedTuple

from passalong.domain.opportunity import Rating


class SampleNote(NamedTuple):
    """A note and how many days ago it was written."""

    days_ago: int
    text: str


class SamplePerson(NamedTuple):
    """Somebody to try the program with."""

    name: str
    title: str
    organisation: str
    city: str
    email: str
    bond: str = "light"
    tags: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notes: tuple[SampleNote, ...] = ()
    matter: str = ""


class SampleOpportunity(NamedTuple):
    """Something worth giving, from whom, and for how many days (0: for good).

    What was ``given_to`` somebody has been given some days ago, with the
    giver's leave.
    """

    text: str
    giver: str = ""
    quantity: int | None = None
    days_left: int = 0
    rating: Rating = Rating.GREAT
    given_to: str = ""


NEEDED_FOR = 10
"""Days since which everybody needs what they need."""

PEOPLE = (
    SamplePerson(
        "Priya Okafor",
        "Head of Data",
        "Northwind Rail",
        "London",
        "priya.okafor@northwind.example",
        "working",
        ("conference", "ex-colleague"),
        ("golf", "rail scheduling", "women in data"),
        ("hiring data engineers", "timetable data"),
        ("someone who knows SNCF tenders",),
        (
            SampleNote(8, "Moving the night-train timetable to a new solver; go-live in January."),
            SampleNote(
                51,
                "Met at RailData. Plays golf every Sunday; daughter starts university next year.",
            ),
            SampleNote(164, "Prefers e-mail before 10:00, hates phone calls."),
        ),
        "moving the night-train timetable to a new solver",
    ),
    SamplePerson(
        "Ben Whitaker",
        "Owner",
        "Whitaker's Bakery",
        "Green Bay",
        "ben@whitaker.example",
        "close",
        ("school",),
        ("football", "sourdough"),
        ("catering for small events",),
        ("a second oven",),
        (
            SampleNote(30, "Never misses a Packers game, even in the snow."),
            SampleNote(52, "New bakery opening on 3 October, nervous about the ovens."),
        ),
        "opening the new bakery",
    ),
    SamplePerson(
        "Rosa Ortega",
        "Physics teacher",
        "Lincoln High School",
        "Milwaukee",
        "rosa.ortega@lincoln.example",
        "working",
        ("teachers",),
        ("football", "astronomy"),
        (),
        ("an oscilloscope for the school lab",),
        (SampleNote(20, "Son plays in the school league. Builds a cloud chamber with her class."),),
    ),
    SamplePerson(
        "Tomás Lindqvist",
        "Greens architect",
        "Lindqvist Studio",
        "Malmö",
        "tomas@lindqvist.example",
        "light",
        ("conference",),
        ("golf", "native grasses"),
        ("drone surveys of a site",),
        ("a part-time CFO for a 12-person studio",),
        (SampleNote(75, "Designs golf courses that need no watering. Sketches by hand."),),
    ),
    SamplePerson(
        "Marguerite Bell",
        "Editor",
        "Fairway Magazine",
        "Edinburgh",
        "m.bell@fairway.example",
        "working",
        ("press",),
        ("golf", "long walks", "book design"),
        ("an article slot in spring", "proof-reading of English texts"),
        ("a flat in Lisbon for a week in May",),
        (SampleNote(12, "Looks for stories about women in engineering; deadline is in March."),),
    ),
    SamplePerson(
        "Devon Kaplan",
        "Sales lead",
        "Acme Pumps",
        "Leeds",
        "devon.kaplan@acme.example",
        "light",
        ("conference",),
        ("cycling",),
        ("trade fair passes",),
        (),
        (SampleNote(200, "Sells pumps for breweries. Rides the Dales at weekends."),),
    ),
    SamplePerson(
        "Sofia Andersen",
        "Physiotherapist",
        "",
        "Aarhus",
        "sofia.andersen@mail.example",
        "close",
        ("running club",),
        ("running", "jazz"),
        ("advice on knees and backs",),
        ("a studio to rent",),
        (SampleNote(4, "Allergic to cats. Wants to open her own practice near the harbour."),),
    ),
    SamplePerson(
        "Haruto Nakamura",
        "Course superintendent",
        "Cedar Hills",
        "Portland",
        "haruto@cedarhills.example",
        "light",
        ("golf trip",),
        ("golf", "soil science"),
        ("a round on Mondays",),
        (),
        (SampleNote(90, "Measures soil moisture by satellite; would talk about it for hours."),),
    ),
    SamplePerson(
        "Luc Moreau",
        "Consultant",
        "Moreau Conseil",
        "Lyon",
        "luc@moreau.example",
        "working",
        ("ex-colleague",),
        ("French public tenders", "trains"),
        ("French public tenders", "a flat in Lisbon in May"),
        ("an English proof-reader",),
        (
            SampleNote(
                33, "Wrote half of the rolling-stock tender rules. Speaks at trade meetings."
            ),
        ),
    ),
    SamplePerson(
        "Amélie Girard",
        "Bid manager",
        "Alstom",
        "Paris",
        "amelie.girard@alstom.example",
        "light",
        ("conference",),
        ("rail", "photography"),
        (),
        ("introductions in Leipzig",),
        (SampleNote(61, "Ran the rolling-stock bids. Planning a trip to the Leipzig fair."),),
    ),
    SamplePerson(
        "Jonas Weber",
        "Data engineer",
        "",
        "Leipzig",
        "jonas.weber@mail.example",
        "working",
        ("ex-colleague",),
        ("databases", "query planners", "open data"),
        ("a code review",),
        ("a job on a data platform team",),
        (SampleNote(5, "Lost his job on 18 November. Wrote a query planner in his spare time."),),
        "looking for a new job",
    ),
    SamplePerson(
        "Nadia Kessler",
        "Nurse",
        "St. Anne Hospital",
        "Duluth",
        "nadia.kessler@stanne.example",
        "light",
        ("season-ticket group",),
        ("rural health", "knitting"),
        (),
        ("data on rural clinics",),
        (SampleNote(44, "Started a project on rural health and needs grants for it."),),
    ),
)

OPPORTUNITIES = (
    SampleOpportunity(
        "Two play-off tickets, section 114: Packers on Saturday, football in the snow",
        giver="Devon Kaplan",
        quantity=2,
        days_left=6,
    ),
    SampleOpportunity(
        "Query planner internals: a free book on databases\nhttps://example.org/query-planner"
    ),
    SampleOpportunity("Trade meeting on rail tenders moved to Leipzig, 4 March"),
    SampleOpportunity(
        "Part-time CFO looking for a small design studio, twelve people or fewer",
        giver="Marguerite Bell",
    ),
    SampleOpportunity("Unused lab oscilloscope, two channels, works", giver="Haruto Nakamura"),
    SampleOpportunity(
        "One spare seat at the sourdough course on Friday",
        giver="Luc Moreau",
        quantity=1,
        given_to="Ben Whitaker",
    ),
    SampleOpportunity("Early-bird price for the open data fair until Monday", days_left=-4),
    SampleOpportunity(
        "Photographs of night trains\nhttps://example.org/night-trains", rating=Rating.NICE
    ),
)
