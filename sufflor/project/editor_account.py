"""What editors choose for themselves in the editor: language, colours, and a password of ours.

Who they are, and where mail reaches them, comes with the organization; and we send no mail that the
editor could be told not to send.
"""

from __future__ import annotations

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)

NOT_OURS_TO_CHOOSE = (NameEmailSettingsPanel, AvatarSettingsPanel, NotificationsSettingsPanel)


class OwnAccountView(AccountView):
    def get_panels(self) -> list[BaseSettingsPanel]:
        """Those that are left out take nothing in either."""
        panels: list[BaseSettingsPanel] = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NOT_OURS_TO_CHOOSE)]


# As Wagtail itself dresses its addresses.
own_account = never_cache(require_admin_access(OwnAccountView.as_view()))
