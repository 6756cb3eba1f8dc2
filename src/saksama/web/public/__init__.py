"""The public door: report, mailbox, advice, figures. No account, no cookie, no script; it cannot reach the desk's rooms."""
