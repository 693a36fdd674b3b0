from datetime import date

from kudosbay.faces.charts import LAST_TICK, lay_bars, lay_lanes

FIRST = date(2026, 11, 30)


def step(start, end, latest=None, turn="centre"):
    day = lambda number: FIRST.replace(day=30) if number == 0 else date(2026, 12, number)  # noqa: E731
    return {"label": "Step", "turn": turn, "start": day(start), "end": day(end), "latest": latest and day(latest)}


def test_lanes_fill_the_width_from_first_to_last_day():
    chart = lay_lanes([step(0, 4), step(5, 9)])
    assert [(bar.x, bar.width) for bar in chart.bars] == [(0.0, 50.0), (50.0, 50.0)]


def test_what_may_take_longer_is_slack():
    (bar,) = lay_lanes([step(0, 4, latest=9)]).bars
    assert (bar.width, bar.slack) == (50.0, 50.0)


def test_a_step_without_days_is_left_out_and_none_is_no_chart():
    undated = {"label": "Later", "turn": "authority", "start": None, "end": None}
    assert lay_lanes([undated]) is None
    assert len(lay_lanes([undated, step(0, 4)]).bars) == 1


def test_today_stands_only_within_the_chart():
    steps = [step(0, 9)]
    assert lay_lanes(steps, today=date(2026, 12, 5)).today == 50.0
    assert lay_lanes(steps, today=date(2027, 1, 1)).today is None


def test_no_date_is_written_past_the_edge():
    for last in range(1, 30):
        assert max(tick.x for tick in lay_lanes([step(0, last)]).ticks) <= LAST_TICK


def test_bars_begin_at_zero_and_the_widest_is_whole():
    assert [bar.width for bar in lay_bars([("NG", 40, "/ng"), ("KZ", 10), ("ES", 0)])] == [100.0, 25.0, 0.0]
    assert lay_bars([("NG", 0)])[0].width == 0
    assert lay_bars([]) == []
