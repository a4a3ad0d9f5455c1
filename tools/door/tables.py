"""Tables and demo data in one go: starting Django once instead of twice saves seconds.

python -m tools.door.tables             as `run` needs them
python -m tools.door.tables each-step   by every step of the migrations, as tests need them
"""

from __future__ import annotations

import gc
import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    # Migrations make and drop ten thousand classes; looking for them less often saves a quarter.
    gc.set_threshold(50_000, 50, 1000)
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, each_step="each-step" in sys.argv)
    if settings.DEMO:
        call_command("demo")
    return 0


if __name__ == "__main__":
    sys.exit(main())
