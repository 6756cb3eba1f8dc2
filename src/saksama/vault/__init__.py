"""Sealing and keys: compartments, wraps, items, recipients with epochs, officers' keys, unlocked sessions, encrypted fields.

Owners are opaque strings (`office:<id>`, `officer:<id>`, `recovery`, `receipt`, `pass`, `worker`): this room never knows what it
seals, nor for whom. Everything sealed is an ordinary `age` file. No private key is ever in the clear on disk, and no plaintext
ever in a temporary file (docs/adr/0010).
"""
