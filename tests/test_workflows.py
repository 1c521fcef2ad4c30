"""The workflows and what goes with them: safe by zizmor, pinned, and doing what the guide for maintainers says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.project import PROJECT

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SCRIPTS = sorted((GITHUB / "scripts").glob("*.sh"))
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict[Any, Any]:
    """A workflow as YAML; its key `on` reads as True."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    """Every step of a workflow."""
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing() -> None:
    """The strictest persona finds nothing in workflows and Dependabot's settings."""
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--persona", "auditor", "--offline", "--no-progress", str(GITHUB)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, "No findings to report" in done.stdout + done.stderr) == (0, True), done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """Each action is named by its commit, with its version beside it."""
    uses = [
        line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]

    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_one_action_has_one_commit() -> None:
    """No two workflows use different versions of an action."""
    texts = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (\S+)", texts))

    assert len({action for action, *_ in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_job_by_job(path: Path) -> None:
    """A workflow has no rights, a job only what it names, and none keeps its credentials or runs for ever."""
    workflow = read(path)

    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())
    checkouts = [step for step in steps(path) if str(step.get("uses", "")).startswith("actions/checkout@")]
    assert [step for step in checkouts if step["with"].get("persist-credentials") is not False] == []


def test_pull_requests_are_checked_without_rights() -> None:
    """A pull request starts only the check, which may read and has no secret."""
    triggers = {path.stem: set(read(path)[True]) for path in WORKFLOWS}

    assert [name for name, found in triggers.items() if "pull_request" in found] == ["check"]
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set().union(*triggers.values())
    assert [job["permissions"] for job in read(GITHUB / "workflows/check.yml")["jobs"].values()] == [
        {"contents": "read"}
    ]
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def test_deployment_checks_nothing_out() -> None:
    """What may publish runs nothing of ours, and is never cut off."""
    workflow = read(GITHUB / "workflows/publish.yml")
    deploy = workflow["jobs"]["deploy"]

    assert [step.get("uses", "").split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]
    assert set(deploy["permissions"]) == {"pages", "id-token"}
    assert set(workflow["jobs"]["build"]["permissions"].items()) == {("contents", "read")}
    assert workflow["concurrency"]["cancel-in-progress"] is False


def test_what_is_published_and_locked_is_looked_at() -> None:
    """Each publication lists what it is made of; once a week packages are audited and other engines tried."""
    publish = read(GITHUB / "workflows/publish.yml")["jobs"]
    weekly = {path.stem for path in WORKFLOWS if "schedule" in read(path)[True]}

    assert "make bom" in [step.get("run") for step in publish["list"]["steps"]]
    assert "needs" not in publish["list"]
    assert publish["deploy"]["needs"] == "build"
    assert weekly == {"links", "audit", "engines"}
    assert "make audit" in [step.get("run") for step in steps(GITHUB / "workflows/audit.yml")]
    assert [job["continue-on-error"] for job in read(GITHUB / "workflows/engines.yml")["jobs"].values()] == [True]


def test_targets_of_make_that_workflows_run_are_there() -> None:
    """Each `make` command of a step is a target."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    texts = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    named = set(re.findall(r"run: make ([\w-]+)", texts))

    assert {"site", "test", "ready", "audit", "bom", "engines"} <= named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []


def test_locked_packages_are_installed_by_hash_and_built_nowhere() -> None:
    """Whatever `make` installs of a lock is a finished file with a known hash; what it installs else is tried alone."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    locked = re.search(r"^LOCKED := (.*)", makefile, re.M)
    installed = re.findall(r"\$\((INSTALL|LOCKED)\) (.*)", makefile)

    assert locked
    assert {"--require-hashes", "--only-binary=:all:"} <= set(locked[1].split())
    assert {what for how, what in installed if how == "LOCKED"} == {
        f"--requirement requirements{name}.lock" for name in ("", "-test", "-tools")
    }
    others = [what for how, what in installed if how == "INSTALL" and "--require-hashes" not in what]
    assert [what for what in others if "--editable ." not in what and "$(VENV)/engines/" not in what] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_step_puts_outside_text_into_a_script(path: Path) -> None:
    """What others write reaches a script through its environment alone."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_can_be_run(path: Path) -> None:
    """Each script is executable, is Bash by its own reading, and stops at the first fault."""
    text = path.read_text(encoding="utf-8")

    assert os.access(path, os.X_OK)
    assert text.startswith("#!/usr/bin/env bash\n# ")
    assert "\nset -euo pipefail\n" in text
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0


def test_scripts_that_workflows_run_are_there() -> None:
    """Each script that a step names is in the folder, and each in the folder is used."""
    workflows = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    named = set(re.findall(r"\.github/scripts/(\w+\.\w+)", workflows)) | set(
        re.findall(r"\$scripts/(\w+\.\w+)", scripts)
    )

    assert named == {path.name for path in (GITHUB / "scripts").iterdir() if path.is_file()}


def test_hooks_need_no_network() -> None:
    """Each hook of pre-commit is local, and runs what the project's environment has."""
    repos = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [hook for repo in repos for hook in repo["hooks"]]

    assert [repo["repo"] for repo in repos] == ["local"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].split()[0] for hook in hooks} == {f".venv/bin/{name}" for name in ("ciie", "ruff", "zizmor")}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("", "can be published"),
        ("ln -s index.html a.html", "neither a file nor a folder"),
        ("ln index.html a.html", "more than one name"),
        ("mkfifo a", "neither a file nor a folder"),
        ("rm index.html", "no finished site"),
        ("rm -r search", "no finished site"),
        ("truncate -s 1G large", "are allowed"),
    ],
)
def test_check_artifact(tmp_path: Path, spoil: str, words: str) -> None:
    """A site is published only as plain files, with a home page and a search."""
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "index.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
    subprocess.run(["bash", "-c", spoil], cwd=tmp_path, check=True)
    done = subprocess.run([GITHUB / "scripts/check_artifact.sh", tmp_path], capture_output=True, text=True, check=False)

    assert words in done.stdout + done.stderr
    assert (done.returncode == 0) == (words == "can be published")
