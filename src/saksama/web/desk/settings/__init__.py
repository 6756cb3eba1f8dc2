"""Pengaturan: what an office sets by itself, with what a change touches shown before, and every change kept."""
