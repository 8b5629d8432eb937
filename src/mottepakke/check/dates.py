"""Dates as findings say them."""

from __future__ import annotations

import datetime as dt

DAYS_OFF = {"saturday": "@day_saturday", "sunday": "@day_sunday", "holiday": "@day_holiday"}
"""What a day is on which nobody works, in the catalogue's words."""


def written(date: dt.date) -> str:
    """«15.5.2025», which is read alike in every language of the catalogues."""
    return f"{date.day}.{date.month}.{date.year}"
