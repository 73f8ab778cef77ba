"""From claims to distinct money: links with verdicts, curation, the ledger, tables ready to draw."""
