"""The frozen values that cross from one stage to the next.

In: nothing. Out: one type per stage, so that "not yet computed" cannot be expressed. No behaviour lives here beyond
what a value can say about itself; nothing here reads a file or knows a stage.

Offsets count Unicode code points. A span is half-open, `text[start:end]`. Line numbers are 1-based and inclusive.
Paths are POSIX and relative to the project folder.
"""

from generator.model.annotation import (
    AnnotatedArticle,
    DateExpression,
    Doubt,
    Figure,
    FreePage,
    Mention,
    Precision,
    Quote,
    Statement,
)
from generator.model.article import Article, Block, BlockKind, PublishedDate, Removed, Sentence, Sidecar, Stated
from generator.model.cleaning import CleanDocument, Order, Overrides, Verdict
from generator.model.document import (
    SIGNATURE,
    Claim,
    Document,
    Inline,
    InlineKind,
    MetadataField,
    RawBlock,
    RawKind,
    Source,
)
from generator.model.knowledge import (
    Backlink,
    Collision,
    Comparison,
    CoOccurrence,
    Event,
    FactComparison,
    FormUse,
    KnowledgeBase,
    Neighbour,
    Origin,
    RowKind,
    SharedPassage,
    Story,
    StoryRow,
    Suggestion,
)
from generator.model.note import Alias, Entity, EntityType, FactRow, Settings

__all__ = [
    "SIGNATURE",
    "Alias",
    "AnnotatedArticle",
    "Article",
    "Backlink",
    "Block",
    "BlockKind",
    "Claim",
    "CleanDocument",
    "CoOccurrence",
    "Collision",
    "Comparison",
    "DateExpression",
    "Document",
    "Doubt",
    "Entity",
    "EntityType",
    "Event",
    "FactComparison",
    "FactRow",
    "Figure",
    "FormUse",
    "FreePage",
    "Inline",
    "InlineKind",
    "KnowledgeBase",
    "Mention",
    "MetadataField",
    "Neighbour",
    "Order",
    "Origin",
    "Overrides",
    "Precision",
    "PublishedDate",
    "Quote",
    "RawBlock",
    "RawKind",
    "Removed",
    "RowKind",
    "Sentence",
    "Settings",
    "SharedPassage",
    "Sidecar",
    "Source",
    "Stated",
    "Statement",
    "Story",
    "StoryRow",
    "Suggestion",
    "Verdict",
]
