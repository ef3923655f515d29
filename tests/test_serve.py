"""`serve` as it goes on: what it notices, what does not end it, what it says when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutebook import pipeline, serve
from minutebook.cli import main
from minutebook.folders import MARKER, TargetRefusedError
from minutebook.output import OutputError
from minutebook.pipeline import Options, Summary
from minutebook.progress import Progress
from tests.support.sites import write_files

GOOD = {
    "content/site.yml": "name: Test council\nlanguages: [en]\nurl: https://example.org/minutes/\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/council/2024-01-10.md": "## 1. Apologies\n\nNone.\n",
}
LOCAL = "The site has the addresses of this computer, so build it once more before you publish it."
AGAIN = "The next build is tried when a file is saved."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "root", GOOD)


@pytest.fixture
def save(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A clerk who saves a file some times, and stops `serve` then."""
    monkeypatch.setattr(serve, "_PAUSE", 0.01)

    def tell(times: int) -> None:
        looks = iter(range(times + 1))

        def find_state(_: Path) -> frozenset[tuple[str, int, int]]:
            look = next(looks, None)
            if look is None:
                raise KeyboardInterrupt
            return frozenset([("content/site.yml", look, look)])

        monkeypatch.setattr(serve, "find_state", find_state)

    return tell


def run(root: Path) -> int:
    return main(["serve", "--root", str(root), "--jobs", "1", "--port", "0", "--no-search"])


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let builds fail, one after the other; where nothing is given they do what they always do."""
    build = pipeline.build

    def tell(*errors: BaseException | None) -> None:
        left: Iterator[BaseException | None] = iter(errors)

        def build_or_fail(options: Options, progress: Progress) -> Summary:
            if (error := next(left, None)) is not None:
                raise error
            return build(options, progress)

        monkeypatch.setattr(pipeline, "build", build_or_fail)

    return tell


@pytest.mark.parametrize("kind", [OutputError, TargetRefusedError])
def test_what_cannot_be_written_later_is_tried_again(
    root: Path,
    save: Callable[[int], None],
    fail: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    kind: type[Exception],
) -> None:
    save(2)
    fail(None, kind("No room on the disk."))
    assert run(root) == 130
    said = capsys.readouterr().err.splitlines()
    failed = said.index("No room on the disk.")
    assert said[failed + 1] == AGAIN
    assert [line.partition(":")[0] for line in said].count("0 errors, 0 warnings.") == 2, "the first build and the last"
    assert said.index("0 errors, 0 warnings.", failed) > failed
    assert said[-1] == f"Stopped. {LOCAL}"


@pytest.mark.parametrize(("kind", "status"), [(OutputError, 1), (TargetRefusedError, 2)])
def test_what_cannot_be_written_at_first_ends_it(
    root: Path,
    save: Callable[[int], None],
    fail: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    kind: type[Exception],
    status: int,
) -> None:
    save(2)
    fail(kind("No room on the disk."))
    assert run(root) == status
    assert capsys.readouterr().err == "No room on the disk.\n"


def test_a_folder_that_somebody_has_put_in_the_place_of_the_site(
    root: Path, save: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save(2)
    build, site = pipeline.build, root / "site"
    builds = 0

    def put_or_take(options: Options, progress: Progress) -> Summary:
        nonlocal builds
        builds += 1
        if builds == 2:
            (site / MARKER).rename(root / MARKER)
        try:
            return build(options, progress)
        finally:
            if builds == 2:
                (root / MARKER).rename(site / MARKER)

    monkeypatch.setattr(pipeline, "build", put_or_take)
    assert run(root) == 130
    assert builds == 3
    said = capsys.readouterr().err
    assert "holds files that Minutebook did not write" in said
    assert f"or empty this one yourself.\n{AGAIN}\n" in said
    assert said.endswith(f"Stopped. {LOCAL}\n")


def test_however_it_ends_it_says_whose_addresses_the_site_has(
    root: Path, save: Callable[[int], None], fail: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    save(2)
    fail(None, RuntimeError("a bug"))
    with pytest.raises(RuntimeError, match="a bug"):
        run(root)
    assert capsys.readouterr().err.endswith(f"Stopped. {LOCAL}\n")
    fail(RuntimeError("a bug"))
    with pytest.raises(RuntimeError, match="a bug"):
        run(root)
    assert LOCAL not in capsys.readouterr().err


def test_what_is_saved_behind_a_link_below_the_templates_is_noticed(root: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"shared/parts/logo.svg": "<svg/>", "single.html": "one"})
    (root / "templates/macros").mkdir(parents=True)
    (root / "templates/shared").symlink_to(tmp_path / "shared")
    (root / "templates/again").symlink_to(tmp_path / "shared")
    (root / "templates/macros/up").symlink_to(root / "templates")
    (root / "templates/single.html").symlink_to(tmp_path / "single.html")
    (root / "templates/nowhere").symlink_to(tmp_path / "nowhere")
    states = [serve.find_state(root)]
    for name in ("shared/parts/logo.svg", "shared/parts/new.svg", "single.html", "shared/new/deep.txt"):
        write_files(tmp_path, {name: "other words"})
        states.append(serve.find_state(root))
    assert len(set(states)) == len(states)
    assert serve.find_state(root) == states[-1]


def test_what_is_saved_behind_a_link_out_of_the_content_is_not_looked_for(root: Path, tmp_path: Path) -> None:
    """No build follows it, and it may lead to all that is on the disk."""
    write_files(tmp_path, {"documents/thesis.txt": "years of work"})
    (root / "content/documents").symlink_to(tmp_path / "documents")
    before = serve.find_state(root)
    write_files(tmp_path, {"documents/thesis.txt": "one more year of work"})
    assert serve.find_state(root) == before


@pytest.mark.parametrize(
    "name", ["content/council/2024-01-10.md", "content/council/2024-02-14/new.pdf", "glossary.yml"]
)
def test_what_is_saved_is_noticed(root: Path, name: str) -> None:
    before = serve.find_state(root)
    write_files(root, {name: "Other words, and more of them."})
    assert serve.find_state(root) != before
