"""Who held the post on the day, by the staff lists: looked up for one case, and carried into its form."""
