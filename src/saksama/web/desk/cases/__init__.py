"""The officer's rooms around a case: queue, case page, steps, receiving, capturing, copy sheets."""
