"""Addresses of sources, as far as they tell one source from another."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

_TRACKING = ("utm_", "spm", "fbclid", "gclid")
_PORTS = (":80", ":443")


def canonical_url(url: str) -> str:
    """`url` without scheme, "www." or "m.", usual port, tracking and fragment; its characters escaped in one way."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    for port in _PORTS:
        host = host.removesuffix(port)
    host = host.removeprefix("www.").removeprefix("m.").removesuffix(".")
    # Bytes stay what they are, whatever encoding they are in: %BD%F8 of an older site is 进 as well.
    path = quote(unquote_to_bytes(parts.path.rstrip("/")), safe="/")
    escaped = quote(parts.query, safe="%&=+;/?:@!$'()*,~-._")
    pairs = parse_qsl(escaped, keep_blank_values=True, encoding="latin-1")
    query = sorted((key, value) for key, value in pairs if not key.startswith(_TRACKING))
    return f"{host}{path}?{urlencode(query, encoding='latin-1')}".rstrip("?")
