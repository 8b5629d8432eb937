"""Public holidays, against the almanac."""

import datetime as dt

import pytest

from mottepakke.model.holidays import day_off, easter, working_day_before


@pytest.mark.parametrize(
    "date", ["2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"]
)
def test_easter_is_where_the_almanac_has_it(date: str) -> None:
    assert easter(int(date[:4])).isoformat() == date


def test_all_holidays_of_a_year_are_known() -> None:
    days = [dt.date(2025, 1, 1) + dt.timedelta(day) for day in range(365)]
    assert [day.strftime("%d.%m") for day in days if day_off(day) == "holiday"] == [
        *("01.01", "17.04", "18.04", "20.04", "21.04", "01.05", "17.05", "29.05", "08.06", "09.06", "25.12", "26.12")
    ]
    assert [day_off(dt.date(2025, 5, day)) for day in (15, 16, 17, 18, 24)] == [None, None, "holiday", "sunday", "saturday"]


def test_the_working_day_before_easter_is_before_all_of_it() -> None:
    assert working_day_before(dt.date(2025, 4, 21)) == dt.date(2025, 4, 16)
    assert working_day_before(dt.date(2025, 4, 16)) == dt.date(2025, 4, 16)
