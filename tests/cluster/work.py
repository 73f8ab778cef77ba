"""Work for the cluster's workers, which import it by this name."""

from __future__ import annotations

from ukjp.errors import ArticleError
from ukjp.processes import Say


def act(word: str, say: Say) -> str:
    say(f"doing {word}")
    if word == "fail":
        raise ArticleError("not this one")
    return word.upper()
