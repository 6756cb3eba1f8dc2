"""The integrity pact on the desk: coverage by unit, one signing with its slips, paper entered as a batch."""
