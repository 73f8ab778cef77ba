"""Many reports from one run file: what to make, in which processes, and what came of it.

`run_files` reads what is asked, `running` orders it, `journal` remembers how far it came,
`summary` and `progress` tell. A single report is made by `reports.run_report` and nobody else.
"""
