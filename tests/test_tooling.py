"""The workplace keeps its rules: requirements, Makefile, workflows, skips, and the fixtures of the tests."""

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from http.client import HTTPConnection
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser, Page

from tests.support.axe import Axe
from tests.support.chromium import OpenPage, opening
from tests.support.pages_server import ServeSite
from tests.support.validator import ValidateHtml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = ROOT / ".github/workflows"


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    for line in wanted:
        assert re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*", line), f"{name}: {line} is not pinned"
    return dict(line.split("==", 1) for line in wanted)


def needed(direct: list[str]) -> dict[str, str]:
    """All that these packages need, with the versions that are installed."""
    found: dict[str, str] = {}
    asked: set[str] = set()
    queue = list(direct)
    while queue:
        text = queue.pop()
        wanted = Requirement(text)
        if text in asked:
            continue
        asked.add(text)
        package = distribution(wanted.name)
        assert wanted.specifier.contains(package.version), f"{text}, but {package.version} is installed"
        found[canonicalize_name(wanted.name)] = package.version
        for line in package.requires or ():
            marker = Requirement(line).marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in (*wanted.extras, "")):
                queue.append(line.split(";")[0].strip())
    return found


def test_requirements_are_pinned_and_complete() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert runtime == needed(project["project"]["dependencies"])
    beyond = needed(project["dependency-groups"]["dev"])
    assert development == {name: version for name, version in beyond.items() if name not in runtime}
    assert "-r requirements.txt\n" in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")


def test_npm_packages_are_pinned_and_the_lock_names_no_address() -> None:
    package = yaml.safe_load((ROOT / "package.json").read_text(encoding="utf-8"))  # JSON is YAML
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert set(package["devDependencies"]) == {"axe-core", "vnu-jar"}
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert f'"node_modules/{name}": {{\n      "version": "{version}"' in lock
    assert "resolved" not in lock
    assert "://" not in lock


def test_make_help_names_every_target() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"^make (\w+) +\S", told, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    assert named == set(phony[1].split())
    assert named >= {"site", "test", "check", "serve", "lint", "format", "bless", "docs", "clean"}
    for target in sorted(named):
        subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=True)


@cache
def files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
    assert ROOT / "pyproject.toml" in found
    return found


@pytest.mark.parametrize(
    "unwanted",
    [
        pytest.param(r"(?:pypi|pythonhosted|npmjs|yarnpkg|debian)[.](?:org|com)\b", id="registry"),
        pytest.param(r"(?<![\w.:/-])/(?:home|Users)/[a-z]\w*/", id="home"),
        pytest.param(re.escape(f"{Path.home()}/"), id="home here"),
        pytest.param(re.escape(str(ROOT)) + r"\b", id="checkout here"),
    ],
)
def test_no_file_names_a_registry_or_a_folder_of_one_machine(unwanted: str) -> None:
    pattern = re.compile(unwanted.encode())
    assert [f"{path}: {found[0]!r}" for path in files() if (found := pattern.search(path.read_bytes()))] == []


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", ["ci", "publish", "tests"])
def test_workflows_fetch_all_history_and_may_do_little(name: str) -> None:
    workflow = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+(?:/restore)?@v\d+", action) for action in used), used
    fetched = [step["with"] for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert fetched == [{"fetch-depth": 0, "persist-credentials": False}]
    for step in steps(workflow):
        assert "${{" not in step.get("run", ""), "a value goes to a command through its environment"


def test_workflows_do_what_their_names_say() -> None:
    read = {name: (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8") for name in ("ci", "publish", "tests")}
    check, publish, tests = (yaml.safe_load(read[name]) for name in ("ci", "publish", "tests"))

    assert list(check[True]) == ["pull_request"]  # YAML 1.1 reads the key `on` as True
    assert ".venv/bin/python build.py build --format github" in read["ci"]
    assert any(step.get("uses", "").startswith("actions/upload-artifact@") for step in steps(check))

    assert set(publish[True]) == {"push", "schedule", "workflow_dispatch"}
    assert publish[True]["push"] == {"branches": ["main"]}
    build = next(step for step in steps(publish) if "--base-url" in step.get("run", ""))
    assert build["env"] == {"BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert '--base-url "$BASE_URL"' in build["run"]
    assert publish["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}

    assert [step["run"] for step in steps(tests) if "run" in step] == ["bash .ci/run"]


def test_each_publication_leaves_what_it_kept_to_the_next() -> None:
    def find_cache(name: str, action: str) -> dict[str, str]:
        workflow = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
        (found,) = [step["with"] for step in steps(workflow) if step.get("uses", "").startswith(action)]
        return dict(found)

    saved, read = find_cache("publish", "actions/cache@"), find_cache("ci", "actions/cache/restore@")
    # GitHub saves nothing under a key that it has, and finds only what was saved under the same list of paths.
    assert "github.run_id" in saved["key"]
    assert "github.run_attempt" in saved["key"]
    assert saved["key"].startswith(saved["restore-keys"])
    assert read["restore-keys"] == saved["restore-keys"]
    assert saved["path"] == read["path"] == ".cache\nsite\n"


SKIPPING = {
    "tool": "from tests.support import skips\ndef test_it():\n    skips.no_tool('java')\n",
    "shared": "def test_it(shared):\n    pass\n",
    "lazy": "import pytest\n@pytest.mark.skip(reason='lazy')\ndef test_it():\n    pass\n",
    "xfail": "import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False\n",
    "module": "import pytest\npytest.importorskip('no_such_module')\n",
}
NONE, TOOL, SHARED = (
    f"skips: {tools} without browser or validator, {shared} without the shared folder"
    for tools, shared in ((0, 0), (1, 0), (0, 1))
)


@pytest.mark.parametrize(
    ("case", "ci", "status", "last"),
    [
        ("tool", "", 0, TOOL),
        ("tool", "true", 1, NONE),
        ("shared", "true", 0, SHARED),
        ("lazy", "", 1, NONE),
        ("xfail", "", 1, NONE),
        ("module", "", 2, NONE),
    ],
)
def test_only_two_kinds_of_skip_exist(tmp_path: Path, case: str, ci: str, status: int, last: str) -> None:
    (tmp_path / "test_it.py").write_text(SKIPPING[case], encoding="utf-8")
    # The rule is taken along as a plug-in; the default place of the shared folder is made to lead nowhere.
    (tmp_path / "plugin.py").write_text(
        "import os; os.environ.pop('MINUTEBOOK_SHARED', None)\n"
        "import tests.conftest\nfrom tests.conftest import *\nfrom pathlib import Path\n"
        "tests.conftest.SHARED = Path('nowhere')\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "plugin", "-p", "no:cacheprovider", "test_it.py"],
        cwd=tmp_path,
        env=os.environ | {"CI": ci, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (status, last), done.stdout + done.stderr


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a b").mkdir()
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>T</title>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'\">"
        "<main><h1>Heading</h1><img src=x.png></main></html>",
        encoding="utf-8",
    )
    (tmp_path / "a b/index.html").write_text("inside", encoding="utf-8")
    (tmp_path / "plain.html").write_text("plain", encoding="utf-8")
    (tmp_path / "404.html").write_text("unknown", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "status", "rest"),
    [
        ("/council", 301, "/council/"),
        ("/council/a%20b?x=1", 301, "/council/a%20b/"),
        ("/council/a%20b/", 200, "inside"),
        ("/council/plain", 200, "plain"),
        ("/council/plain.html/", 404, "unknown"),
        ("/council/nothing", 404, "unknown"),
        ("/council/../../etc/passwd", 404, "unknown"),
        ("/council//etc/passwd", 404, "unknown"),
        ("/elsewhere/", 404, ""),
    ],
)
def test_server_answers_as_github_pages_does(
    site: Path, serve_site: ServeSite, path: str, status: int, rest: str
) -> None:
    connection = HTTPConnection(urlsplit(serve_site(site)).netloc, timeout=10)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        assert (reply.status, reply.getheader("Location") or reply.read().decode()) == (status, rest)
    finally:
        connection.close()


def test_axe_finds_a_fault_behind_a_strict_policy(site: Path, serve_site: ServeSite, page: Page, axe: Axe) -> None:
    page.goto(serve_site(site))
    assert [one.rule for one in axe(page)] == ["image-alt"]
    assert axe(page, rules={"image-alt": {"enabled": False}}) == ()


def test_axe_says_that_it_needs_scripts(site: Path, serve_site: ServeSite, open_page: OpenPage, axe: Axe) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(serve_site(site))
    assert page.locator("h1").inner_text() == "Heading"
    with pytest.raises(RuntimeError, match="java_script_enabled"):
        axe(page)


def test_page_that_asks_another_host_fails_the_test(browser: Browser) -> None:
    def show() -> None:
        with opening(browser) as open_page:
            open_page().set_content("<img src='https://council.example/x.png'><img src='http://127.0.0.1.example/y'>")

    with pytest.raises(AssertionError, match=r"council\.example.*127\.0\.0\.1\.example"):
        show()


def test_validator_finds_errors_and_warnings(site: Path, validate_html: ValidateHtml) -> None:
    good = site / "good.html"
    good.write_text(
        "<!DOCTYPE html>\n<html lang='en'><head><title>T</title></head><body><h1>H</h1></body></html>\n",
        encoding="utf-8",
    )
    faulty = site / "a b/faulty.html"
    faulty.write_text(good.read_text(encoding="utf-8").replace(" lang='en'", "").replace("h1>\n", "h2>\n") + "<img>")
    assert validate_html([good]) == ()
    found = validate_html([good, faulty])
    assert {one.file for one in found} == {faulty}
    assert {one.kind for one in found} >= {"error", "warning"}
    with pytest.raises(ValueError, match="No file"):
        validate_html([])
