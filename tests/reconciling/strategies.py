"""Articles made up at random: few amounts, few days, many ways to say them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ukjp.reading.claims import Claim, claim_identifier

SENTENCES = (
    "Japan pledged {} to Ukraine.",
    "Tokyo will give Kyiv {}.",
    "Japan pledged another {} on Monday.",
    "Japan signed a loan agreement over {}.",
    "The {} pledged in December 2023 is on its way.",
    "Japan doubles its loan to {}.",
    "Japan announced new aid of {}.",
    "Kyiv received {} so far.",
)
AMOUNTS = (1e9, 3.5e9, 4.5e9, 9e9, 104e6, 105e6)
DAYS = (
    (None, None),
    (date(2023, 12, 6), date(2023, 12, 6)),
    (date(2023, 12, 8), date(2023, 12, 8)),
    (date(2024, 2, 1), date(2024, 6, 13)),
    (date(2024, 6, 13), date(2024, 6, 13)),
    (date(2025, 1, 20), date(2025, 1, 20)),
)
KINDS = ("commitment", "commitment", "component", "disbursement", "cumulative_total", "other")


@st.composite
def article_claims(draw: st.DrawFn, name: str) -> list[Claim]:
    """The claims of one article, parts behind their wholes, conversions behind their sources."""
    claims: list[Claim] = []
    bases = st.sampled_from(("written", "article: date_line"))
    for place in range(draw(st.integers(1, 4))):
        amount = draw(st.sampled_from(AMOUNTS))
        currency = draw(st.sampled_from(("USD", "USD", "USD", "EUR", "UAH")))
        quote = f"{currency} {amount / 1e9:g} billion"
        sentence = draw(st.sampled_from(SENTENCES)).format(quote)
        start = 1000 * place + sentence.index(quote)
        kind = draw(st.sampled_from(KINDS))
        excluded = draw(st.sampled_from((None, None, None, "other_donor", "programme_total")))
        earliest, latest = draw(st.sampled_from(DAYS))
        earlier = [c.claim_id for c in claims]
        whole = draw(st.sampled_from([None, *earlier])) if earlier else None
        converts = draw(st.booleans()) if earlier and whole is None else False
        claims.append(
            Claim(
                claim_id=claim_identifier(name, start),
                article_id=name,
                start=start,
                end=start + len(quote),
                quote=quote,
                qualifier_text=None,
                prefix=sentence[: sentence.index(quote)][-32:],
                suffix=sentence[sentence.index(quote) + len(quote) :][:32],
                sentence=sentence,
                amount=amount,
                amount_max=None,
                currency=currency,
                currency_basis="stated",
                qualifier=draw(st.sampled_from(("exact", "exact", "at_least", "about", "up_to"))),
                kind=kind,
                in_scope=excluded is None and kind != "other",
                excluded_because=excluded or ("not_aid" if kind == "other" else None),
                donor=draw(st.sampled_from(("Japan", "Japan", None))) if excluded else "Japan",
                recipient="Ukraine",
                instrument=draw(st.sampled_from((None, "grant", "loan"))),
                sector=None,
                channel=draw(st.sampled_from((None, None, "World Bank", "UNICEF"))),
                part_of=whole,
                conversion_of=earlier[-1] if converts else None,
                as_of_earliest=earliest,
                as_of_latest=latest,
                as_of_basis=draw(bases) if latest else None,
                attributed_to=None,
                rule="made up",
            )
        )  # fmt: skip
    return claims


@st.composite
def corpora(draw: st.DrawFn, most: int = 4) -> list[list[Claim]]:
    """The claims of some articles, article by article."""
    names = [f"a{n}" for n in range(draw(st.integers(1, most)))]
    return [draw(article_claims(name)) for name in names]


def copied(claims: list[Claim], name: str) -> list[Claim]:
    """The same article once more under another name."""
    new_ids = {c.claim_id: claim_identifier(name, c.start) for c in claims}
    return [
        c._replace(
            claim_id=new_ids[c.claim_id],
            article_id=name,
            part_of=new_ids.get(c.part_of or ""),
            conversion_of=new_ids.get(c.conversion_of or ""),
        )
        for c in claims
    ]
