"""Finds a Chromium for the browser tests, or fetches one, and prints its path.

The path alone goes to standard output, what is being done to standard error. Exit 1 where none can be had.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The one that never has a window opens a page at a quarter of what it costs the others.
SHELL = "chromium-headless-shell"
COMMANDS = (SHELL, "google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser")
PLACES = (
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    "$PROGRAMFILES/Google/Chrome/Application/chrome.exe",
    "$LOCALAPPDATA/Google/Chrome/Application/chrome.exe",
    "$LOCALAPPDATA/Chromium/Application/chrome.exe",
)
NO_BROWSER = (
    "No Chrome or Chromium is here and none could be fetched, so no browser test can run. Install one "
    "(Debian and Ubuntu: apt install chromium; macOS: brew install --cask google-chrome), or name yours: "
    "CIIE_BROWSER=/path/to/chrome make test"
)
# Asks Playwright itself, since where it keeps its browsers differs by platform and version.
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def find() -> Path | None:
    """The Chromium to use of those that are here already; None where there is none.

    Where CIIE_BROWSER is set it decides alone: a wrong path gives None, never another browser.
    """
    named = os.environ.get("CIIE_BROWSER")
    if named:
        found = shutil.which(named)
        if found is None:
            say(f"CIIE_BROWSER is {named!r}, and no program is there.")
        return Path(found) if found else None
    return find_installed() or find_playwrights()


def find_installed() -> Path | None:
    """The first Chrome or Chromium on PATH or where its installer usually puts it."""
    places = (str(Path(os.path.expandvars(place)).expanduser()) for place in PLACES)
    found = (shutil.which(candidate) for candidate in (*COMMANDS, *places))
    return next((Path(path) for path in found if path), None)


def find_playwrights() -> Path | None:
    """The Chromium that Playwright has downloaded before."""
    question = [sys.executable, "-c", ASK_PLAYWRIGHT]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    path = Path(answer.stdout.strip())
    return path if answer.returncode == 0 and path.is_file() else None


def install_debians() -> None:
    """Installs Debian's Chromium, without windows if it can be had, and a font for Chinese, as root with apt-get."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    say("Installing Debian's Chromium, and fonts-noto-cjk so that Chinese shows.")
    run("apt-get", "update", "-qq")
    for package in (SHELL, "chromium"):
        if run("apt-get", "install", "-qq", "--no-install-recommends", package, "fonts-noto-cjk"):
            return


def install_playwrights() -> None:
    """Has Playwright download its own Chromium."""
    say("Downloading Playwright's Chromium.")
    run(sys.executable, "-m", "playwright", "install", "chromium")


def run(*command: str) -> bool:
    """Runs a command with all its output on standard error, and says so when it fails; true where it does not."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    status = subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode
    if status:
        say(f"{' '.join(command)}: failed with exit code {status}.")
    return status == 0


def say(message: str) -> None:
    """Tells the person at the terminal, apart from the path that is the result."""
    print(message, file=sys.stderr, flush=True)


def main() -> int:
    """Prints the path of a Chromium, fetching one where none is here."""
    browser = find()
    if browser is None and not os.environ.get("CIIE_BROWSER"):
        for install, look in ((install_debians, find_installed), (install_playwrights, find_playwrights)):
            install()
            browser = look()
            if browser:
                break
    if browser is None:
        say(NO_BROWSER)
        return 1
    say(f"Using {browser}")
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
