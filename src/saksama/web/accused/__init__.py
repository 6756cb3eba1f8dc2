"""The room behind a letter's code: the reported person reads what is alleged, and answers. No account, no cookie, no script."""
