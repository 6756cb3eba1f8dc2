"""Django's SQLite backend, with writers that wait for their turn instead of trying again and again (see `base`)."""
