"""Everything that changes a rollout or a door. One function, one thing a planner does.

Locks are taken in this order: the ways in, the rollout, its checklist item, then topics.
"""

from __future__ import annotations

from sufflor.rollout.actions.calling_off import AlreadyCalledOff as AlreadyCalledOff
from sufflor.rollout.actions.calling_off import RolloutOver as RolloutOver
from sufflor.rollout.actions.calling_off import call_off as call_off
from sufflor.rollout.actions.calling_off import undo_calling_off as undo_calling_off
from sufflor.rollout.actions.checklist import ItemTooLong as ItemTooLong
from sufflor.rollout.actions.checklist import ListFull as ListFull
from sufflor.rollout.actions.checklist import NoItem as NoItem
from sufflor.rollout.actions.checklist import StandingItem as StandingItem
from sufflor.rollout.actions.checklist import add_item as add_item
from sufflor.rollout.actions.checklist import remove_item as remove_item
from sufflor.rollout.actions.checklist import tick as tick
from sufflor.rollout.actions.checklist import tick_standing as tick_standing
from sufflor.rollout.actions.checklist import untick as untick
from sufflor.rollout.actions.days import tell_of_day as tell_of_day
from sufflor.rollout.actions.doors import AddressTaken as AddressTaken
from sufflor.rollout.actions.doors import EndsBeforeItBegins as EndsBeforeItBegins
from sufflor.rollout.actions.doors import NamelessWay as NamelessWay
from sufflor.rollout.actions.doors import NoReason as NoReason
from sufflor.rollout.actions.doors import offer_way_in as offer_way_in
from sufflor.rollout.actions.doors import override as override
from sufflor.rollout.actions.doors import undo_override as undo_override
from sufflor.rollout.actions.modes import ChangedMeanwhile as ChangedMeanwhile
from sufflor.rollout.actions.modes import NothingWouldChange as NothingWouldChange
from sufflor.rollout.actions.modes import TooLateToUndo as TooLateToUndo
from sufflor.rollout.actions.modes import change_mode as change_mode
from sufflor.rollout.actions.modes import undo_mode_change as undo_mode_change
from sufflor.rollout.actions.planning import IsCalledOff as IsCalledOff
from sufflor.rollout.actions.planning import NameTaken as NameTaken
from sufflor.rollout.actions.planning import NoName as NoName
from sufflor.rollout.actions.planning import Wording as Wording
from sufflor.rollout.actions.planning import change_rollout as change_rollout
from sufflor.rollout.actions.planning import plan_rollout as plan_rollout
