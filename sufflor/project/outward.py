"""Which addresses elsewhere are gone to by ourselves, as the environment says."""

from __future__ import annotations

from sufflor.lib.web_posts import Reach
from sufflor.project.environment import env_flag


def links_are_visited(*, demo: bool) -> bool:
    """Those of the demo lead to nobody."""
    are = env_flag(
        "LINKS_ARE_VISITED",
        "1",
        "Look every night whether managed links lead to a page; never in the demo, whose do not",
    )
    return are and not demo


def webhook_reach(*, may_stay_here: bool) -> str:
    """Real people's systems are told over sealed lines alone; only the demo and the tests may speak
    to this machine."""
    inside = env_flag(
        "WEBHOOKS_MAY_GO_INSIDE", "0", "Webhooks may go to addresses of inner nets, over https"
    )
    far = Reach.INSIDE if inside else Reach.OUTSIDE
    chosen: str = (Reach.HERE if may_stay_here else far).value
    return chosen
