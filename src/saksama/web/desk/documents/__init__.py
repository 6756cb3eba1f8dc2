"""Letters and registers of the office: every number of a year, in order."""
