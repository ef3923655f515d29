"""Frozen values as bytes, and back: compact JSON, by the types that a dataclass declares.

In: frozen dataclasses. Out: bytes, the same for equal values; and values, or UnreadableError. Executes nothing that it reads, and trusts none of it.
"""

from minutebook.codec.packing import Codec, codec_for, codec_for_any, digest, expand, squeeze
from minutebook.codec.shapes import UnreadableError, check_types, reading

__all__ = [
    "Codec",
    "UnreadableError",
    "check_types",
    "codec_for",
    "codec_for_any",
    "digest",
    "expand",
    "reading",
    "squeeze",
]
