"""What a verb answers: an object for programs, a text for people."""

from dataclasses import asdict
from datetime import datetime

from passalong import words
from passalong.domain import gate
from passalong.domain.card import Occasion, Organisation, PostalAddress
from passalong.domain.exchange import Exchange
from passalong.domain.opportunity import Caution, Opportunity, OpportunityState, Suggestion
from passalong.domain.person import MatchedLine, PersonDetails, PersonRow
from passalong.services.suggestions import HeldBack
from passalong.words import gate as gate_words
from passalong.words import ledger as ledger_words

_LONGEST = 100  # letters of an exchange in a list


def row_object(row: PersonRow) -> dict[str, object]:
    """Return somebody in a list, with the line that a search found."""
    line = row.matched.line if row.matched else None
    return {
        "id": row.uid,
        "name": row.name,
        "matched_line": line.text if line else None,
        "matched_field": line.field.value if line else None,
        "matched_on": line.day.isoformat() if line and line.day else None,
        "headline": row.headline,
        "number": row.id,
    }


def row_text(row: PersonRow) -> str:
    """Return somebody in a list as one line."""
    text = f"{row.id:>6}  {row.name}"
    if row.headline:
        text += f"  ({row.headline})"
    if row.matched is None:
        return text
    return f"{text}  {words.place(row.matched.line)}: “{row.matched.line.text}”"


def details_object(person: PersonDetails) -> dict[str, object]:
    """Return everything about somebody."""
    found = asdict(person)
    found["id"], found["number"] = person.uid, person.id
    del found["uid"]
    for name, value in found.items():
        kept = getattr(person, name, None)
        if isinstance(kept, tuple) and kept and hasattr(kept[0], "value"):
            found[name] = [_plain(item.value) for item in kept]
        else:
            found[name] = _plain(value)
    return found


def details_text(person: PersonDetails) -> str:
    """Return everything about somebody, a line a thing; notes last, the newest first."""
    lines = [f"{person.name} ({person.id})", person.headline]
    lines.append(" ".join(f"#{tag}" for tag in person.tags))
    open_needs = [need.value for need in person.needs if need.value.met_on is None]
    for name, texts in (
        ("also called", person.nicknames),
        ("matter", [matter.value.text for matter in person.matters]),
        ("value", [value.value for value in person.values]),
        ("can offer", [asset.value for asset in person.assets]),
        ("needs", [f"{need.text} (since {words.day(need.since)})" for need in open_needs]),
        ("works at", [_organisation(kept.value) for kept in person.organisations]),
        ("e-mail", [_labelled(kept.value.address, kept.value.label) for kept in person.emails]),
        (
            "telephone",
            [_labelled(kept.value.number, kept.value.label) for kept in person.telephones],
        ),
        ("address", [_address(kept.value) for kept in person.addresses]),
        ("link", [_labelled(kept.value.url, kept.value.label) for kept in person.links]),
        ("date", [_occasion(kept.value) for kept in person.occasions]),
    ):
        lines += [f"{name}: {text}" for text in texts]
    lines += [f"{words.day(note.value.day)}: {note.value.text}" for note in person.notes]
    return "\n".join(filter(None, lines))


def opportunity_object(item: Opportunity) -> dict[str, object]:
    """Return an entry of the inbox."""
    found = asdict(item)
    found["id"], found["number"] = item.uid, item.id
    found["giver_id"], found["giver_number"] = item.giver_uid or None, item.giver_id
    for name in ("captured_at", "snoozed_until"):
        found[name] = local(found[name])
    del found["uid"], found["giver_uid"]
    return found


def opportunity_text(item: Opportunity) -> str:
    """Return an entry of the inbox as one line."""
    facts = [words.kind(item.kind).lower()]
    if item.giver_name:
        facts.append(f"from {item.giver_name}")
    if item.quantity is not None and item.quantity > 1:
        facts.append(f"{max(item.quantity - item.passed, 0)} of {item.quantity} left")
    if item.expires_on:
        facts.append(f"until {words.day(item.expires_on)}")
    if item.state is OpportunityState.NEW:
        facts.append("the giver was not asked")
    elif item.state is not OpportunityState.READY:
        facts.append(words.state(item.state))
    return f"{item.id:>6}  {item.title}  ({', '.join(facts)})"


def suggestion_object(suggestion: Suggestion) -> dict[str, object]:
    """Return a person for an opportunity, with the words that say why."""
    return {
        "id": suggestion.person_uid,
        "number": suggestion.person_id,
        "name": suggestion.name,
        "headline": suggestion.headline,
        "strength": suggestion.strength.value,
        "evidence": [evidence_object(matched) for matched in suggestion.evidence],
        "caution": _caution_object(suggestion.caution),
    }


def evidence_object(matched: MatchedLine) -> dict[str, object]:
    """Return a line about somebody, and which of its words met."""
    return {
        "field": matched.line.field.value,
        "on": matched.line.day,
        "text": matched.line.text,
        "words": [matched.line.text[start:end] for start, end in matched.spans],
        "similar": matched.is_similar,
    }


def _caution_object(caution: Caution | None) -> dict[str, object] | None:
    if caution is None:
        return None
    return {
        "kind": caution.kind.value,
        "line": evidence_object(caution.matched) if caution.matched else None,
        "answer": caution.answer.value if caution.answer else None,
    }


def suggestion_text(suggestion: Suggestion) -> str:
    """Return who it may be for, how well it fits and the words that say why."""
    why = "; ".join(evidence_text(matched) for matched in suggestion.evidence)
    if suggestion.caution:
        why += f"; {words.caution(suggestion.caution)}"
    return f"{suggestion.name}  ({words.strength(suggestion.strength)})  {why}"


def held_back_object(held: HeldBack) -> dict[str, object]:
    """Return somebody who must wait, and why."""
    found = suggestion_object(held.suggestion)
    reasons = [reason_object(why) for why in held.answer.reasons]
    until = held.kept_until or held.answer.free_at
    return {**found, "held_back": True, "reasons": reasons, "free_at": local(until)}


def held_back_text(held: HeldBack, now: datetime) -> str:
    """Return who must wait, and why."""
    why = [gate_words.reason(why, now) for why in held.answer.reasons]
    if held.kept_until:
        why.append(f"You kept it until {gate_words.moment(held.kept_until, now)}")
    return f"{held.suggestion.name}  (held back)  {'; '.join(why)}"


def answer_object(answer: gate.Answer, now: datetime) -> dict[str, object]:
    """Return what the gate says, with every reason in words too."""
    return {
        "verdict": answer.verdict.value,
        "reasons": [
            {**reason_object(why), "text": f"{gate_words.reason(why, now)}."}
            for why in answer.reasons
        ],
        "free_at": local(answer.free_at),
    }


def reason_object(why: gate.Reason) -> dict[str, object]:
    """Return one reason of the gate; moments in the user's own zone."""
    return {
        "kind": why.kind.value,
        "blocks": why.blocks,
        "since": local(why.since),
        "free_at": local(why.free_at),
        "times": why.times,
        "subject": why.subject,
        "who": why.who,
    }


def exchange_object(exchange: Exchange) -> dict[str, object]:
    """Return one contact with somebody."""
    return {
        "id": exchange.uid,
        "number": exchange.id,
        "person": exchange.person_name,
        "person_id": exchange.person_uid,
        "at": local(exchange.at),
        "direction": exchange.direction.value,
        "started_by": "me" if exchange.started_by_me else "them",
        "channel": exchange.channel.value,
        "carried": exchange.carried.value,
        "outcome": exchange.outcome.value,
        "text": exchange.text,
        "url": exchange.url_key,
        "purpose": exchange.purpose,
        "opportunity": exchange.opportunity_title or None,
        "opportunity_id": exchange.opportunity_uid or None,
        "opportunity_number": exchange.opportunity_id,
        "offered_help": exchange.offered_help,
    }


def exchange_text(exchange: Exchange) -> str:
    """Return one contact with somebody as one line."""
    when = f"{words.day(exchange.at.astimezone().date())} {exchange.at.astimezone():%H:%M}"
    said = " ".join(exchange.text.split())
    short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
    what = f"{ledger_words.exchange(exchange)} ({ledger_words.channel(exchange.channel)})"
    return f"{when}  {exchange.person_name}: {what}" + (f": {short}" if short else "")


def local(when: datetime | None) -> datetime | None:
    """Return a moment in the user's own zone."""
    return when.astimezone() if when else None


def evidence_text(matched: MatchedLine) -> str:
    """Return a line about somebody and where it stands."""
    similar = " (similar)" if matched.is_similar else ""
    return f"{words.place(matched.line)}: “{matched.line.text}”{similar}"


def _plain(value: object) -> object:
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return value


def _labelled(text: str, label: str) -> str:
    return f"{text} ({label})" if label else text


def _organisation(value: Organisation) -> str:
    return ", ".join(filter(None, [value.title or value.role, value.department, value.name]))


def _address(value: PostalAddress) -> str:
    town = f"{value.postcode} {value.city}".strip()
    parts = (value.po_box, value.extended, value.street, town, value.region, value.country)
    return _labelled(", ".join(filter(None, parts)), value.label)


def _occasion(value: Occasion) -> str:
    return f"{value.label} {value.day.iso()}"
