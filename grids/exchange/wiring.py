"""Where the exchange hangs on to the portal: its ledger and its place in the menu."""

from jiaozuo_social.ledger import targets
from jiaozuo_social.web.navigation import register as to_menu

from . import ledger, menu


def register() -> None:
    targets.register(ledger.LEDGER)
    to_menu(menu.ORDERS)
