"""The article of a web page: its text and what the page's own head says about it."""

from __future__ import annotations

from ukjp.errors import ArticleError

# A day that stands anywhere on the page, in a footer say, is not the article's.
_OWN_DAYS_ALONE = {"extensive_search": False, "original_date": True}


def read_page(html: str) -> dict[str, str | None]:
    """Return text, title, outlet, url and published of a page; what it does not say is None.

    Raises ArticleError where no article is found.
    """
    import trafilatura
    from trafilatura.settings import Document

    try:
        found = trafilatura.bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_OWN_DAYS_ALONE,
        )
    except Exception as error:  # whatever a broken page does to a parser
        raise ArticleError(f"this HTML cannot be read: {type(error).__name__}") from error
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleError("no article text found in this HTML; expected a page with an article")
    return {
        "text": found.text,
        "title": found.title,
        "outlet": found.sitename,
        "url": found.url,
        "published": found.date,
    }
