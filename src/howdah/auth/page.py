"""The page that a browser shows when it comes back: it worked, or why it did not."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLE = """
:root { color-scheme: light dark; --back: #eef1ec; --card: #fff; --text: #1d2521; --soft: #56615b; --line: #d5dcd6;
  --good: #17663f; --bad: #a12622; }
@media (prefers-color-scheme: dark) { :root { --back: #151a17; --card: #1f2622; --text: #e9eeea; --soft: #a5b1aa;
  --line: #39443d; --good: #6fd39f; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.25rem; background: var(--back);
  color: var(--text); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { width: 100%; max-width: 30rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem;
  padding: 2rem 1.75rem 1.5rem; overflow-wrap: anywhere; }
svg { display: block; width: 3rem; height: 3rem; margin-bottom: 1rem; }
.good svg { color: var(--good); }
.bad svg { color: var(--bad); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; text-wrap: pretty; }
dl { display: grid; grid-template-columns: auto 1fr; align-items: baseline; gap: .5rem 1rem; margin: 0 0 1.25rem;
  padding: 1rem 0 0; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: .875rem; }
dd { margin: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
code { padding: .1rem .45rem; border-radius: .4rem; background: var(--back);
  font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: .15rem; } dd + dt { margin-top: .65rem; } }
footer { padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
"""
_TICK = '<path d="M14.5 25 l6.5 6.5 l13-14" />'
_CROSS = '<path d="M17 17 l14 14 M31 17 l-14 14" />'

HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What goes with the page: it loads nothing, is kept nowhere, and tells nobody where the browser was."""


def logged_in_page(handle: str, scopes: Iterable[str], application: str) -> str:
    """The page for a login that worked."""
    allowed = "\n".join(f"<code>{escape(scope)}</code>" for scope in scopes)
    facts = f"<dl><dt>Account</dt><dd>{escape(handle)}</dd><dt>Allowed</dt><dd>{allowed}</dd></dl>"
    said = f"<p><strong>{escape(application)}</strong> can use your account now.</p>{facts}"
    return _page("You are logged in", said, "You can close this window now.", "good")


def failed_page(reason: str, application: str) -> str:
    """The page for a login that did not."""
    said = f"<p>{escape(_sentence(reason))}</p>"
    return _page(
        "You are not logged in", said, f"Nothing was kept. Close this window, and begin again in {application}.", "bad"
    )


def unfinished_page(application: str) -> str:
    """The page for a login of which it is not known yet how it ends."""
    said = f"<p><strong>{escape(application)}</strong> is still at it, and will say how it ends.</p>"
    return _page("This takes a while", said, "You can close this window now.", "good")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ")")) else f"{text}."


def _page(title: str, said: str, footer: str, tone: str) -> str:
    sign = _TICK if tone == "good" else _CROSS
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body class="{tone}">
<main>
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"
  stroke-linejoin="round" aria-hidden="true"><circle cx="24" cy="24" r="21" />{sign}</svg>
<h1>{escape(title)}</h1>
{said}
<footer>{escape(footer)}</footer>
</main>
</body>
</html>
"""
