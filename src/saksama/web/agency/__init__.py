"""The agency's door: what was addressed to it, the decision, the proofs. By account; most agencies have none yet."""
