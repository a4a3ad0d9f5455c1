"""Who looks, where they begin, and what every address promises.

The checks of pages follow the links from here; the tests of bad input take the promises.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# The empty name is somebody who has not signed in.
ACCOUNTS = ("", "case_handler", "host", "editor", "admin")

# The front page in each language, and addresses that no link leads to.
SEEDS = (
    "/",
    "/nn/",
    "/en/",
    "/sok?q=postliste",
    "/sok?q=xyzzyx",
    "/finnes-ikke/",
    "/nn/finst-ikkje/",
    "/en/not-there/",
    "/logg-inn/",
)


class Who(Enum):
    EVERYONE = "everyone"
    SIGNED_IN = "whoever has signed in"
    ROLE = "whoever has the right role"
    KEY = "another system that holds a key"


@dataclass(frozen=True)
class Route:
    """What an address promises: for whom, by which methods, and about which thing.

    `thing` names what stands in the address (tests/world.py has one of each). Of the doors without
    a token, two write nothing, and one has a token of its own in its address; see the views.
    """

    who: Who
    methods: frozenset[str]
    thing: str = ""
    needs_token: bool = True

    @property
    def writes(self) -> bool:
        return "POST" in self.methods


def _reads(who: Who, thing: str = "") -> Route:
    return Route(who, frozenset({"GET"}), thing)


def _writes(who: Who, thing: str = "", *, needs_token: bool = True) -> Route:
    return Route(who, frozenset({"POST"}), thing, needs_token)


def _both(who: Who, thing: str = "", *, needs_token: bool = True) -> Route:
    return Route(who, frozenset({"GET", "POST"}), thing, needs_token)


# Every name in the list of addresses, but for the editor's room, which is Wagtail's own.
ROUTES = {
    "api_doors": _reads(Who.EVERYONE),
    "api_send_request": _writes(Who.EVERYONE, "way_in", needs_token=False),
    "api_description": _reads(Who.EVERYONE),
    "api_forms": _reads(Who.KEY),
    "api_form": _reads(Who.KEY, "published_form"),
    "api_form_evaluation": _writes(Who.KEY, "published_form", needs_token=False),
    "api_form_send": _writes(Who.KEY, "published_form", needs_token=False),
    "api_requests": _reads(Who.KEY),
    "api_request": _reads(Who.KEY, "systems_request"),
    "api_crossings": _reads(Who.KEY),
    "api_crossing": _writes(Who.KEY, "crossing", needs_token=False),
    "api_keys": _both(Who.ROLE),
    "api_key_revoke": _writes(Who.ROLE, "api_key"),
    "gallery": _reads(Who.EVERYONE),
    "answers": _reads(Who.EVERYONE),
    "answer": _reads(Who.EVERYONE, "answered"),
    "answer_with_words": _reads(Who.EVERYONE, "answer_with_words"),
    "mail_choices": _both(Who.SIGNED_IN),
    "unsubscribe": _both(Who.EVERYONE, "unsubscriber", needs_token=False),
    "my_questions": _reads(Who.SIGNED_IN),
    "my_requests": _reads(Who.SIGNED_IN),
    "my_request": _both(Who.ROLE, "request"),
    "request_receipt": _reads(Who.ROLE, "request"),
    "my_request_file": _reads(Who.ROLE, "my_request_file"),
    "request_helped": _writes(Who.ROLE, "resolved_request"),
    "request_found_out": _writes(Who.ROLE, "request"),
    "request_bring_along": _writes(Who.ROLE, "request"),
    "request_leave": _writes(Who.ROLE, "request"),
    "request_news": _writes(Who.ROLE, "request"),
    "similar_help": _reads(Who.EVERYONE),
    "ask": _writes(Who.SIGNED_IN),
    "vote": _writes(Who.SIGNED_IN, "question"),
    "withdraw_vote": _writes(Who.SIGNED_IN, "question"),
    "hours": _reads(Who.EVERYONE),
    "next_hour": _reads(Who.EVERYONE),
    "ask_here": _reads(Who.EVERYONE),
    "hours_calendar": _reads(Who.EVERYONE),
    "hour_calendar": _reads(Who.EVERYONE, "hour"),
    "hour": _reads(Who.EVERYONE, "hour"),
    "hour_changes": _reads(Who.EVERYONE, "hour"),
    "answer_mail": _writes(Who.SIGNED_IN, "hour"),
    "similar_questions": _reads(Who.EVERYONE, "hour"),
    "question": _reads(Who.EVERYONE, "question"),
    "ask_here_spelt_out": _reads(Who.EVERYONE),
    "themes": _reads(Who.EVERYONE),
    "theme": _reads(Who.EVERYONE, "area"),
    "article": _reads(Who.EVERYONE, "article"),
    "theme_page": _reads(Who.EVERYONE, "article"),
    "rollout_page": _reads(Who.EVERYONE),
    "files": _both(Who.SIGNED_IN),
    "file": _reads(Who.ROLE, "draft_file"),
    "file_removal": _writes(Who.ROLE, "draft_file"),
    "way_in": _both(Who.EVERYONE, "way_in", needs_token=False),
    "home": _reads(Who.EVERYONE),
    "notices": _reads(Who.EVERYONE),
    "notices_json": _reads(Who.EVERYONE),
    "notices_embedded": _reads(Who.EVERYONE),
    "notice_feed": _reads(Who.EVERYONE),
    "notice": _reads(Who.EVERYONE, "notice"),
    "preview": _both(Who.ROLE),
    "preview_end": _writes(Who.EVERYONE),
    "search": _reads(Who.EVERYONE),
    "nearest_help": _reads(Who.EVERYONE),
    "how_help_works": _reads(Who.EVERYONE),
    "privacy": _reads(Who.EVERYONE),
    "accessibility": _reads(Who.EVERYONE),
    "sign_in": _both(Who.EVERYONE),
    "sign_out": _writes(Who.EVERYONE),
    "hour_host": _reads(Who.ROLE, "hour"),
    "hour_status": _writes(Who.ROLE, "hour"),
    "hour_screen": _reads(Who.ROLE, "hour"),
    "hour_go_on": _writes(Who.ROLE, "hour"),
    "hour_answered_aloud": _writes(Who.ROLE, "hour"),
    "hour_finish": _both(Who.ROLE, "ended_hour"),
    "hour_share_out": _writes(Who.ROLE, "hour"),
    "hour_minutes": _both(Who.ROLE, "minuted_hour"),
    "give_answer": _writes(Who.ROLE, "question"),
    "edit_answer": _writes(Who.ROLE, "answered"),
    "answer_aloud": _writes(Who.ROLE, "question"),
    "owe_answer": _writes(Who.ROLE, "question"),
    "owe_no_more": _writes(Who.ROLE, "owed"),
    "answer_now": _writes(Who.ROLE, "question"),
    "lay_aside": _writes(Who.ROLE, "taken_up"),
    "draft_article": _writes(Who.ROLE, "answered"),
    "publish_answer": _writes(Who.ROLE, "drafted"),
    "release_question": _writes(Who.ROLE, "held"),
    "hide_question": _writes(Who.ROLE, "question"),
    "show_question_again": _writes(Who.ROLE, "hidden"),
    "pin_question": _writes(Who.ROLE, "question"),
    "unpin_question": _writes(Who.ROLE, "pinned_question"),
    "edit_question": _writes(Who.ROLE, "pinned_question"),
    "decline_question": _writes(Who.ROLE, "owed"),
    "take_up_again": _writes(Who.ROLE, "declined"),
    "move_question": _writes(Who.ROLE, "hidden"),
    "merge_question": _writes(Who.ROLE, "question"),
    "undo_merge": _writes(Who.ROLE, "merged"),
    "backstage": _reads(Who.ROLE),
    "work": _reads(Who.ROLE),
    "requests": _reads(Who.ROLE),
    "requests_together": _writes(Who.ROLE),
    "work_commands": _reads(Who.ROLE),
    "work_views": _reads(Who.ROLE),
    "work_view_new": _both(Who.ROLE),
    "work_view_change": _both(Who.ROLE, "own_view"),
    "work_view_pin": _writes(Who.ROLE, "unpinned_view"),
    "work_view_unpin": _writes(Who.ROLE, "own_view"),
    "work_view_drop": _writes(Who.ROLE, "own_view"),
    "work_view_file": _reads(Who.ROLE, "own_view"),
    "request": _reads(Who.ROLE, "request"),
    "request_around": _reads(Who.ROLE, "request"),
    "request_file": _reads(Who.ROLE, "request_file"),
    "request_simple": _both(Who.ROLE, "request"),
    "reply_request": _writes(Who.ROLE, "request"),
    "ready_for_request": _reads(Who.ROLE, "request"),
    "note_request": _writes(Who.ROLE, "request"),
    "mention_in_request": _reads(Who.ROLE, "request"),
    "wait_request": _writes(Who.ROLE, "request"),
    "take_request": _writes(Who.ROLE, "request"),
    "let_lie_request": _writes(Who.ROLE, "request"),
    "write_on_request": _both(Who.ROLE, "request"),
    "hand_over_request": _both(Who.ROLE, "request"),
    "give_back_request": _both(Who.ROLE, "handed_request"),
    "hold_back_reply": _writes(Who.ROLE, "just_replied"),
    "undo_handover": _writes(Who.ROLE, "just_handed"),
    "sealed_requests": _reads(Who.ROLE),
    "join_request": _both(Who.ROLE, "open_request"),
    "undo_join": _writes(Who.ROLE, "joined_request"),
    "unlink_request": _writes(Who.ROLE, "linked_request"),
    "split_request": _both(Who.ROLE, "open_request"),
    "cross_request": _both(Who.ROLE, "other_request"),
    "consult_request": _both(Who.ROLE, "open_request"),
    "advise_request": _both(Who.ROLE, "advice"),
    "decide_request": _both(Who.ROLE, "secret_request"),
    "raise_request": _both(Who.ROLE, "open_request"),
    "share_request": _both(Who.ROLE, "open_request"),
    "archive_request": _reads(Who.ROLE, "filed_request"),
    "archive_package": _reads(Who.ROLE, "filed_request"),
    "status_words": _reads(Who.ROLE),
    "status_word": _both(Who.ROLE, "status_word"),
    "status_word_drop": _writes(Who.ROLE, "status_word"),
    "ready_answers": _reads(Who.ROLE),
    "ready_answer_new": _both(Who.ROLE),
    "ready_answer_change": _both(Who.ROLE, "ready_answer"),
    "ready_answer_drop": _writes(Who.ROLE, "ready_answer"),
    "incoming_mail": _reads(Who.ROLE),
    "check_mail": _both(Who.ROLE, "held_mail"),
    "discard_mail": _writes(Who.ROLE, "held_mail"),
    "mail": _reads(Who.ROLE),
    "mail_again": _writes(Who.ROLE, "given_up"),
    "mail_all_again": _writes(Who.ROLE),
    "mail_let_go": _writes(Who.ROLE, "given_up"),
    "notices_plan": _reads(Who.ROLE),
    "notice_new": _both(Who.ROLE),
    "notice_change": _both(Who.ROLE, "planned"),
    "notice_call_off": _writes(Who.ROLE, "planned"),
    "notice_correct": _both(Who.ROLE, "notice"),
    "notice_critical": _both(Who.ROLE, "critical"),
    "notice_pin": _writes(Who.ROLE, "notice"),
    "notice_unpin": _writes(Who.ROLE, "pinned"),
    "notice_withdraw": _writes(Who.ROLE, "notice"),
    "organization_admin": _both(Who.ROLE),
    "organization_upload": _reads(Who.ROLE, "upload"),
    "organization_loading": _writes(Who.ROLE, "upload"),
    "organization_files": _reads(Who.ROLE),
    "organization_file": _reads(Who.ROLE, "csv_file"),
    "advisers": _reads(Who.ROLE),
    "appointment_new": _both(Who.ROLE),
    "appointment_change": _both(Who.ROLE, "appointment"),
    "appointment_end": _writes(Who.ROLE, "appointment"),
    "competences": _both(Who.ROLE),
    "competence_drop": _writes(Who.ROLE, "competence"),
    "absences": _both(Who.SIGNED_IN),
    "absence_cancel": _writes(Who.ROLE, "absence"),
    "guidance": _both(Who.ROLE),
    "guidance_take_back": _writes(Who.ROLE, "guidance"),
    "team": _reads(Who.SIGNED_IN, "unit"),
    "network": _reads(Who.SIGNED_IN, "area"),
    "opening": _reads(Who.ROLE),
    "opening_of": _reads(Who.ROLE, "group"),
    "season_set": _both(Who.ROLE, "group"),
    "season_drop": _writes(Who.ROLE, "group"),
    "closed_set": _both(Who.ROLE, "group"),
    "closed_lift": _writes(Who.ROLE, "group"),
    "promise_set": _both(Who.ROLE, "promise"),
    "promise_drop": _writes(Who.ROLE, "promise"),
    "rollout_plan": _reads(Who.ROLE),
    "rollout_new": _both(Who.ROLE),
    "rollout_change": _both(Who.ROLE, "rollout"),
    "rollout_overview": _reads(Who.ROLE, "rollout"),
    "mode_change": _both(Who.ROLE, "mode"),
    "mode_undo": _writes(Who.ROLE, "mode_change"),
    "rollout_call_off": _both(Who.ROLE, "later_rollout"),
    "rollout_hold_again": _writes(Who.ROLE, "called_off"),
    "checklist_add": _writes(Who.ROLE, "rollout"),
    "checklist_tick": _writes(Who.ROLE, "item"),
    "checklist_untick": _writes(Who.ROLE, "item"),
    "checklist_remove": _writes(Who.ROLE, "item"),
    "forms_plan": _reads(Who.ROLE),
    "forms_load": _writes(Who.ROLE),
    "form_new": _both(Who.ROLE),
    "form_admin": _both(Who.ROLE, "form"),
    "form_change": _both(Who.ROLE, "form"),
    "form_preview": _both(Who.ROLE, "form_version"),
    "form_publish": _writes(Who.ROLE, "form_version"),
    "form_take_up": _writes(Who.ROLE, "form_version"),
    "form_retire": _writes(Who.ROLE, "form"),
    "form_offer_again": _writes(Who.ROLE, "form"),
    "way_new": _both(Who.ROLE),
    "way_change": _both(Who.ROLE, "way_in"),
    "rollout_day": _reads(Who.ROLE, "day"),
    "hour_plan": _both(Who.ROLE, "planned_hour"),
    "hour_add": _both(Who.ROLE, "rollout"),
    "hour_cancel": _both(Who.ROLE, "planned_hour"),
    "hour_hold_again": _writes(Who.ROLE, "planned_hour"),
    "hour_say_status": _both(Who.ROLE, "planned_hour"),
    "template_change": _both(Who.ROLE, "template"),
    "roster": _reads(Who.ROLE, "rollout"),
    "duty_give": _both(Who.ROLE, "planned_hour"),
    "duty_drop": _writes(Who.ROLE, "duty"),
    "my_duties": _reads(Who.SIGNED_IN),
    "swap_ask": _both(Who.SIGNED_IN, "duty"),
    "swap_answer": _writes(Who.SIGNED_IN, "swap"),
    "rehearsal": _both(Who.ROLE, "rollout"),
    "rehearsal_end": _writes(Who.ROLE, "rollout"),
    "door_override": _writes(Who.ROLE),
    "door_override_undo": _writes(Who.ROLE, "override"),
}
