"""The kinds of contact detail, each with its fields."""

from PySide6.QtCore import QUrl

from passalong.domain.card import (
    Email,
    Link,
    Occasion,
    Organisation,
    PartialDate,
    PostalAddress,
    Telephone,
)
from passalong.domain.day_words import read_partial
from passalong.ui.people.days import partial_text
from passalong.ui.people.detail_row import OPENED, DetailRow


class EmailRow(DetailRow):
    """An e-mail address."""

    labels = ("work", "home", "other")
    opens_with = "email"

    def build(self) -> None:
        """Make the fields."""
        self._preferred = False
        self._address = self.field(self.name)

    def put(self, value: Email) -> None:
        """Show an address."""
        self.label_box.show_text(value.label)
        self._address.show_text(value.address)
        self._preferred = value.preferred

    def value(self) -> Email | None:
        """Return the address."""
        address = self._address.text().strip()
        label_word = self.label_box.currentText().strip()
        return Email(address, label_word, self._preferred) if address else None


class TelephoneRow(DetailRow):
    """A telephone number."""

    labels = ("mobile", "work", "home", "fax", "other")
    opens_with = "telephone"

    def build(self) -> None:
        """Make the fields."""
        self._preferred = False
        self._number = self.field(self.name)

    def put(self, value: Telephone) -> None:
        """Show a number."""
        self.label_box.show_text(value.label)
        self._number.show_text(value.number)
        self._preferred = value.preferred

    def value(self) -> Telephone | None:
        """Return the number."""
        number = self._number.text().strip()
        label_word = self.label_box.currentText().strip()
        return Telephone(number, label_word, self._preferred) if number else None

    def url(self) -> str:
        """Return the number as one can be called."""
        dialled = "".join(each for each in self._number.text() if each in "+0123456789")
        return f"tel:{dialled}" if len(dialled) > 2 else ""


class LinkRow(DetailRow):
    """A web page, a profile or a chat address."""

    labels = ("website", "work", "home", "profile")
    opens_with = "link"

    def build(self) -> None:
        """Make the fields."""
        self._url = self.field(self.name)

    def put(self, value: Link) -> None:
        """Show a link."""
        self.label_box.show_text(value.label)
        self._url.show_text(value.url)

    def value(self) -> Link | None:
        """Return the link."""
        url = self._url.text().strip()
        return Link(url, self.label_box.currentText().strip()) if url else None

    def url(self) -> str:
        """Return the link where it is one that may be opened."""
        text = self._url.text().strip()
        if "://" not in text and text.lower().startswith("www."):
            text = f"https://{text}"
        url = QUrl(text)
        openable = url.isValid() and url.scheme().lower() in OPENED
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded) if openable else ""


class AddressRow(DetailRow):
    """A postal address."""

    labels = ("home", "work", "other")

    def build(self) -> None:
        """Make the fields."""
        self._box = self.field(self.tr("Post box"))
        self._extended = self.field(self.tr("Building, floor"))
        self._street = self.field(self.tr("Street"))
        line = self.side_by_side()
        self._postcode = self.field(self.tr("Postcode"), beside=line)
        self._city = self.field(self.tr("City"), beside=line)
        line.setStretch(0, 1)
        line.setStretch(1, 2)
        line = self.side_by_side()
        self._region = self.field(self.tr("Region"), beside=line)
        self._country = self.field(self.tr("Country"), beside=line)
        line.setStretch(0, 1)
        line.setStretch(1, 2)

    def put(self, value: PostalAddress) -> None:
        """Show an address; parts that hardly anybody has show only where they are filled."""
        self.label_box.show_text(value.label)
        for field, text in (
            (self._box, value.po_box),
            (self._extended, value.extended),
            (self._street, value.street),
            (self._postcode, value.postcode),
            (self._city, value.city),
            (self._region, value.region),
            (self._country, value.country),
        ):
            field.show_text(text)
        self.hide_rare_fields()

    def hide_rare_fields(self) -> None:
        """Leave out the parts that hardly any address has."""
        for rare in (self._box, self._extended):
            rare.setVisible(bool(rare.text()) or rare.hasFocus())

    def value(self) -> PostalAddress | None:
        """Return the address."""
        made = PostalAddress(
            label=self.label_box.currentText().strip(),
            po_box=self._box.text().strip(),
            extended=self._extended.text().strip(),
            street=self._street.text().strip(),
            city=self._city.text().strip(),
            region=self._region.text().strip(),
            postcode=self._postcode.text().strip(),
            country=self._country.text().strip(),
        )
        return made if any(made[1:]) else None


class OrganisationRow(DetailRow):
    """Where somebody works and as what."""

    def build(self) -> None:
        """Make the fields."""
        self._title = self.field(self.tr("Title"))
        self._organisation = self.field(self.tr("Organisation"))
        self._department = self.field(self.tr("Department"))
        self._role = self.field(self.tr("Role"))

    def put(self, value: Organisation) -> None:
        """Show where somebody works."""
        self._title.show_text(value.title)
        self._organisation.show_text(value.name)
        self._department.show_text(value.department)
        self._role.show_text(value.role)
        self._role.setVisible(bool(self._role.text()))

    def value(self) -> Organisation | None:
        """Return where somebody works."""
        made = Organisation(
            name=self._organisation.text().strip(),
            department=self._department.text().strip(),
            title=self._title.text().strip(),
            role=self._role.text().strip(),
        )
        return made if any(made) else None


class OccasionRow(DetailRow):
    """A day that matters, such as a birthday."""

    labels = ("birthday", "anniversary")

    def build(self) -> None:
        """Make the fields."""
        self._day = self.field(self.tr("Day, such as 21 March 1980"))
        self._shown: PartialDate | None = None

    def put(self, value: Occasion) -> None:
        """Show a day as a person writes it."""
        self.label_box.show_text(value.label)
        self._day.show_text(partial_text(value.day))
        self._shown = value.day

    def value(self) -> Occasion | None:
        """Return the day; what is no day stays in words."""
        text = self._day.text().strip()
        if not text:
            return None
        same = self._shown is not None and text == partial_text(self._shown)
        day = self._shown if same and self._shown is not None else read_partial(text)
        return Occasion(self.label_box.currentText().strip() or "birthday", day)
