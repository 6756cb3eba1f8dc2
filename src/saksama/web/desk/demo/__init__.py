"""The demonstration's card "who am I": its accounts, receipts and letter codes, to sign in and to try. Reads one file."""
