"""From claims to distinct money: links with verdicts, curation, ledger, tables ready to draw."""
