"""What each file may say: models of raw values, and the reader that fills them and words every fault for a clerk.

In: nodes of YAML. Out: frozen models (`RawSite`, `RawFront` …) that know the place of each value, and diagnostics. Checks each value
by itself: whether an id exists, or who a name is, is for later stages.
"""

from minutebook.schema.base import RawModel, read, read_entries, write_date
from minutebook.schema.blocks import (
    BLOCKS,
    INTERESTS,
    ActionBlock,
    DecisionBlock,
    DeclarationBlock,
    DocumentEntry,
    RecommendationBlock,
    RecordBlock,
    ResponseBlock,
    SummaryBlock,
    UpdateBlock,
    read_documents,
    split_interests,
)
from minutebook.schema.council import (
    BODY_KINDS,
    RawBody,
    RawKey,
    RawMembership,
    RawOffice,
    RawPerson,
    RawSite,
    RawTenure,
)
from minutebook.schema.export import json_schema
from minutebook.schema.glossary import RawGlossary, RawTerm, is_letters_key, name_letters_key, read_glossary
from minutebook.schema.meeting import RawApproval, RawFront, RawFrontFurther, RawSource
from minutebook.schema.page import RawPage
from minutebook.schema.plan import RawPlan, RawPlanAction, RawPlanEntry
from minutebook.schema.votes import BlockVotes, VoteSide

__all__ = [
    "BLOCKS",
    "BODY_KINDS",
    "INTERESTS",
    "ActionBlock",
    "BlockVotes",
    "DecisionBlock",
    "DeclarationBlock",
    "DocumentEntry",
    "RawApproval",
    "RawBody",
    "RawFront",
    "RawFrontFurther",
    "RawGlossary",
    "RawKey",
    "RawMembership",
    "RawModel",
    "RawOffice",
    "RawPage",
    "RawPerson",
    "RawPlan",
    "RawPlanAction",
    "RawPlanEntry",
    "RawSite",
    "RawSource",
    "RawTenure",
    "RawTerm",
    "RecommendationBlock",
    "RecordBlock",
    "ResponseBlock",
    "SummaryBlock",
    "UpdateBlock",
    "VoteSide",
    "is_letters_key",
    "json_schema",
    "name_letters_key",
    "read",
    "read_documents",
    "read_entries",
    "read_glossary",
    "split_interests",
    "write_date",
]
