"""What a build says at its end, in plain words: how many pages, what became of them, how large the site is, how long it took.

In: what a build did. Out: text. Never prints.
"""

from __future__ import annotations

from collections.abc import Mapping

from minutebook.diagnostics import Report
from minutebook.pipeline import Summary

WARN_FROM = 800_000_000
LIMIT = 1_000_000_000
"""Bytes of a site: GitHub Pages publishes none that is larger than 1 GB (docs.github.com, GitHub Pages limits)."""

_NO_HISTORY = {
    "no-git": "Pages do not say when they changed, since git knows nothing of this folder.",
    "shallow": "Pages do not say when they changed, since this clone has no full history (git fetch --unshallow gets it).",
}


def format_counts(report: Report) -> str:
    """Return how many faults there are: `1 error, 0 warnings.`"""
    return f"{_count(len(report.errors), 'error')}, {_count(len(report.warnings), 'warning')}."


def format_summary(result: Summary, stages: Mapping[str, float], whole: float) -> str:
    """Return the last lines of a build. `stages` holds the seconds of those that are to be named, `whole` those of all of it."""
    lines = [format_counts(result.report)]
    if result.history:
        lines.append(_NO_HISTORY[result.history])
    if result.unkept:
        lines.append(f"Nothing could be kept for the next build in {result.unkept}. It will take as long as this one.")
    if not result.written:
        lines.append("Nothing was written; the old site, if there is one, is untouched.")
        return "\n".join(lines)
    kept = f" ({result.kept:,} of them kept without being made again)" if result.kept else ""
    lines.append(
        f"{_count(result.pages, 'page')}: {result.pages - result.same:,} new or changed, {result.same:,} unchanged{kept}."
    )
    lines.append(
        f"{_count(result.files, 'file')}: {result.files - result.reused:,} written, {result.reused:,} kept, {result.removed:,} removed; "
        f"{result.size / 1e6:,.1f} MB in {result.site}"
    )
    named = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stages.items() if seconds >= 0.05)
    lines.append(f"{whole:.1f} s in all" + (f": {named}" if named else ""))
    return "\n".join(lines)


def format_stopped(before: int | None, now: int | None, *, local: bool = False, built: bool = False) -> str:
    """Return what to say when somebody stops a build from the keyboard.

    `before` and `now` are the site in its place when it began and when it was stopped, as `output.find_first` and `folders.find_site` give them.
    `local`: the new site was to have the addresses of this computer. `built`: one such was built, whether or not there was anything to change.
    """
    if now is None:
        lost = "The old site lies beside its place, and the next build puts it back."
        return f"Stopped. {lost if before else 'No site was written.'}"
    if now == before and not built:
        return "Stopped. The old site is untouched."
    if local:
        return "Stopped. The site has the addresses of this computer, so build it once more before you publish it."
    return "Stopped. The new site is in its place."


def format_size_warning(result: Summary) -> str:
    """Return what to do before the site is too large for GitHub Pages; nothing where there is room."""
    if not result.written or result.size < WARN_FROM:
        return ""
    size = result.size // 1_000_000
    over = "which is too large for it" if result.size > LIMIT else "so there is not much room left"
    documents = result.documents // 1_000_000
    share = f" {documents:,} MB of it are documents: put the largest elsewhere and link to them." if documents else ""
    return (
        f"The site has {size:,} MB, and GitHub Pages takes 1,000 MB at most, {over}.{share} Old years can have a site of their own, and other "
        "web servers take more: docs/publishing.md tells how."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
