"""Commands and services of an installation: run, serve, doctor, backup, restore, the record, the demonstration and its clock.

No tables; wires the rooms together and knows no rule of law. `serving` is the supervisor with its children,
`commands` one module a command, `demo` plays the demonstration.
"""
