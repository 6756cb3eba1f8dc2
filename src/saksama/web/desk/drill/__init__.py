"""Inside a drill: the exercise and its result sheet. In every other installation these pages do not exist."""
