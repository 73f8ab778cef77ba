"""What has changed between two states of the records: small after a correction, whatever they hold.

A section of records by name is told by those that are new or changed and those that are gone, a
list of records with identifiers by its order and the changed ones, anything else as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def find_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """Return what turns `before` into `after`, by section; `explorer.js` applies it."""
    changes = {}
    for name, now in after.items():
        then = before.get(name)
        if then != now:
            changes[name] = _change(then, now)
    return changes


def _change(then: Any, now: Any) -> Json:
    if isinstance(then, dict) and isinstance(now, dict):
        changed = {key: value for key, value in now.items() if then.get(key) != value}
        return {"changed": changed, "gone": [key for key in then if key not in now]}
    if _identified(then) and _identified(now):
        known = {item["id"]: item for item in then}
        changed = {item["id"]: item for item in now if known.get(item["id"]) != item}
        return {"changed": changed, "order": [item["id"] for item in now]}
    return {"whole": now}


def _identified(section: Any) -> bool:
    """Tell a list of records each of which has an identifier of its own."""
    if not isinstance(section, list) or not all(isinstance(one, dict) for one in section):
        return False
    names = {one.get("id") for one in section}
    return None not in names and len(names) == len(section)
