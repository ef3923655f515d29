"""Ids become objects, both ways: from raw values to the register that checks and pages read.

In: the archive, git's history and today. Out: the register and every fault that needs more than one file to be seen. Writes nothing, renders nothing.
"""

from minutebook.link.headings import find_lone_heading
from minutebook.link.reading import Linked, read_register
from minutebook.link.register import link

__all__ = ["Linked", "find_lone_heading", "link", "read_register"]
