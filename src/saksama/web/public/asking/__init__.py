"""Tanya dulu: a question before acting, without name; the answer by a code; what was asked before, without traits."""
