"""YAML as nodes with their line and column: every scalar is the text that stands there, and what would trap a clerk is a fault.

In: text of a YAML file, of front matter or of a fenced block. Out: `Node` values and diagnostics. Never makes a number, a
yes or a date of a text (`18:30` stays `18:30`), never follows an alias, never raises for what a file holds.
"""

from minutebook.yamlnodes.cleaning import drop_unshown
from minutebook.yamlnodes.mending import make_key_pattern
from minutebook.yamlnodes.nodes import Node, Plain, find_place, to_plain
from minutebook.yamlnodes.quoting import quote
from minutebook.yamlnodes.reading import read_yaml

__all__ = ["Node", "Plain", "drop_unshown", "find_place", "make_key_pattern", "quote", "read_yaml", "to_plain"]
