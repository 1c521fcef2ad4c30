"""The command line: exit statuses, what is printed where, and help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ciie import pipeline
from ciie.__main__ import main
from support.project import PROJECT
from support.samples import RECORD_PATH, RECORD_TEXT, write_articles

COMMANDS = ("import", "new", "check", "diff", "rename", "merge", "remove", "schema", "pages", "build", "serve")
BAD = RECORD_TEXT.replace("2023-11-16", "2024-02-30")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles without problems, a folder for pages, and a file."""
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    (tmp_path / "docs" / "assets" / "search").mkdir(parents=True)
    (tmp_path / "file").touch()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself, with its options and their defaults."""
    assert main([command, "--help"]) == 0

    text = capsys.readouterr().out
    assert text.startswith(f"Usage: ciie {command}")
    assert text.count("default") >= 1


def test_help_names_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of the program lists every command with its purpose."""
    assert main(["--help"]) == 0

    listed = capsys.readouterr().out.partition("Commands:\n")[2].partition("\n\n")[0]
    lines = [line.split() for line in listed.splitlines()]
    assert [words[0] for words in lines] == list(COMMANDS)
    assert all(len(words) > 3 for words in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "'check'"),
        (["buidl"], "Did you mean 'build'?"),
        (["check", "--fromat", "json"], "No such option '--fromat'. Did you mean '--format'?"),
        (["check", "--format", "xml"], "is not one of 'text', 'github', 'markdown', 'json'"),
        (["schema", "more"], "unexpected extra argument (more)"),
        (["serve", "--port", "65536"], "write a number from 1 to 65535"),
        (["serve", "--port", "0"], "write a number from 1 to 65535"),
        (["serve", "--port", "http"], "write a number from 1 to 65535"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that cannot be understood ends with status 2 and one line that says why and where help is."""
    assert main(arguments) == 2

    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("ciie")
    assert message in told.err
    assert told.err.endswith("--help)\n")


def test_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command, the status is 2 and the commands are listed."""
    main(["--help"])
    shown = capsys.readouterr().out

    assert main([]) == 2
    assert capsys.readouterr() == ("", shown)


def test_help_into_a_pipe_that_is_closed() -> None:
    """Help that nobody reads ends without a complaint too."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "ciie", "--help"]

    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.usefixtures("here")
def test_stopped_by_hand(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with status 2 and one word, not with a traceback."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ciie.preview.serve", stop)

    assert main(["serve"]) == 2
    assert capsys.readouterr() == ("", "ciie: stopped\n")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["pages", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["build", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["schema", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["check", "none.md"], "ciie: none.md does not exist; name a record or a folder, or nothing for all of them\n"),
        (["check", "/dev/null"], "ciie: /dev/null is not in articles; name the folder that it is in with --articles\n"),
        (["check", "--base", "nosuch"], "ciie: "),
        (["serve", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["diff", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["rename", "a", "b", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["merge", "topics", "a", "b", "--articles", "none"], "ciie: there is no folder none; name one with "),
        (["remove", "a", "--reason", "A.", "--articles", "none"], "ciie: there is no folder none; name one with "),
        (["import", "file", "--articles", "none"], "ciie: there is no folder none; name one with --articles\n"),
        (["build", "--docs", "none"], "ciie: there is no folder none; name one with --docs\n"),
        (["serve", "--docs", "none"], "ciie: there is no folder none; name one with --docs\n"),
        (["check", "--articles", "file"], "ciie: file is no folder; name one with --articles\n"),
        (["new", "--articles", "file"], "ciie: file is no folder; name one with --articles\n"),
        (["new", "--into", "file", "2023-11-16-stdaily-a"], "ciie: file is no folder; name one with --into\n"),
        (["import", "file", "--into", "file"], "ciie: file is no folder; name one with --into\n"),
        (["pages", "--docs", "file"], "ciie: file is no folder; name one with --docs\n"),
        (["build", "--site", "file"], "ciie: file is no folder; name one with --site\n"),
        (["build", "--docs", "docs/assets"], "ciie: docs/assets has no assets/search; name the project's folder docs"),
        (["serve", "--docs", "docs/assets"], "ciie: docs/assets has no assets/search; name the project's folder docs"),
        (["pages", "--docs", "."], "ciie: pages cannot lie in ., beside the records in articles; name another with "),
        (["pages", "--docs", "articles/a"], "ciie: pages cannot lie in articles/a, beside the records in articles;"),
        (["rename", "topics", "deals"], "ciie rename: write [LIST] OLD NEW"),
        (["remove", "topics", "--reason", "A."], "ciie remove: write [LIST] NAME"),
    ],
)
def test_what_is_not_there(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, file or name that is not there ends with status 2 and one line that names it."""
    assert main(arguments) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1


@pytest.mark.usefixtures("here")
def test_what_the_system_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    """A fault that no command expects is told by the name of the file and what to look at, without its number."""
    assert main(["new", "--into", "a" * 300, "2023-11-16-stdaily-a"]) == 2
    assert " cannot be used (File name too long); check its name, and who may " in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_check_without_problems(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong is status 0 and one line."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 record, no problems\n"


def test_check_with_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error is status 1, and its line leads to the record from the working folder."""
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith(f"articles/{RECORD_PATH}:3:7: bad-date: ")


def test_check_with_a_warning(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is printed and leaves the status 0."""
    (here / "articles" / RECORD_PATH).write_text(RECORD_TEXT.replace("halls", "3,486 halls"))

    assert main(["check"]) == 0
    assert "unlisted-figure: warning: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"articles/{RECORD_PATH}", 1),
        ("articles/2023", 1),
        ("articles", 1),
        (".", 1),
        ("articles/vocabulary", 0),
        ("articles/2023/2023-11-15-shine-good.md", 0),
    ],
)
def test_check_of_a_path(here: Path, path: str, status: int) -> None:
    """With a path, only the problems of that file or folder count."""
    good = "articles/2023/2023-11-15-shine-good.md"
    (here / good).write_text(RECORD_TEXT.replace("2023-11-16", "2023-11-15"))
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main(["check", path]) == status


def test_check_of_several_paths(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several paths may be named, and the one with a problem may be first or last."""
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main(["check", "articles/2023", "articles/vocabulary"]) == 1
    assert main(["check", "articles/vocabulary", "articles/2023"]) == 1
    assert capsys.readouterr().out.count(": bad-date: ") == 2


@pytest.mark.parametrize(
    ("form", "start"), [("text", "articles/2023/"), ("github", "::error file=articles/2023/"), ("json", "{\n")]
)
def test_check_in_a_form(here: Path, form: str, start: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each form of the report can be asked for, and none changes the status."""
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main(["check", "--format", form]) == 1
    assert capsys.readouterr().out.startswith(start)


def test_check_in_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program can read what was found."""
    (here / "articles" / RECORD_PATH).write_text(BAD)

    main(["check", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"records": 1, "errors": 1, "warnings": 0}
    assert found["problems"][0]["rule"] == "bad-date"


def test_pages(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages are written, and the second time found unchanged."""
    assert main(["pages"]) == 0
    assert main(["pages"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert " pages written, 0 unchanged, 0 removed in docs" in first
    assert second.startswith("0 pages written, ")
    assert (here / "docs" / "index.md").is_file()


@pytest.mark.parametrize("command", ["pages", "build"])
def test_publishing_with_an_error(here: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A record with an error keeps everything from being published, and is named."""
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main([command]) == 1
    assert "bad-date" in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == ["articles", "docs", "file"]
    assert [path.name for path in here.glob("docs/*")] == ["assets"]


@pytest.mark.parametrize(("arguments", "port"), [([], 8000), (["--port", "1"], 1), (["--port", "65535"], 65535)])
def test_serve_on_a_port(arguments: list[str], port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is served on the port that is named, or on 8000."""
    served: list[int] = []
    monkeypatch.setattr("ciie.preview.serve", lambda source, port, tell: served.append(port))

    assert main(["serve", *arguments]) == 0
    assert served == [port]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "ciie", *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_check_where_the_terminal_knows_only_ascii(here: Path, form: str) -> None:
    """A name that the terminal or UTF-8 does not know is spelt out, and is no reason to break off."""
    (here / "articles" / "进博会.txt").write_text("")
    (here / os.fsdecode(b"articles/\xff.txt")).write_text("")

    done = run(here, "check", "--format", form, PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (1, b"")
    assert b"stray-file" in done.stdout


def test_check_into_a_pipe_that_is_closed(here: Path) -> None:
    """A reader that goes away is no reason to complain."""
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        [sys.executable, "-m", "ciie", "check"], cwd=here, stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)

    assert (done.returncode, done.stderr) == (2, b"")


def test_new_prints_the_template(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name the template is printed, with the ids that there are."""
    assert main(["new"]) == 0

    text = capsys.readouterr().out
    assert text.startswith("---\n# ")
    assert "what it is about (one of: deals). Required." in text


def test_new_writes_a_record(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a name the template is in the folder of its year; once, and not over what is there."""
    assert main(["new", "2024-01-16-shine-a-few-words"]) == 0
    assert "2024/2024-01-16-shine-a-few-words.md" in capsys.readouterr().out
    assert "date: 2024-01-16\n" in (here / "articles/2024/2024-01-16-shine-a-few-words.md").read_text()
    assert main(["new", "2024-01-16-shine-a-few-words"]) == 2
    assert "already exists" in capsys.readouterr().err


def test_new_into_a_folder_without_a_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder alone does not say how the record is called."""
    assert main(["new", "--into", "drafts"]) == 2
    assert "--into needs a name too" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_that_mends(here: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What has one safe answer is mended and named, beside the report and never within what a program reads."""
    record = here / "articles" / RECORD_PATH
    record.write_text(RECORD_TEXT.replace('"Results of the expo"', "Results: of the expo"))

    assert main(["check", "--fix", "--format", form]) == 0
    shown = capsys.readouterr()
    line = f"articles/{RECORD_PATH}:2: fixed: put the title in double quotes\n"
    assert (line in shown.out, line in shown.err) == (form == "text", form == "json")
    assert 'title: "Results: of the expo"\n' in record.read_text()


def test_diff_with_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a collection has that another has not is told."""
    write_articles(here / "before")
    (here / "articles" / RECORD_PATH).write_text(RECORD_TEXT.replace("Results", "Sums"))

    assert main(["diff", "before"]) == 0
    assert "Sums of the expo (2023-11-16-shine-results)\n    title\n      before: Results" in capsys.readouterr().out


def test_diff_with_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is neither a folder nor a revision is wrong use."""
    assert main(["diff", "before"]) == 2
    assert "there is no revision before" in capsys.readouterr().err


def test_schema(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The schema is JSON with the ids of the vocabulary."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["source"]["enum"] == ["shine"]


def test_check_with_a_known_repository(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the repository is known, each message leads to the page of rules on its host."""
    monkeypatch.setenv("REPOSITORY_URL", "https://host.example/a/b/")
    (here / "articles" / RECORD_PATH).write_text(BAD)

    assert main(["check"]) == 1
    assert "see https://host.example/a/b/blob/HEAD/docs/contributing/rules.md#bad-date" in capsys.readouterr().out


def test_fix_of_an_acceptance_that_is_not_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An accepted warning that is not given is dropped, and the check that follows has nothing to say."""
    text = RECORD_TEXT.replace("rights", "accepted: {unlisted-date: none}\nrights")
    articles = write_articles(tmp_path, {RECORD_PATH: text})

    assert main(["check", "--fix", "--articles", str(articles)]) == 0
    assert "accepted unlisted-date no longer" in capsys.readouterr().out
    assert (articles / RECORD_PATH).read_text(encoding="utf-8") == RECORD_TEXT


def test_build_looks_into_no_folder_that_it_may_not_replace(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site's folder that holds something else, which may be a whole disk, is refused unread."""
    (here / "other").mkdir()
    (here / "other" / "letter.txt").write_text("Dear reader")
    monkeypatch.setattr(pipeline.Sources, "recall_site", lambda *_: pytest.fail("it was read"))

    assert main(["build", "--docs", str(PROJECT / "docs"), "--site", "other"]) == 2
