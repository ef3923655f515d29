"""What a build keeps: read back just as it was written, or not at all, whatever happened to the file."""

from __future__ import annotations

import os
import pickle
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.cache import Store, fingerprint
from minutebook.cache.code import PACKAGES
from minutebook.cache.file import FILE, LOCK

ROOT = Path(__file__).parent.parent
CODE = "one"
SOME = {"council/2024-01-10": b"first", "council/2024-02-14": b"", "cabinet/2024-01-17": bytes(range(256)) * 300}


def keep(folder: Path, values: dict[str, bytes], table: str = "meetings", code: str = CODE) -> None:
    with Store.open(folder, code) as store:
        store.write_many(table, values.items())
        store.commit()


def read_all(folder: Path, table: str = "meetings", code: str = CODE) -> dict[str, bytes]:
    with Store.open(folder, code) as store:
        return dict(store.iterate(table))


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, which may be killed or run out of room."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


# What is kept


def test_values_are_read_back_by_the_next_build(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    with Store.open(tmp_path, CODE) as store:
        assert store.reason == ""
        assert store.read("meetings", "council/2024-01-10") == b"first"
        assert store.read("meetings", "council/2024-02-14") == b""
        assert store.read_many("meetings", [*SOME, "council/1999-01-01"]) == SOME
        assert store.read("meetings", "council/1999-01-01") is None
        assert store.read("pages", "council/2024-01-10") is None


def test_a_table_is_read_in_the_order_of_its_keys(tmp_path: Path) -> None:
    keys = [f"{body}/{number:03}" for number in range(300) for body in ("place", "cabinet", "pobl-ŵ")]
    keep(tmp_path, {key: key.encode() for key in keys})
    keep(tmp_path, {"a": b"other"}, "pages")
    assert list(read_all(tmp_path).items()) == [(key, key.encode()) for key in sorted(keys)]
    with Store.open(tmp_path, CODE) as store:
        assert store.list_keys("meetings") == sorted(keys)


def test_a_build_sees_what_it_has_written_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path, CODE) as store:
        store.write("meetings", "a", b"1")
        store.write("meetings", "a", b"2")
        assert dict(store.iterate("meetings")) == {"a": b"2"}
        store.commit()
        store.write("meetings", "a", b"3")
        store.commit()
    assert read_all(tmp_path) == {"a": b"3"}


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    with Store.open(tmp_path, CODE) as store:
        store.forget("meetings", ["council/2024-01-10", "council/1999-01-01"])
        store.keep_only("pages", [])
        store.keep_only("meetings", ["council/2024-02-14", "council/2024-01-10"])
        store.commit()
    assert read_all(tmp_path) == {"council/2024-02-14": b""}


@pytest.mark.parametrize("ended", ["forgotten", "replaced", "not kept"])
def test_what_is_dropped_is_overwritten(tmp_path: Path, ended: str) -> None:
    """Not only is it no value any more: nobody finds its words in the file."""
    words = {f"council/{size}": f"<{size}>".encode() * size for size in (3, 50, 2_000, 9_000)}
    keep(tmp_path, {**words, **SOME})
    assert all(f"<{size}>".encode() in (tmp_path / FILE).read_bytes() for size in (3, 50, 2_000, 9_000))
    with Store.open(tmp_path, CODE) as store:
        match ended:
            case "forgotten":
                store.forget("meetings", words)
            case "replaced":
                store.write_many("meetings", dict.fromkeys(words, b"").items())
            case _:
                store.keep_only("meetings", SOME)
        store.commit()
    data = (tmp_path / FILE).read_bytes()
    assert not [size for size in (3, 50, 2_000, 9_000) if f"<{size}>".encode() in data]


OLD, LIVE = {f"m/{number}" for number in range(0, 90, 3)}, {f"m/{number}" for number in range(90) if number % 3}


def leave_traces(folder: Path) -> None:
    """Keep values and drop some without overwriting them: so a row may be left that SQLite has moved, rarely, and unlike here nobody knows which."""
    sizes = (20, 300, 3_000, 20_000)
    keep(folder, {f"m/{number}": b"<%06d>" % number * (sizes[number % 4] // 8 + 1) for number in range(90)})
    connection = sqlite3.connect(folder / FILE)
    assert connection.execute("PRAGMA secure_delete = OFF").fetchone() == (0,)
    connection.executemany("DELETE FROM kept WHERE name = ?", [(key.encode(),) for key in OLD])
    connection.commit()
    connection.close()
    assert find_traces(folder) > LIVE


def find_traces(folder: Path) -> set[str]:
    """Return the keys of the values that can be found anywhere in the file."""
    return {f"m/{int(found)}" for found in re.findall(rb"<(\d{6})>", (folder / FILE).read_bytes())}


def scrub(folder: Path, live: set[str]) -> None:
    with Store.open(folder, CODE) as store:
        store.keep_only("meetings", live, scrubs=True)
        store.commit()
        assert store.reason == ""
        assert not store.leaves_traces


def test_what_is_scrubbed_leaves_no_trace_of_anything_older(tmp_path: Path) -> None:
    leave_traces(tmp_path)
    scrub(tmp_path, LIVE - {"m/1"})
    assert find_traces(tmp_path) == LIVE - {"m/1"} == set(read_all(tmp_path))


def test_where_nothing_is_withdrawn_nothing_is_scrubbed(tmp_path: Path) -> None:
    """Since it takes seconds where much is kept."""
    leave_traces(tmp_path)
    scrub(tmp_path, LIVE)
    with Store.open(tmp_path, CODE) as store:
        store.keep_only("meetings", LIVE - {"m/1"})
        store.commit()
    assert find_traces(tmp_path) & OLD


SCRUB = """
    import os, signal, sys
    from pathlib import Path
    from minutebook.cache import Store
    store = Store.open(Path(sys.argv[1]), sys.argv[2])
    store.keep_only("meetings", sys.argv[4:], scrubs=True)
    file = store._file
    class Connection:
        def execute(self, statement, *values):
            if statement != "VACUUM":
                return real.execute(statement, *values)
            if sys.argv[3] == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise MemoryError
        def __getattr__(self, name):
            return getattr(real, name)
    real, file.connection = file.connection, Connection()
    store.commit()
    print(store.reason, store.leaves_traces)
    store.close()
"""


@pytest.mark.parametrize("how", ["killed", "without room"])
def test_what_could_not_be_scrubbed_is_at_the_next_build(tmp_path: Path, how: str) -> None:
    leave_traces(tmp_path)
    live = LIVE - {"m/1"}
    done = run(SCRUB, tmp_path, CODE, how, *live)
    assert done.returncode == (-signal.SIGKILL if how == "killed" else 0), done.stderr
    assert done.stdout == ("" if how == "killed" else " True\n")
    assert set(read_all(tmp_path)) == live
    assert find_traces(tmp_path) > live
    with Store.open(tmp_path, CODE) as store:
        before = store.leaves_traces
        store.commit()
        assert (before, store.leaves_traces) == (True, False)
    assert find_traces(tmp_path) == live == set(read_all(tmp_path))
    with Store.open(tmp_path, CODE) as store:
        assert not store.leaves_traces


def test_a_key_may_be_any_text(tmp_path: Path) -> None:
    values = {
        "../../up": b"1",
        "nul\0": b"2",
        "": b"3",
        "\udcff": b"4",
        "'; DROP TABLE kept; --": b"5",
        "a" * 70_000: b"6",
    }
    keep(tmp_path, values)
    assert read_all(tmp_path) == values
    assert {path.name for path in tmp_path.iterdir()} == {FILE, LOCK}


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    for number in range(8):
        keep(tmp_path, {f"{key}": bytes([number]) * 20_000 for key in range(100)})
    assert (tmp_path / FILE).stat().st_size < 2 * 2_000_000
    with Store.open(tmp_path, CODE) as store:
        store.keep_only("meetings", ["7"])
        store.commit()
    assert (tmp_path / FILE).stat().st_size < 200_000
    assert read_all(tmp_path) == {"7": bytes([7]) * 20_000}


# What is not


def test_a_build_that_ends_early_leaves_what_was_there(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    with Store.open(tmp_path, CODE) as store:
        store.write("meetings", "council/2024-01-10", b"new")
        store.forget("meetings", ["cabinet/2024-01-17"])
    assert read_all(tmp_path) == SOME


@pytest.mark.parametrize("count", [0, 500])
def test_a_build_that_is_killed_leaves_what_was_there(tmp_path: Path, count: int) -> None:
    first = {f"{number}": bytes([number % 256]) * 50_000 for number in range(count)}
    if first:
        keep(tmp_path, first)
    script = """
        import os, signal, sys
        from pathlib import Path
        from minutebook.cache import Store
        store = Store.open(Path(sys.argv[1]), sys.argv[2])
        assert not store.reason
        # More than SQLite holds in memory, so that some of it stands in the file, some in the place of what was there.
        store.write_many("meetings", ((str(number), os.urandom(50_000)) for number in range(800)))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert run(script, tmp_path, CODE).returncode == -signal.SIGKILL
    assert (tmp_path / FILE).stat().st_size > 10_000_000
    assert read_all(tmp_path) == first


def test_a_full_disk_ends_the_keeping_and_not_the_build(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    script = """
        import os, resource, sys
        from pathlib import Path
        from minutebook.cache import Store
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
        store = Store.open(Path(sys.argv[1]), sys.argv[2])
        assert store.read("meetings", "council/2024-01-10") == b"first"
        for number in range(1_000):
            store.write("meetings", str(number), os.urandom(50_000))
        store.commit()
        assert store.read("meetings", "council/2024-01-10") is None, "a part of it is not to be used"
        assert not list(store.iterate("meetings"))
        assert not store.list_keys("meetings")
        store.close()
        print(store.reason)
    """
    done = run(script, tmp_path, CODE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() not in ("", "closed")
    assert read_all(tmp_path) == {}
    keep(tmp_path, SOME)
    assert read_all(tmp_path) == SOME


def test_what_other_code_wrote_is_dropped(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    assert read_all(tmp_path, code="two") == {}
    assert read_all(tmp_path) == {}


def test_without_a_folder_nothing_is_kept() -> None:
    with Store.open(None, CODE) as store:
        assert store.reason == "off"
        store.write("meetings", "a", b"1")
        store.forget("meetings", ["a"])
        store.keep_only("meetings", [])
        store.commit()
        assert store.read("meetings", "a") is None
        assert store.read_many("meetings", ["a"]) == {}
        assert not list(store.iterate("meetings"))
        assert not store.list_keys("meetings")


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    with Store.open(tmp_path / "file" / "cache", CODE) as store:
        assert store.reason not in ("", "off", "locked")
        store.write("meetings", "a", b"1")
        store.commit()
    (tmp_path / FILE / "folder").mkdir(parents=True)
    with Store.open(tmp_path, CODE) as store:
        assert store.reason not in ("", "off", "locked")


def test_a_store_that_has_failed_leaves_the_next_alone(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    with Store.open(tmp_path, CODE) as store:
        assert store._file is not None
        store._file.connection.close()
        assert store.read("meetings", "council/2024-01-10") is None
        assert store.reason not in ("", "off", "locked")
        keep(tmp_path, SOME)
        store.write("meetings", "council/2024-01-10", b"new")
        store.commit()
        assert store.read("meetings", "council/2024-01-10") is None
    assert read_all(tmp_path) == SOME


def test_two_builds_at_once(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    with Store.open(tmp_path, CODE) as one:
        for code in (CODE, "two"):
            with Store.open(tmp_path, code) as other:
                assert other.reason == "locked"
                other.write("meetings", "a", b"1")
                other.commit()
                assert list(other.iterate("meetings")) == []
        one.write("meetings", "b", b"2")
        one.commit()
        assert one.read("meetings", "council/2024-01-10") == b"first"
    assert read_all(tmp_path) == {**SOME, "b": b"2"}


def test_two_builds_at_once_in_two_processes(tmp_path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from minutebook.cache import Store
        with Store.open(Path(sys.argv[1]), sys.argv[2]) as store:
            print(store.reason)
    """
    with Store.open(tmp_path, CODE):
        assert run(script, tmp_path, CODE).stdout == "locked\n"
        assert run(script, tmp_path, "two").stdout == "locked\n"
    assert run(script, tmp_path, CODE).stdout == "\n"


def test_a_file_that_another_program_looks_into_is_left_alone(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    reader = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM kept").fetchone() == (3,)
    with Store.open(tmp_path, CODE) as store:
        store.write("meetings", "a", b"1")
        store.commit()
    reader.close()
    assert read_all(tmp_path) in (SOME, {})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_copy_of_the_process_gets_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path, CODE) as store:
        store.write("meetings", "a", b"1")
        if (child := os.fork()) == 0:
            store.write("meetings", "a", b"2")
            store.commit()
            fine = store.read("meetings", "a") is None and not list(store.iterate("meetings"))
            store.close()
            os._exit(0 if fine else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert store.read("meetings", "a") == b"1"
        store.commit()
    assert read_all(tmp_path) == {"a": b"1"}
    with Store.open(tmp_path, CODE) as store, pytest.raises(TypeError):
        pickle.dumps(store)


# What happened to the file


def put_text(path: Path) -> None:
    path.write_text("no database at all\n" * 1_000)


def put_nothing(path: Path) -> None:
    path.write_bytes(b"")


def put_other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE kept (part, name, sum, value)")
    other.close()


def put_trap(path: Path) -> None:
    """Put a view in the place of a table, which would call functions as it is read."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE kept; CREATE VIEW kept AS SELECT 'meetings' part, 'a' name, x'' sum, randomblob(9) value;"
    )
    connection.close()


def put_trigger(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TRIGGER trap AFTER INSERT ON kept BEGIN DELETE FROM kept; END;")
    connection.close()


def put_nameless(path: Path) -> None:
    """Spoil the definition of a table, so that even the message about it is no text."""
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE kept", b"CREATE TABLE \x80\x80\x80\x80"))


def put_garbled_fingerprint(path: Path) -> None:
    """Put a text there that is none, so that not SQLite but Python refuses it."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET fingerprint = CAST(x'80' AS TEXT)")
    connection.commit()
    connection.close()


def put_other_form(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA user_version = 99")
    connection.close()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize(
    "harm",
    [
        put_text,
        put_nothing,
        put_other_database,
        put_trap,
        put_trigger,
        put_nameless,
        put_garbled_fingerprint,
        put_other_form,
        cut,
    ],
    ids=lambda harm: harm.__name__,
)
def test_a_foreign_or_damaged_file_is_thrown_away(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    keep(tmp_path, SOME)
    harm(tmp_path / FILE)
    with Store.open(tmp_path, CODE) as store:
        assert store.reason == ""
        found = dict(store.iterate("meetings"))
        assert found.items() <= SOME.items()
        assert harm is cut or not found
    keep(tmp_path, SOME)
    assert read_all(tmp_path) == SOME


def test_what_stands_in_the_lock_is_thrown_away(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    put_text(tmp_path / LOCK)
    assert read_all(tmp_path) == SOME
    assert (tmp_path / LOCK).read_bytes() == b""


def test_a_pipe_in_the_place_of_the_lock_is_removed(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    (tmp_path / LOCK).unlink()
    os.mkfifo(tmp_path / LOCK)
    with Store.open(tmp_path, CODE) as store:
        assert store.reason == ""
        assert dict(store.iterate("meetings")) == SOME
    assert (tmp_path / LOCK).is_file()


def test_a_folder_in_the_place_of_the_lock_is_told(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    (tmp_path / LOCK).unlink()
    (tmp_path / LOCK).mkdir()
    with Store.open(tmp_path, CODE) as store:
        assert store.reason == "minutebook.lock in it is a folder, where a file has to be. Remove it"
    (tmp_path / LOCK).rmdir()
    assert read_all(tmp_path) == SOME


def test_links_are_not_followed(tmp_path: Path) -> None:
    foreign = tmp_path / "mine.sqlite"
    put_nothing(foreign)
    put_other_database(foreign)
    before = foreign.read_bytes()
    for name in (FILE, LOCK):
        (tmp_path / "cache").mkdir(exist_ok=True)
        (tmp_path / "cache" / name).unlink(missing_ok=True)
        (tmp_path / "cache" / name).symlink_to(foreign)
        keep(tmp_path / "cache", SOME)
        assert read_all(tmp_path / "cache") == SOME
        assert foreign.read_bytes() == before


def test_a_file_with_another_name_is_left_as_it_is_under_that(tmp_path: Path) -> None:
    """As when a whole council was copied by links, to save room."""
    keep(tmp_path / "one", SOME)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / FILE).hardlink_to(tmp_path / "one" / FILE)
    keep(tmp_path / "two", {"other": b"value"})
    assert read_all(tmp_path / "two") == {"other": b"value"}
    assert read_all(tmp_path / "one") == SOME


def change(folder: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(folder / FILE)
    assert connection.execute(statement, values).rowcount == 1
    connection.commit()
    connection.close()


def test_a_value_that_was_changed_is_not_there(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    change(tmp_path, "UPDATE kept SET value = x'00' WHERE name = CAST('council/2024-01-10' AS BLOB)")
    change(tmp_path, "UPDATE kept SET value = 'text' WHERE name = CAST('council/2024-02-14' AS BLOB)")
    with Store.open(tmp_path, CODE) as store:
        assert store.read("meetings", "council/2024-01-10") is None
        assert store.read("meetings", "council/2024-02-14") is None
        assert dict(store.iterate("meetings")).keys() == {"cabinet/2024-01-17"}


@pytest.mark.parametrize("column", ["name", "part"])
def test_a_value_holds_in_its_own_place_only(tmp_path: Path, column: str) -> None:
    keep(tmp_path, {"a": b"1"})
    place = "CAST('b' AS BLOB)" if column == "name" else "'pages'"
    change(tmp_path, f"UPDATE kept SET {column} = {place}")
    with Store.open(tmp_path, CODE) as store:
        assert store.read("meetings", "b") is None
        assert store.read("pages", "a") is None
        assert [*store.iterate("meetings"), *store.iterate("pages")] == []


def make_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        keep(Path(folder), {f"k{number}": bytes([number]) * (number * 40) for number in range(60)})
        return (Path(folder) / FILE).read_bytes()


KEPT = make_file()


@settings(max_examples=40)
@given(st.data())
def test_damage_anywhere_gives_no_wrong_value_and_no_exception(data: st.DataObject) -> None:
    damaged = bytearray(KEPT)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(KEPT) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=40))
        damaged[start : start + len(piece)] = piece
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FILE).write_bytes(damaged)
        with Store.open(folder, CODE) as store:
            found = dict(store.iterate("meetings"))
            found |= store.read_many("meetings", [f"k{number}" for number in range(60)])
            assert all(
                found[f"k{number}"] == bytes([number]) * (number * 40) for number in range(60) if f"k{number}" in found
            )
            store.list_keys("meetings")
            store.write("meetings", "new", b"new")
            store.forget("meetings", ["k5"])
            store.commit()
        found = read_all(folder)
        found.pop("new", None)
        assert all(value == bytes([int(key[1:])]) * (int(key[1:]) * 40) for key, value in found.items())


# What code it is


def test_other_code_has_another_fingerprint(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    (folder / "part").mkdir(parents=True)
    (folder / "one.py").write_text("a = 1\n")
    (folder / "part" / "cy.yml").write_text("yes: ie\n")
    before = fingerprint(folder)
    (folder / "one.pyc").write_bytes(b"compiled")
    os.utime(folder / "one.py", (0, 0))
    assert fingerprint(folder) == before
    found = {before}
    (folder / "one.py").write_text("a = 2\n")
    found.add(fingerprint(folder))
    (folder / "part" / "cy.yml").write_text("yes: oes\n")
    found.add(fingerprint(folder))
    (folder / "part" / "cy.yml").rename(folder / "cy.yml")
    found.add(fingerprint(folder))
    (folder / "two.py").write_text("")
    found.add(fingerprint(folder))
    (folder / "two.py").rename(folder / "zwei.py")
    found.add(fingerprint(folder))
    assert len(found) == 6


def test_another_library_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for changed in ("", *PACKAGES):
        monkeypatch.setattr(metadata, "version", lambda name, changed=changed: str(name == changed))
        found.add(fingerprint(tmp_path))
    assert len(found) == len(PACKAGES) + 1


def test_our_own_code_has_the_same_fingerprint_each_time() -> None:
    assert fingerprint() == fingerprint(ROOT / "minutebook")
    assert run("from minutebook.cache import fingerprint; print(fingerprint())").stdout.strip() == fingerprint()


def test_every_library_we_name_counts() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {re.split(r"[^\w-]", line)[0] for line in named} <= set(PACKAGES)


@pytest.mark.parametrize("kind", ["journal", "used journal", "wal", "shm"])
def test_what_somebody_laid_beside_the_file_touches_no_other(tmp_path: Path, kind: str) -> None:
    """A journal may name another one, and SQLite removes what it names (sqlite.org/fileformat2.html, section 3.1). The rest are hard links, as
    in a copy of a folder that was made of them to save room: SQLite follows no other links there, and writes over these.
    """
    folder, other = tmp_path / "cache", tmp_path / "other"
    folder.mkdir()
    keep(folder, SOME)
    words = b"somebody's" * 400
    size, end = 16384, bytes.fromhex("d9d505f920a163d7")
    if kind == "used journal":
        words = bytes(512) + words  # SQLite takes it for one that is done with
    other.write_bytes(words)
    if kind == "journal":
        name = str(other).encode()
        pages = (folder / FILE).stat().st_size // size
        head = (end + b"".join(number.to_bytes(4, "big") for number in (0, 0, pages, 512, size))).ljust(512, b"\0")
        place = (0x40000000 // size + 1).to_bytes(4, "big")
        tail = place + name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big") + end
        (folder / f"{FILE}-journal").write_bytes(head + tail)
    else:
        (folder / f"{FILE}-{kind.rsplit(maxsplit=1)[-1]}").hardlink_to(other)
    if kind == "shm":
        with (folder / FILE).open("r+b") as file:
            file.seek(18)
            file.write(b"\2\2")  # as if it had a write-ahead log, whose index that is
    read_all(folder)
    keep(folder, SOME)
    assert other.exists()
    assert other.read_bytes() == words
    assert read_all(folder) == SOME
