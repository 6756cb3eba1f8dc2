"""The virtual desks of territories: who serves, when, where people can come, and what waits there."""
