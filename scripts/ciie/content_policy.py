"""The content security policy of the site's pages: what a browser may run and load, whatever a page holds.

It stands beside the escaping and does not lean on it: a script that slipped through would not run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' {scripts}",
    "style-src 'self'",
    # The theme's style sheet draws its signs with addresses of its own.
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def policy_for(scripts: str) -> str:
    """The element that allows what is the site's own and, inline, nothing but the `scripts` of the theme."""
    return _element(" ".join(map(_hash, _SCRIPT.findall(scripts))))


def preview_policy(_: str) -> str:
    """The same for `ciie serve`, which puts a script of its own into each page, to load it again after a change."""
    return _element("'unsafe-inline'")


def _element(scripts: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(_DIRECTIVES).format(scripts=scripts)}">'


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
