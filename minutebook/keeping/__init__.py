"""What of the last build's site can be taken over, and why the rest cannot.

In: the store, what is planned, a tracer that knows what is there now. Out: the pages that must be made, what the others brought to the index, and for
any page why it was made or not. What cannot be trusted is not used.
"""

from minutebook.keeping.files import KeptFiles
from minutebook.keeping.lookups import Lookups
from minutebook.keeping.pages import KeptPages
from minutebook.keeping.reasons import describe

__all__ = ["KeptFiles", "KeptPages", "Lookups", "describe"]
