"""The search: what can be found, under which words, and the files that the browser reads.

In: the register, and each page as it is planned. Out: files below `search/<lang>/`. It is the only part that knows an engine; its other half is
`templates/assets/js/search/engine.js`. It writes no HTML, and nothing that no page shows.
"""

from minutebook.search.extract import Extractor, Found
from minutebook.search.index import Index
from minutebook.search.kept import StaleIndexError
from minutebook.search.kept import forget_all as forget_index
from minutebook.search.packing import pack_found, unpack_found
from minutebook.search.rewording import Rewording, compare_written
from minutebook.search.subjects import Subject, Subjects

__all__ = [
    "Extractor",
    "Found",
    "Index",
    "Rewording",
    "StaleIndexError",
    "Subject",
    "Subjects",
    "compare_written",
    "forget_index",
    "pack_found",
    "unpack_found",
]
