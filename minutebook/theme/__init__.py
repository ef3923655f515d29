"""The shell round every page, and the only part that knows Material for MkDocs.

In: a `Shell` of plain strings, and a page's body as `Markup`. Out: the HTML of the whole page, and the files
under `assets/`. Every string is escaped here; the body and `head_extra` are trusted, as `render` made them.

It imports no MkDocs: it reads the theme's templates and style sheet from its folder. It never emits the
theme's script bundle, an inline script, a `style` attribute, or an address that it was not given.
"""

from minutebook.theme.frame import POLICY, Theme
from minutebook.theme.shell import BOX_STRINGS, STRINGS, Shell, ShellLink, ThemeError

__all__ = ["BOX_STRINGS", "POLICY", "STRINGS", "Shell", "ShellLink", "Theme", "ThemeError"]
