"""Reading how help flows between the lines and how long people wait, for pages and files."""

from sufflor.insight.queries.beside import BesideRow, areas_beside, units_beside
from sufflor.insight.queries.blueprint import BlueprintStep, Queued, blueprint, with_the_vendor
from sufflor.insight.queries.cells import CELLS, Cell
from sufflor.insight.queries.compared import earlier, may_compare
from sufflor.insight.queries.gaps import Gap, gaps
from sufflor.insight.queries.offered import Offered, offered
from sufflor.insight.queries.page import Dwell, Insight, insight
from sufflor.insight.queries.report import Figures, figures, period_of
from sufflor.insight.queries.reports import ReportPage, published, report_of, report_page
from sufflor.insight.queries.scopes import Period, Scope, begun, periods
from sufflor.insight.queries.telling import Numbers, numbers

__all__ = [
    "CELLS",
    "BesideRow",
    "BlueprintStep",
    "Cell",
    "Dwell",
    "Figures",
    "Gap",
    "Insight",
    "Numbers",
    "Offered",
    "Period",
    "Queued",
    "ReportPage",
    "Scope",
    "areas_beside",
    "begun",
    "blueprint",
    "earlier",
    "figures",
    "gaps",
    "insight",
    "may_compare",
    "numbers",
    "offered",
    "period_of",
    "periods",
    "published",
    "report_of",
    "report_page",
    "units_beside",
    "with_the_vendor",
]
