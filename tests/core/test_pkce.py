"""Code verifiers and challenges, as RFC 7636 has them."""

from __future__ import annotations

import re

from howdah.core.pkce import code_challenge, make_code_verifier


def test_the_example_of_the_rfc() -> None:
    assert (
        code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_verifiers_are_long_plain_and_never_the_same() -> None:
    made = {make_code_verifier() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) for verifier in made)
