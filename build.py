"""Builds the site: `python build.py --help` says how. The program is in `minutebook/`; begin with `minutebook/pipeline.py`."""

import sys

from minutebook.cli import main

if __name__ == "__main__":
    sys.exit(main())
