"""The check of pull requests, run end to end on repositories of its own: each ends as it should, none runs the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.pull_requests import COMMAND, Repository

pytestmark = pytest.mark.site
NEW = "articles/2023/2023-11-13-daily-day-after.md"
GOOD = """---
title: "The day after"
date: 2023-11-13
source: daily
edition: 6
topics: [deals]
rights: digest
organisations: [acme]
places: [de]
figures:
  - {measure: exhibitors, value: 3500, unit: companies, edition: 6, as: "3,500 companies"}
---

Acme, from Germany, was one of 3,500 companies.
"""
TRAP = 'from pathlib import Path\nPath("{folder}/trap").touch()\n'


def titled(title: str) -> str:
    """A good record with `title`, as YAML writes it."""
    return GOOD.replace('"The day after"', title)


def test_good_record(repository: Repository) -> None:
    """A good record passes; the summary names the pages it adds to, and the preview has its own page."""
    repository.write({NEW: GOOD})
    found = repository.check()

    assert (found.status, found.commands) == (0, []), found.log
    assert "| The day after (2023-11-13-daily-day-after) | added |" in found.summary
    assert "Topics: Deals" in found.summary
    assert "Organisations: Acme (changed)" in found.summary
    assert "Timeline: November 2023 (changed)" in found.summary
    assert "| exhibitors, in 2023-11-13-daily-day-after | new |  | 3,500 companies, edition 6 |" in found.summary
    assert (found.site / "articles" / "2023-11-13-daily-day-after" / "index.html").is_file()
    assert repository.traces() == []


def test_record_with_errors(repository: Repository) -> None:
    """Errors fail the check, stand at their lines and in the summary, and no preview is made."""
    repository.write({NEW: GOOD.replace("topics: [deals]", "topics: [dels]").replace("2023-11-13\n", "13/11/2023\n")})
    found = repository.check()

    assert found.status == 1, found.log
    assert [line.split("::")[1].split("file=")[1] for line in found.commands] == [
        f"{NEW},line=3,col=7,title=bad-date",
        f"{NEW},line=6,col=10,title=unknown-id",
    ]
    assert "did you mean deals (Deals and results)?" in found.summary
    assert not found.site.exists()


def test_record_beside_what_the_base_got_in_the_meantime(repository: Repository) -> None:
    """What is checked is the merge: a record that main got after the branch began is not taken for removed."""
    repository.write({NEW: GOOD})
    repository.git("checkout", "--quiet", "main")
    repository.write({"articles/2023/2023-11-14-daily-later.md": GOOD.replace("-13", "-14").replace("3,500", "3500")})
    repository.base = repository.git("rev-parse", "HEAD").strip()
    found = repository.check(preview=False)

    assert found.status == 0, found.log
    assert "Removed" not in found.summary
    assert "5 records" in found.log


def test_record_in_conflict_with_the_base(repository: Repository) -> None:
    """Two changes of one line are for the editor to settle."""
    path = "articles/2023-11-12-daily-after-the-close.md"
    text = (repository.folder / path).read_text(encoding="utf-8")
    repository.write({path: text.replace("Sixth expo closes", "The sixth expo closes")})
    repository.git("checkout", "--quiet", "main")
    repository.write({path: text.replace("Sixth expo closes", "Expo closes")})
    repository.base = repository.git("rev-parse", "HEAD").strip()
    found = repository.check()

    assert found.status == 1
    assert [line.split("::")[1] for line in found.commands] == ["error title=conflict"]


@pytest.mark.parametrize("path", ["docs/about.md", "requirements.lock", "scripts/ciie/__init__.py"])
def test_change_without_records(repository: Repository, path: str) -> None:
    """Documentation, packages and code alone pass the check of records, which reads and runs none of it."""
    repository.write({path: TRAP.format(folder=repository.folder.parent)})
    found = repository.check()

    assert (found.status, found.commands) == (0, []), found.log
    assert found.summary == "No record or vocabulary changes, so there is nothing to check here.\n\n"
    assert not found.site.exists()
    assert repository.traces() == []


def test_problems_of_files_that_the_change_does_not_touch(repository: Repository) -> None:
    """Old warnings are no annotations, so that they leave room for those of the change; the summary lists both."""
    old = "articles/2023/2023-11-11-daily-old.md"
    with_warning = GOOD.replace("one of 3,500", "one of 36 and 3,500")
    repository.git("checkout", "--quiet", "main")
    repository.write({old: with_warning.replace("-13", "-11").replace("The day after", "Old")})
    repository.base = repository.git("rev-parse", "HEAD").strip()
    repository.git("checkout", "--quiet", "-B", "head")
    repository.write({NEW: with_warning})
    found = repository.check(preview=False)

    assert found.status == 0, found.log
    assert [line.split("file=")[1].split(",")[0] for line in found.commands] == [NEW]
    assert "1 warning in files that the change does not touch; the summary lists them" in found.log
    assert found.summary.index("daily-day-after.md:") < found.summary.index("daily-old.md:")


def test_error_in_a_file_that_the_change_does_not_touch(repository: Repository) -> None:
    """Where an entry is gone that records use, one annotation says how many errors the summary lists."""
    outlets = "articles/vocabulary/outlets.yml"
    text = (repository.folder / outlets).read_text(encoding="utf-8")
    repository.write({outlets: text.replace("id: daily", "id: daily-paper")})
    found = repository.check(preview=False)

    assert found.status == 1
    assert [line for line in found.commands if "file=articles/20" in line] == []
    assert any(line.startswith("::error title=elsewhere::") for line in found.commands)


@pytest.mark.parametrize(
    "path",
    [
        "mkdocs.yml",
        "scripts/ciie/__init__.py",
        ".github/workflows/check.yml",
        ".github/scripts/guard_paths.sh",
        "articles-of-mine/.gitattributes",
    ],
)
def test_change_outside_the_articles(repository: Repository, path: str) -> None:
    """Anything but records needs a maintainer; the records beside it are checked all the same, with the old program."""
    old = repository.folder / path
    text = old.read_text(encoding="utf-8") if old.is_file() else ""
    trap = TRAP.format(folder=repository.folder.parent) if path.endswith(".py") else "touch ../trap\n"
    repository.write({NEW: GOOD, path: f"{trap}{text}"})
    found = repository.check(preview=path.endswith(".py"))

    assert found.status == 3, found.log
    assert found.commands == [
        f"::error title=needs a maintainer::{path} is outside articles/. "
        "Put the records in a pull request of their own."
    ]
    assert "Files outside `articles/`: 1." in found.summary
    assert "| The day after (2023-11-13-daily-day-after) | added |" in found.summary
    assert repository.traces() == []


def test_symbolic_link(repository: Repository, tmp_path: Path) -> None:
    """A link in place of a record is refused, wherever it leads."""
    (repository.folder / "articles/2023").mkdir()
    (repository.folder / NEW).symlink_to("/etc/passwd")
    repository.commit("link")
    found = repository.check()

    assert found.status == 1
    assert [line.split("::")[1] for line in found.commands] == ["error title=not a plain file"]
    assert "root:" not in found.log + found.summary
    assert not (tmp_path / "work" / "after").exists()


def test_link_to_a_folder(repository: Repository) -> None:
    """A folder that became a link is refused as well."""
    repository.git("rm", "-r", "--quiet", "articles/vocabulary")
    (repository.folder / "articles/vocabulary").symlink_to("/tmp")
    repository.commit("link")

    assert repository.check().status == 1


def test_executable_record(repository: Repository) -> None:
    """A record is no program."""
    repository.write({NEW: GOOD})
    (repository.folder / NEW).chmod(0o755)
    repository.commit("mode")
    found = repository.check()

    assert found.status == 1
    assert [line.split("::")[1] for line in found.commands] == ["error title=not a plain file"]


def test_vocabulary_deleted(repository: Repository) -> None:
    """A pull request that deletes the vocabulary is red, and its report says which entries go."""
    repository.git("rm", "-r", "--quiet", "articles/vocabulary")
    repository.commit("delete")
    found = repository.check()

    assert found.status == 1, found.log
    assert sum("title=missing-file" in line for line in found.commands) == 7
    assert "in topics | gone | health | its address stops working |" in found.summary
    assert "in organisations | gone | acme | its address stops working |" in found.summary
    assert not found.site.exists()


@pytest.mark.parametrize("path", ["articles/*.md", "articles"])
def test_every_record_deleted(repository: Repository, path: str) -> None:
    """A pull request that deletes every record, or all there is, is red, and its report says which go."""
    repository.git("rm", "-r", "--quiet", path)
    repository.commit("delete")
    found = repository.check()

    assert found.status == 1, found.log
    assert "::error file=articles,line=1,col=1,title=no-records::" in found.log
    assert found.summary.count(" | removed | ") == 3
    assert not found.site.exists()


@pytest.mark.parametrize(
    "name",
    [
        "two words.md",
        "'quoted'.md",
        '"quoted".md',
        "line\nend.md",
        "line\n::stop-commands::x\n.md",
        "\x1b[31mred.md",
        "$(touch trap).md",
        "`touch trap`.md",
        "a;touch trap;.md",
        "##[add-mask]a.md",
        "::error::a.md",
        "-rf/.md",
        ".gitattributes",
        "../escape%0A.md",
        "进博会.md",
    ],
)
def test_file_name(repository: Repository, name: str) -> None:
    """An odd name is refused on one line that a runner takes for nothing but that, and nothing in it is run."""
    path = f"articles/{name}" if not name.startswith("..") else "articles/%2e%2e/escape%0A.md"
    repository.write({path: GOOD})
    found = repository.check()

    assert found.status == 1, found.log
    assert [line.split("::")[1] for line in found.commands] == ["error title=file name"]
    assert "\x1b" not in found.log + found.summary
    assert repository.traces() == []


TITLES = (
    '"::error::title"',
    '"a\\n::stop-commands::token"',
    '"##[add-mask]a"',
    '"$(touch trap) `touch trap` ${IFS} {{ 7*7 }}"',
    '"</title><script>alert(1)</script> ![x](https://evil.example/x)"',
    '"%0A::error::x %25"',
)


def test_titles_that_look_like_commands(repository: Repository) -> None:
    """A title that looks like a command or a program is a title: no command is seen, nothing is run."""
    names = [f"articles/2023-11-13-daily-title-{number}.md" for number in range(len(TITLES))]
    repository.write({name: titled(title) for name, title in zip(names, TITLES, strict=True)})
    found = repository.check()

    assert (found.status, found.commands) == (0, []), found.log
    assert COMMAND.findall(found.summary) == []
    assert "<script" not in found.summary
    assert "![x](" not in found.summary
    assert "stop-commands" in found.summary
    assert repository.traces() == []


@pytest.mark.parametrize("title", ['"\\e[31mred"', '"a\\0b"'])
def test_title_with_control_characters(repository: Repository, title: str) -> None:
    """Control characters in a title are an error at its place, and reach neither log nor summary."""
    repository.write({NEW: titled(title)})
    found = repository.check()

    assert found.status == 1
    assert [line.split("::")[1].split(",", 1)[1] for line in found.commands] == ["line=2,col=8,title=control-character"]
    assert "\x1b" not in found.log + found.summary


def test_message_that_quotes_commands(repository: Repository) -> None:
    """A value that a message quotes cannot become a command of its own."""
    repository.write({NEW: GOOD.replace("rights: digest", 'rights: "x\\n::set-output name=a::b\\n##[error]c"')})
    found = repository.check()

    assert found.status == 1
    assert len(found.commands) == 1
    assert found.commands[0].startswith(f"::error file={NEW},line=7,col=9,title=unknown-choice::")
    assert "##[" not in found.log + found.summary


def test_fetch_head(repository: Repository, tmp_path: Path) -> None:
    """The commits of a pull request's head are fetched by its number, and no file of the checkout changes."""
    repository.write({NEW: GOOD})
    head = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-ref", "refs/pull/7/head", head)
    repository.git("checkout", "--quiet", "main")
    clone = Repository(tmp_path / "clone")
    repository.git("clone", "--quiet", "--branch", "main", "--single-branch", ".", str(clone.folder))
    script = str(repository.folder / ".github/scripts/fetch_head.sh")
    shown = clone.git("-c", f"alias.head=!{script} 7", "head")

    assert shown.strip() == head
    assert clone.git("status", "--porcelain") == ""
