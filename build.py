"""Builds the site: `python build.py --help` says how. The program is in `minutebook/`; begin with `minutebook/pipeline.py`."""

import os
import sys
import time
from contextlib import suppress


def start() -> int:
    """Run the program; return its status: 1 as well where the file of a language is wrong, 130 where somebody stops it before it has begun."""
    began = time.perf_counter()  # to read the program takes longer than a build that finds nothing changed
    try:
        from minutebook.diagnostics import LanguageFileError  # noqa: PLC0415

        try:
            # Here, since the words of all languages are read while the modules are imported.
            from minutebook.cli import main  # noqa: PLC0415
            from minutebook.processes import collect_seldom  # noqa: PLC0415
        except LanguageFileError as wrong:
            print(wrong, file=sys.stderr)
            return 1
        collect_seldom()
        return main(began=began)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    status = start()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    # The system takes back the memory of a large archive at once. Python would first take all of it apart, for seconds.
    os._exit(status)
