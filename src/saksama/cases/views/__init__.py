"""How a case is shown, part by part: clocks, the one line, open steps, what became of a recommendation. No queries here."""
