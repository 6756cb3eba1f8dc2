"""Cegah: the office's seven steps, the 60-second entry after a morning roll call, the year plan."""
