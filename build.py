"""Builds the site: `python build.py --help` says how. The program is in `minutebook/`; begin with `minutebook/pipeline.py`."""

import sys

from minutebook.diagnostics import LanguageFileError


def start() -> int:
    """Run the program; return its status: 1 as well where the file of a language is wrong."""
    try:
        # Here, since the words of all languages are read while the modules are imported.
        from minutebook.cli import main  # noqa: PLC0415
    except LanguageFileError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(start())
