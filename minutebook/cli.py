"""The command line: reads words, calls the pipeline, prints what it says, returns the status.

In: arguments. Out: text on stdout and stderr, and the status that docs/commands.md tells: 0 (well), 1 (not written: faults, the disk, the port, what
`new` or `glossary` could not add), 2 (a wrong command line, or a folder that cannot be ours) or 130 (stopped). Whether anybody reads the text to its
end changes no status. Never reads content itself.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from minutebook import adding, pipeline, schema, serve, starter
from minutebook.arguments import read_count, read_day, read_epoch, read_folder, read_port, read_url
from minutebook.diagnostics import LanguageFileError, Report, format_github, format_json, format_text, list_faults
from minutebook.folders import TargetRefusedError, find_site
from minutebook.harvest import format_findings, format_findings_json
from minutebook.output import OutputError, find_first
from minutebook.parity import format_parity, make_parity_data
from minutebook.pipeline import Options, Summary
from minutebook.progress import Teller, choose_manner, say, wants_plain
from minutebook.sources import GLOSSARY
from minutebook.telling import format_counts, format_size_warning, format_stopped, format_summary

VERBS = ("build", "check", "serve", "new", "glossary", "schema")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong and what would be right, with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def main(words: Sequence[str] | None = None, began: float | None = None) -> int:
    """Run the program; return its status. `began`: when it was started, as `time.perf_counter` gave it; None for now."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or pipe in another encoding gets `\\u0175` for ŵ, instead of an exception.
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if words is None else words)
    if not arguments or (arguments[0] not in VERBS and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "build")
    parsed = make_parser().parse_args(arguments, argparse.Namespace(began=began))
    try:
        status: int = parsed.run(parsed)
    except KeyboardInterrupt:
        say("Stopped.", sys.stderr)
        return 130
    except (TargetRefusedError, argparse.ArgumentTypeError) as refused:
        say(refused, sys.stderr)
        return 2
    except (OutputError, LanguageFileError, serve.PortError) as failed:
        say(failed, sys.stderr)
        return 1
    return status


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(prog="build.py", description="Turns a council's minutes into a website.")
    verbs = parser.add_subparsers(title="commands", metavar="command", required=True, parser_class=_Parser)

    reading = _Parser(add_help=False)
    reading.add_argument(
        "--root",
        type=read_folder,
        default=Path(),
        metavar="DIR",
        help="the council's folder, with content/ and glossary.yml in it (default: this one)",
    )
    reading.add_argument("--drafts", action="store_true", help="also show what says publish: no, marked as such")
    reading.add_argument(
        "--today",
        type=read_day,
        metavar="DATE",
        help="the day to count from (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    reading.add_argument(
        "--progress",
        choices=("auto", "bar", "lines", "none"),
        default="auto",
        help="how to tell how far it has got: with a bar, a line a stage, or not at all (default: a bar on a terminal, else lines)",
    )
    common = _Parser(add_help=False, parents=[reading])
    common.add_argument("--strict", action="store_true", help="treat warnings as errors")
    common.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how faults are shown (default: text)"
    )

    writing = _Parser(add_help=False)
    writing.add_argument(
        "--site", type=Path, metavar="DIR", help="where the site is written (default: site/ in the root)"
    )
    addressed = _Parser(add_help=False)
    addressed.add_argument(
        "--base-url", type=read_url, metavar="URL", help="the address of the published site (default: url of site.yml)"
    )
    writing.add_argument(
        "--jobs",
        type=read_count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes to use (default: one a processor)",
    )

    writing.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where a build keeps what the next can use again; safe to delete (default: .cache/ in the root)",
    )
    writing.add_argument("--no-search", action="store_true", help="build without index and search box")

    build = verbs.add_parser(
        "build",
        parents=[common, writing, addressed],
        help="check the content and write the site (what is done without a command)",
    )
    build.add_argument(
        "--explain",
        default="",
        metavar="PAGE",
        help="also say why a page was made again or kept: its address, its path in the site, or the file of minutes",
    )
    build.set_defaults(run=_build)
    check = verbs.add_parser("check", parents=[common], help="check the content and write nothing")
    check.set_defaults(run=_check)
    show = verbs.add_parser(
        "serve",
        parents=[common, writing],
        help="build, show the site in a browser, and build again when a file is saved",
    )
    show.add_argument("--port", type=read_port, default=8000, metavar="N", help="(default: 8000)")
    show.set_defaults(run=_serve)
    new = verbs.add_parser("new", help="write the file of a new meeting, with the body's standing items")
    new.add_argument("--root", type=read_folder, default=Path(), metavar="DIR")
    new.add_argument("body", help="the body's id, as in bodies.yml")
    new.add_argument("date", type=read_day, help="the day of the meeting: 2023-04-18")
    new.add_argument("--lang", default="", metavar="CODE", help="the language, where it is not the first")
    new.set_defaults(run=_new)
    glossary = verbs.add_parser(
        "glossary", parents=[reading], help="show what glossary.yml lacks: letters nobody explains, lines to add"
    )
    glossary.add_argument(
        "--format", choices=("text", "json"), default="text", help="how the report is shown (default: text)"
    )
    sources = glossary.add_mutually_exclusive_group()
    sources.add_argument(
        "--write",
        nargs="*",
        metavar="LETTERS",
        help="add the entries found in the minutes for these letters to glossary.yml (for none named: all that are clear)",
    )
    sources.add_argument(
        "--import",
        type=Path,
        dest="file",
        metavar="FILE",
        help="add the terms of a list to glossary.yml: CSV, or a Markdown page with a table",
    )
    glossary.set_defaults(run=_glossary)
    forms = verbs.add_parser("schema", help="print the JSON Schema of the files, for editors")
    forms.add_argument("name", nargs="?", help="one file's: site, bodies, people …")
    forms.set_defaults(run=_schema)
    return parser


def _build(parsed: argparse.Namespace) -> int:
    options = _read_options(parsed)
    before = find_first(options.site)
    try:
        return 0 if _build_once(options, parsed, _make_teller(parsed)).written else 1
    except KeyboardInterrupt:
        say(format_stopped(before, find_site(options.site)), sys.stderr)
        return 130


def _build_once(options: Options, parsed: argparse.Namespace, teller: Teller) -> Summary:
    with teller:
        result = pipeline.build(options, teller)
    whole = teller.whole
    _print_report(result.report, parsed.format)
    if warning := format_size_warning(result):
        if parsed.format == "github":
            say(f"::warning title=site-size::{warning}", sys.stdout)
        else:
            say(f"warning: {warning}", sys.stderr)
    # The lines have told of each stage already.
    stages = teller.seconds if teller.manner == "bar" else {}
    say(format_summary(result, stages, whole), sys.stderr)
    if result.explanation:
        say(result.explanation, sys.stderr)
    return result


def _make_teller(parsed: argparse.Namespace) -> Teller:
    return Teller(sys.stderr, choose_manner(parsed.progress, sys.stderr, os.environ), parsed.began)


def _check(parsed: argparse.Namespace) -> int:
    with _make_teller(parsed) as teller:
        result = pipeline.check_only(_read_options(parsed), teller)
    if parsed.format == "json":
        languages = {"languages": make_parity_data(result.parity, result.report.broken)} if result.parity else {}
        say(json.dumps({"faults": list_faults(result.report), **languages}, ensure_ascii=False, indent=2), sys.stdout)
    else:
        _print_report(result.report, parsed.format)
    if parsed.format == "text" and result.parity and (told := format_parity(result.parity, result.report.broken)):
        say(f"\n{told}" if result.report.diagnostics else told, sys.stdout)
    say(format_counts(result.report), sys.stderr)
    failed = result.report.errors or (parsed.strict and result.report.warnings)
    return 1 if failed else 0


def _glossary(parsed: argparse.Namespace) -> int:
    if parsed.file is not None:
        return _tell(adding.import_list(parsed.root, parsed.file))
    if parsed.write is not None and parsed.drafts:
        message = "--drafts cannot be used with --write: the glossary is public, and words of minutes that are not would get into it."
        raise argparse.ArgumentTypeError(message)
    with _make_teller(parsed) as teller:
        review = pipeline.review_glossary(_read_options(parsed), teller)
    if review.findings is None:
        _print_report(review.report, parsed.format)
        say(format_counts(review.report), sys.stderr)
        return 1
    if parsed.write is not None:
        return _tell(adding.write_proposals(parsed.root, review.findings, parsed.write))
    say((format_findings_json if parsed.format == "json" else format_findings)(review.findings), sys.stdout)
    for fault in review.report.errors:
        if fault.location.path == GLOSSARY:
            say(fault, sys.stderr)
    if errors := len(review.report.errors):
        noun = "error" if errors == 1 else "errors"
        say(f"The content has {errors} {noun}, so some of it may be missing here: build.py check.", sys.stderr)
    return 0


def _tell(added: adding.Added) -> int:
    say("\n".join(added.lines), sys.stderr if added.failed else sys.stdout)
    return 1 if added.failed else 0


def _serve(parsed: argparse.Namespace) -> int:
    options = _read_options(parsed)
    before, built = find_first(options.site), False

    def build(options: Options) -> bool:
        nonlocal built
        # A clerk who saves once a minute wants the result, and a line a stage would bury it.
        manner = choose_manner(parsed.progress, sys.stderr, os.environ)
        quiet = manner == "lines" and parsed.progress == "auto"
        written = _build_once(options, parsed, Teller(sys.stderr, "none" if quiet else manner)).written
        built = built or written
        return written

    try:
        return serve.serve(options, parsed.port, build)
    except BaseException as ended:
        stopped = isinstance(ended, KeyboardInterrupt)
        if stopped or built:  # however it ends, somebody may publish what it leaves
            say(format_stopped(before, find_site(options.site), local=True, built=built), sys.stderr)
        if stopped:
            return 130
        raise


def _new(parsed: argparse.Namespace) -> int:
    made = starter.write_meeting(parsed.root, parsed.body, parsed.date, parsed.lang)
    say(made.message, sys.stdout if made.path else sys.stderr)
    return 0 if made.path else 1


def _schema(parsed: argparse.Namespace) -> int:
    schemas = schema.json_schema()
    if parsed.name is not None and parsed.name not in schemas:
        say(f"There is no {parsed.name}; there are {', '.join(schemas)}.", sys.stderr)
        return 2
    chosen = schemas if parsed.name is None else schemas[parsed.name]
    say(json.dumps(chosen, ensure_ascii=False, indent=2), sys.stdout)
    return 0


def _read_options(parsed: argparse.Namespace) -> Options:
    root: Path = parsed.root
    return Options(
        root=root,
        site=getattr(parsed, "site", None) or root / "site",
        base_url=getattr(parsed, "base_url", None),
        strict=getattr(parsed, "strict", False),
        jobs=getattr(parsed, "jobs", 1),
        drafts=parsed.drafts,
        today=parsed.today or read_epoch(),
        search=not getattr(parsed, "no_search", False),
        explain=getattr(parsed, "explain", ""),
        cache=(parsed.cache or root / ".cache") if hasattr(parsed, "cache") else None,
    )


def _print_report(report: Report, form: str) -> None:
    if not report.diagnostics and form != "json":
        return
    printers: dict[str, Callable[[Report], str]] = {"github": format_github, "json": format_json}
    plain = form not in printers
    colour = not wants_plain(sys.stdout, os.environ)
    say(format_text(report, colour=colour) if plain else printers[form](report), sys.stdout)
