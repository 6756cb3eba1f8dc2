"""Refusals of a file that comes back."""

from __future__ import annotations

from saksama.kernel.errors import SaksamaError


class SheetRefused(SaksamaError):
    """The file is no sheet of ours, is damaged, or could do harm; the text says what to do. Nothing was read into the data."""

    code = "sheet_refused"
    status = 400
