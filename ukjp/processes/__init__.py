"""Work in several processes: waits for nobody who died, and leaves nobody.

`in_order` is a map that keeps the order, for much small work that is one whole: a process that dies
ends it. `as_ended` is for big pieces that stand alone: a process that dies or takes too long costs
its own piece. Only so much is under way at a time that neither memory nor the loss at an
interruption grows with the number of items.
"""

from __future__ import annotations

from ukjp.processes.apart import Begun, Ended, Event, Said, Say, as_ended
from ukjp.processes.ends import WorkerError, ending_as_interrupted, is_running
from ukjp.processes.ordered import OrderedMap, in_order

__all__ = [
    "Begun", "Ended", "Event", "OrderedMap", "Said", "Say", "WorkerError", "as_ended",
    "ending_as_interrupted", "in_order", "is_running",
]  # fmt: skip
