"""What is written here: countings, and the report after a rollout."""

from sufflor.insight.actions.counting import count
from sufflor.insight.actions.reporting import (
    NoTitle,
    NotOverYet,
    NumberInReport,
    ReportEditedMeanwhile,
    ReportTooLong,
    Words,
    publish_report,
    withdraw_report,
    write_report,
)
from sufflor.insight.actions.reusing import count_reuse

__all__ = [
    "NoTitle",
    "NotOverYet",
    "NumberInReport",
    "ReportEditedMeanwhile",
    "ReportTooLong",
    "Words",
    "count",
    "count_reuse",
    "publish_report",
    "withdraw_report",
    "write_report",
]
