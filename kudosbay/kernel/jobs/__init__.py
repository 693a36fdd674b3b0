"""Background work. Each app registers its own in its `jobs.py`, which only the worker process loads.

`job` is durable: when its process dies, another one runs it again from the beginning, so it must be harmless twice.
`periodic` is a job that all workers together run once per period. `sweep` runs often, in each worker, and keeps no
record: it looks whether there is something to do. The engine stands in `engine.py` and is never loaded by the web.
"""

from kudosbay.kernel.jobs.registry import Hands, job, periodic, sweep

__all__ = ["Hands", "job", "periodic", "sweep"]
