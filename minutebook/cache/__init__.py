"""What a build keeps for the next: values by table and key, in one SQLite file.

In: a folder and the fingerprint of the code. Out: bytes, just as the same code wrote them, or nothing. A store is never trusted and never in the
way: where its file is missing, damaged, another program's, another version's or in use, it holds nothing, and the build goes on. Knows no stage, and
executes nothing that it reads.
"""

from minutebook.cache.code import fingerprint
from minutebook.cache.store import Store

__all__ = ["Store", "fingerprint"]
