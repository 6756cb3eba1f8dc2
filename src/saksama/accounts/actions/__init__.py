"""Making people and what they may do, by subject: people, grants, passphrases, passes, the first administrator.

Each is an entry in the ledger. Slow hashes run before the transaction.
"""

from __future__ import annotations

from .away import cancel_leave, delegate, end_delegation, record_leave, set_duty
from .grants import grant, recuse, revoke
from .passes import PassUnknown, issue_pass, open_pass
from .passphrases import change_passphrase, check_passphrase, choose_passphrase, regain, reset_passphrase
from .people import (
    NameTaken,
    clear_failures,
    create_user,
    deactivate,
    declare_key_lost,
    reset_second_factor,
    set_home_agency,
)
from .setup import SetupRefused, create_first_administrator, create_setup_token, setup_is_open

__all__ = [
    "NameTaken", "PassUnknown", "SetupRefused", "cancel_leave", "change_passphrase", "check_passphrase", "choose_passphrase",
    "clear_failures", "create_first_administrator", "create_setup_token", "create_user", "deactivate", "declare_key_lost",
    "delegate", "end_delegation", "grant", "issue_pass", "open_pass", "record_leave", "recuse", "regain", "reset_passphrase",
    "reset_second_factor", "revoke", "set_duty", "set_home_agency", "setup_is_open",
]
