"""Builds the site: `python build.py --help` says how. The program is in `minutebook/`; begin with `minutebook/pipeline.py`."""

import gc
import os
import sys
import time
from contextlib import suppress


def open_streams() -> None:
    """Let what is printed go nowhere where the program was started without standard output or error (`>&-`).

    Python has None for such a stream, and the next file that is opened would get its number, and with it whatever libraries write there.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:  # the lowest that is free
        pass
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end, and pathlib takes time


def start() -> int:
    """Run the program; return its status: 1 as well where the file of a language is wrong, 130 where somebody stops it before it has begun."""
    began = time.perf_counter()  # to read the program takes longer than a build that finds nothing changed
    try:
        from minutebook.diagnostics import LanguageFileError  # noqa: PLC0415
        from minutebook.processes import collect_seldom  # noqa: PLC0415

        collect_seldom()  # not a tenth of the time of what follows is then spent on garbage that there is not
        try:
            # Here, since the words of all languages are read while the modules are imported.
            from minutebook.cli import main  # noqa: PLC0415
        except LanguageFileError as wrong:
            with suppress(BrokenPipeError):
                print(wrong, file=sys.stderr)
            return 1
        gc.freeze()  # all this is there to stay
        return main(began=began)
    except KeyboardInterrupt:
        with suppress(BrokenPipeError):
            print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    open_streams()
    status = start()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    # The system takes back the memory of a large archive at once. Python would first take all of it apart, for seconds.
    os._exit(status)
