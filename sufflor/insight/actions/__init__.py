"""What is written here: the counting of requests, and the report after a rollout."""

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

__all__ = [
    "NoTitle",
    "NotOverYet",
    "NumberInReport",
    "ReportEditedMeanwhile",
    "ReportTooLong",
    "Words",
    "count",
    "publish_report",
    "withdraw_report",
    "write_report",
]
