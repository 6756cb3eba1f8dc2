"""Kelola: what the administrator does in the browser. No page here shows a case, and no case is counted by its content."""
