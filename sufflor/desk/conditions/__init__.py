"""The one language for what a view of the work asks for: data, of listed fields, with bounds."""

from sufflor.desk.conditions.filtering import Reader as Reader
from sufflor.desk.conditions.filtering import filter_of as filter_of
from sufflor.desk.conditions.language import MOST_VALUES as MOST_VALUES
from sufflor.desk.conditions.language import OFTEN as OFTEN
from sufflor.desk.conditions.language import Among as Among
from sufflor.desk.conditions.language import AsIn as AsIn
from sufflor.desk.conditions.language import Condition as Condition
from sufflor.desk.conditions.language import Field as Field
from sufflor.desk.conditions.language import Group as Group
from sufflor.desk.conditions.language import Mode as Mode
from sufflor.desk.conditions.language import Special as Special
from sufflor.desk.conditions.language import When as When
from sufflor.desk.conditions.moments import moment_of as moment_of
from sufflor.desk.conditions.reading import NotACondition as NotACondition
from sufflor.desk.conditions.reading import TooMuch as TooMuch
from sufflor.desk.conditions.reading import read as read
from sufflor.desk.conditions.reading import stored as stored
from sufflor.desk.conditions.reading import written as written
from sufflor.desk.conditions.referring import GoesInACircle as GoesInACircle
from sufflor.desk.conditions.referring import require_end as require_end
from sufflor.desk.conditions.referring import views_named as views_named
