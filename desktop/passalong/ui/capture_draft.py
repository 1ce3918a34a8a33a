"""Something that is being captured, as far as it has been typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from passalong.domain.opportunity import Attachment, OpportunityKind
from passalong.domain.source import Source
from passalong.ui.opportunity_fields import Entered

_NOTHING = Entered()


@dataclass(frozen=True, slots=True)
class CaptureDraft:
    """Everything the capture dialog holds."""

    text: str = ""
    kind: OpportunityKind | None = None
    attachment: Attachment | None = None
    entered: Entered = _NOTHING
    sender: str = ""  # the address of a mail's sender
    is_cut: bool = False  # the text is the beginning of a longer one

    def is_empty(self) -> bool:
        """Return whether nothing was typed or brought."""
        return self == CaptureDraft()

    def with_source(self, source: Source) -> CaptureDraft:
        """Return the draft with what a source says, wherever nothing stands yet."""
        entered = self.entered
        if not entered.title:
            entered = replace(entered, title=source.title)
        if entered.giver_id is None and source.giver_id is not None:
            entered = replace(entered, giver_id=source.giver_id, giver_name=source.giver_name)
        return CaptureDraft(
            self.text if self.text.strip() else source.text,
            self.kind or source.kind,
            source.attachment or self.attachment,
            entered,
            source.sender or self.sender,
            self.is_cut or (source.is_cut and not self.text.strip()),
        )


def draft_of(source: Source) -> CaptureDraft:
    """Return the draft that a source begins."""
    return CaptureDraft().with_source(source)
