"""Reports through three doors, their receipt codes and two-way mailbox, routing, and what a reporter may know of the matter.

Tables: Report, Message, Status, Opening. Holds no office's or officer's key and no field key; keeps no address, and no
exact time of a reporter who gave the office no name (docs/explanation/reporting.md).
"""
