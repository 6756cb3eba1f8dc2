"""The auditor's room: the record, a sample, what was opened and changed. Reads only, without a name; every look is recorded."""
