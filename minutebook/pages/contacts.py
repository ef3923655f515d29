"""How somebody can be reached: an address of e-mail as a link.

In: what a file says of a contact. Out: an href. What is no address of e-mail alone is left as words.
"""

from __future__ import annotations


def find_mailto(text: str) -> str:
    """Return the `mailto:` address for a text that is an address of e-mail and nothing else; else nothing."""
    plain = text.removeprefix("mailto:")
    is_address = plain.count("@") == 1 and not any(sign.isspace() or sign in "<>?&\"'" for sign in plain)
    return f"mailto:{plain}" if is_address else ""
