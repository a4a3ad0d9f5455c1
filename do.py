#!/usr/bin/env python3
"""The only door: `python3 do.py help` says what it opens to. Needs Python 3.11 and nothing else."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get a sentence, not a traceback
    sys.exit(
        "Sufflør needs Python 3.11 or newer; this is %d.%d. "  # noqa: UP031
        "Try: python3.11 do.py, python3.12 do.py or python3.13 do.py" % sys.version_info[:2]
    )

from tools.door.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
