"""Everything that happens to a file: taken in, checked, tied, removed, swept away."""

from __future__ import annotations

from sufflor.files.actions.checking import check as check
from sufflor.files.actions.checking import check_held as check_held
from sufflor.files.actions.holding import MOST_FILES as MOST_FILES
from sufflor.files.actions.holding import FileGone as FileGone
from sufflor.files.actions.holding import TooMuchHere as TooMuchHere
from sufflor.files.actions.holding import remove as remove
from sufflor.files.actions.holding import tie as tie
from sufflor.files.actions.holding import untie as untie
from sufflor.files.actions.receiving import EmptyFile as EmptyFile
from sufflor.files.actions.receiving import TooLarge as TooLarge
from sufflor.files.actions.receiving import TooManyDrafts as TooManyDrafts
from sufflor.files.actions.receiving import receive as receive
from sufflor.files.actions.sweeping import forget as forget
from sufflor.files.actions.sweeping import sweep as sweep
