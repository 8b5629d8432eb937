"""What `deploy/` holds for schedulers: as far as it can be tried without them."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from mottepakke.cli.main import COMMANDS, LazyGroup, group
from tests.conftest import REPOSITORY
from tests.support.workspaces import Workspace

DEPLOY = REPOSITORY / "deploy"
SYSTEMD, CRONTAB = DEPLOY / "systemd", DEPLOY / "crontab"
GITHUB, GITLAB = DEPLOY / "github/nightly.yml", DEPLOY / "gitlab/nightly.gitlab-ci.yml"
SHELL = shutil.which("sh") or "/bin/sh"


def parsed(path: Path) -> dict[str, Any]:
    """A workflow as its host reads it: `on` is a key, no truth value (YAML 1.2)."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


def commands(text: str) -> Iterator[list[str]]:
    """Every call of `mottepakke nightly` in a file, as words."""
    for found in re.findall(r"mottepakke (nightly[^;|)>\n]*)", text):
        yield shlex.split(found)


@pytest.mark.parametrize(
    "path", [SYSTEMD / "mottepakke-nightly.service", CRONTAB, GITHUB, GITLAB], ids=lambda path: path.name
)
def test_the_command_line_in_each_file_is_understood(path: Path, tmp_path: Path) -> None:
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
    found = list(commands(text))
    assert found
    command = LazyGroup.get_command(group, click.Context(group), "nightly")
    assert command is not None
    assert "nightly" in COMMANDS
    for words in found:
        there = [str(tmp_path) if word.startswith("/srv") else word.removesuffix("2>&1") for word in words[1:]]
        command.make_context("nightly", [word for word in there if word not in ("", "2")])


# -- systemd -----------------------------------------------------------------------------------------------------


@pytest.fixture
def analyse() -> str:
    """systemd-analyze(1), which verifies units and times."""
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd is not installed")
    return found


def test_the_units_are_what_systemd_takes(analyse: str, tmp_path: Path) -> None:
    for path in SYSTEMD.iterdir():
        text = path.read_text("utf-8")
        text = text.replace("/opt/mottepakke/bin/mottepakke", shutil.which("true") or "/bin/true")
        (tmp_path / path.name).write_text(text.replace("User=mottepakke", "User=root"), "utf-8")
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    done = subprocess.run([analyse, "verify", *names], capture_output=True, text=True, check=False, env=environment)
    about = [line for line in done.stderr.splitlines() if "mottepakke" in line]
    assert about == []
    assert done.returncode == 0, done.stderr


def test_the_timer_has_its_service() -> None:
    timer, service = (unit(SYSTEMD / f"mottepakke-nightly.{kind}") for kind in ("timer", "service"))
    assert timer["Timer"]["OnCalendar"] == ["Mon..Fri 05:00 Europe/Oslo"]
    assert timer["Install"]["WantedBy"] == ["timers.target"]
    assert service["Service"]["SuccessExitStatus"] == ["1"]
    assert "Install" not in service, "only the timer is enabled: a service that is would hold up every start of the machine"
    assert service["Service"]["ReadWritePaths"] == [f"{service['Service']['WorkingDirectory'][0]}/output"]


def test_systemd_understands_the_time_of_the_timer(analyse: str) -> None:
    times = unit(SYSTEMD / "mottepakke-nightly.timer")["Timer"]["OnCalendar"]
    subprocess.run([analyse, "calendar", *times], check=True, capture_output=True)


def unit(path: Path) -> dict[str, dict[str, list[str]]]:
    sections: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return sections


# -- cron ------------------------------------------------------------------------------------------------------------


def test_the_cron_line_is_one_line_with_times_that_cron_takes() -> None:
    lines = [line for line in CRONTAB.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    *settings, job = lines
    assert all(re.fullmatch(r"[A-Z_]+=\S+", line) for line in settings)
    *times, command = job.split(None, 5)
    assert_cron_takes(times)
    assert "%" not in command, "cron reads a percent sign as the end of the line (crontab(5))"


def assert_cron_takes(times: list[str]) -> None:
    for value, least, most in zip(times, (0, 0, 1, 1, 0), (59, 23, 31, 12, 7), strict=True):
        assert re.fullmatch(r"\*|\d+(-\d+)?", value)
        assert all(least <= int(number) <= most for number in re.findall(r"\d+", value))


@pytest.mark.parametrize(("code", "said"), [(0, ""), (1, ""), (2, "funn\n"), (3, "funn\n"), (70, "funn\n")])
def test_cron_is_silent_unless_the_run_failed(code: int, said: str, tmp_path: Path) -> None:
    command = CRONTAB.read_text("utf-8").splitlines()[-1].split(None, 5)[5]
    done = shell(command.replace("/opt/mottepakke/bin/mottepakke", str(stand_in(tmp_path, code))), tmp_path)
    assert (done.returncode, done.stdout) == (code if code > 1 else 0, said)


def stand_in(folder: Path, code: int) -> Path:
    """A program that says something and leaves with ``code``."""
    path = folder / "mottepakke"
    made = "mkdir -p output/nightly/2025-05-15 && echo side > output/nightly/2025-05-15/index.html"
    link = "ln -sfn 2025-05-15 output/nightly/latest"
    path.write_text(f"#!{SHELL}\n{made} && {link}\necho funn\nexit {code}\n", "utf-8")
    path.chmod(0o755)
    return path


def shell(script: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(folder / "github-output")}
    return subprocess.run(
        [SHELL, *options, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


# -- code hosts: their own JSON Schemas, which check-jsonschema carries (docs/decisions/0019) ---------------------------

SCHEMAS = {GITHUB: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
MISTAKES = {
    GITHUB: {
        "a job that runs nowhere": ("runs-on:", "run-on:"),
        "a step that does nothing": ("run: |", "runs: |"),
        "an event that does not exist": ("workflow_dispatch", "workflow_dispach"),
        "a permission that does not exist": ("contents: read", "contents: reed"),
        "a limit in words": ("timeout-minutes: 240", "timeout-minutes: long"),
    },
    GITLAB: {
        "a job without a script": ("  script:", "  skript:"),
        "a rule without its condition": ("- if:", "- iff:"),
        "a time to keep the cache that does not exist": ("when: always\n  before", "when: sometimes\n  before"),
        "artifacts with an unknown key": ("expire_in:", "expires_in:"),
        "a key that no job has": ("resource_group:", "resourcegroup:"),
    },
}
HOSTS = pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=["github", "gitlab"])


def refused(schema: str, *paths: Path) -> set[str]:
    """The names of the files in which ``schema`` finds a mistake; no network is needed, the schemas are in the wheel."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--output-format", "json"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    found = {Path(error["filename"]).name for error in told.get("errors", [])}
    assert done.returncode == bool(found), done.stderr
    assert not told.get("parse_errors")
    return found


@HOSTS
def test_each_workflow_is_one_by_the_schema_of_its_host(path: Path) -> None:
    assert refused(SCHEMAS[path], path) == set()


@HOSTS
def test_the_schema_of_each_host_refuses_broken_workflows(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    for name, (right, wrong) in MISTAKES[path].items():
        assert right in text, name
        (tmp_path / f"{name}.yml").write_text(text.replace(right, wrong, 1), "utf-8")
    assert refused(SCHEMAS[path], *tmp_path.iterdir()) == {f"{name}.yml" for name in MISTAKES[path]}


def test_the_workflow_for_github_may_only_read_and_runs_one_at_a_time() -> None:
    flow = parsed(GITHUB)
    for item in flow["on"]["schedule"]:
        assert_cron_takes(item["cron"].split())
    assert "workflow_dispatch" in flow["on"]
    assert flow["concurrency"] == {"group": "nightly", "cancel-in-progress": False}
    assert flow["permissions"] == {"contents": "read"}
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)


def test_the_job_for_gitlab_runs_by_schedule_alone_and_one_at_a_time() -> None:
    (job,) = parsed(GITLAB).values()
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    assert job["resource_group"] == "nightly"


@pytest.mark.parametrize("code", [0, 1, 2, 70])
def test_code_hosts_fail_when_the_run_failed_and_not_for_findings(code: int, tmp_path: Path) -> None:
    (github,) = (step["run"] for job in parsed(GITHUB)["jobs"].values() for step in job["steps"] if step.get("id"))
    (gitlab,) = parsed(GITLAB)["nightly"]["script"]
    for name, script in {"github": github, "gitlab": gitlab}.items():
        folder = tmp_path / name
        folder.mkdir()
        stand_in(folder, code)
        done = shell(script, folder, "-e")
        assert done.returncode == (code if code > 1 else 0)
        assert done.stdout == ("funn\n" if code > 1 else ""), "what stopped a run is in its log"
        assert (folder / "nightly.json").read_text("utf-8") == "funn\n"


def kept(path: Path) -> tuple[list[str], list[str]]:
    """What a host keeps for the next run, and what it gives to people, without slashes at the end."""
    if path == GITLAB:
        (job,) = parsed(GITLAB).values()
        lists = job["cache"]["paths"], job["artifacts"]["paths"]
    else:
        steps = [step for job in parsed(GITHUB)["jobs"].values() for step in job["steps"] if "path" in step.get("with", {})]
        cache, artifacts = (step["with"]["path"].split() for step in steps)
        lists = cache, artifacts
    return ([item.rstrip("/") for item in lists[0]], [item.rstrip("/") for item in lists[1]])


@HOSTS
def test_what_a_host_keeps_is_what_a_run_leaves(path: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.run("nightly", "--today", "2025-05-01").code == 0
    stand_in(tmp_path, 0)
    flow = parsed(path)
    script = flow["nightly"]["script"][0] if path == GITLAB else flow["jobs"]["nightly"]["steps"][-2]["run"]
    assert shell(script, tmp_path, "-e").returncode == 0
    cache, artifacts = kept(path)
    assert cache == ["output/nightly", "output/.lager"]
    assert all((tmp_path / item).is_dir() for item in cache)
    assert artifacts == ["nightly.json", "utkast"]
    assert (tmp_path / "utkast/index.html").is_file()
    assert not any(item.is_symlink() for item in (tmp_path / "utkast", *(tmp_path / "utkast").rglob("*")))


@HOSTS
def test_every_shell_script_is_one_that_a_shell_reads(path: Path) -> None:
    flow = parsed(path)
    jobs = flow["jobs"].values() if "jobs" in flow else flow.values()
    scripts = [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]
    scripts += [line for job in jobs for line in (*job.get("before_script", ()), *job.get("script", ()))]
    assert scripts
    for script in scripts:
        subprocess.run([SHELL, "-n", "-c", script], check=True)
