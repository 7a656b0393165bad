"""One benchmark on one database, in a process of its own: Django knows one database in its life.

Called by `python -m benchmarks` with the name of the module and the plan as JSON.
"""

import json
import sys
from importlib import import_module

import django

django.setup()

from benchmarks.stage import Plan  # noqa: E402 - after the set-up


def main(module: str, plan: Plan) -> None:
    """Measure, and write the report as one line of JSON."""
    report = import_module(f"benchmarks.{module}").measure(plan)
    print(json.dumps(report.as_json()))


if __name__ == "__main__":
    main(sys.argv[1], Plan(**json.loads(sys.argv[2])))
