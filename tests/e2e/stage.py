"""The process that arranges things behind the server's back.

Runs with the server's settings and takes orders as lines of JSON:
`["open_contest", {"slug": "spring", "time_limit_s": 60}]` → `[true, {"slug": "spring"}]`.
"""

import json
import sys
import traceback
from importlib import import_module

import django


def main() -> None:
    """Prepare the site, say so, and carry out orders until the input ends."""
    django.setup()
    # Only now can models be imported.
    orders = import_module("tests.e2e.orders")
    orders.prepare()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            reply = [True, orders.ORDERS[name](**arguments)]
        except Exception:
            # For the test to show; the next test may order something else.
            reply = [False, traceback.format_exc()]
        print(json.dumps(reply, default=str), flush=True)


if __name__ == "__main__":
    main()
