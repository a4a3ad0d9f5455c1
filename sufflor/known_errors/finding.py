"""What errors are called in the index: one that everyone reads, and one that helpers alone do."""

from __future__ import annotations

ERROR = "known_error"
CANDIDATE = "error_candidate"
