"""How good the search is: questions with known answers, asked of the articles in files."""

from sufflor.search.evaluation.distractors import made_up
from sufflor.search.evaluation.files import BadFile, Case, Told, read
from sufflor.search.evaluation.measuring import evaluate

__all__ = ["BadFile", "Case", "Told", "evaluate", "made_up", "read"]
