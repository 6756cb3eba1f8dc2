"""The calendar file: lines as RFC 5545 wants them, ids that stay, both readings, nobody's name."""

from __future__ import annotations

from uuid import UUID

from tests.law.acts import acts, at, clock

from saksama.law.icalendar import Entry, written

CASE = UUID("0192f000-0000-7000-8000-000000000001")
NOW = at("2024-10-08 09.00")


def file(reading, *, called: str = "05/Reg/LP/PB/Kab/03.19/X/2024", sequence: int = 3) -> str:
    return written([Entry(CASE, called, "Tindak lanjut PPK atas rekomendasi", reading)], now=NOW, sequence=sequence)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def ppk(day: str = "2024-10-07"):
    return clock("ppk", acts(("recommendation.served", f"{day} 09.00")))


def test_both_readings_are_entries_at_their_own_moment_in_utc():
    lines = unfolded(file(ppk()))
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART:20241024T165959Z", "DTSTART:20241025T165959Z"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert (lines[0], lines[1], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", "")


def test_a_settled_limit_is_one_entry():
    reply = clock("reply", acts(("accused.invited", "2024-10-21 09.00")))
    assert unfolded(file(reply)).count("BEGIN:VEVENT") == 1


def test_an_entry_keeps_its_id_when_the_limit_moves_and_its_sequence_grows():
    ids = [[line for line in unfolded(file(ppk(day), sequence=n)) if line.startswith(("UID", "SEQUENCE"))]
           for n, day in ((3, "2024-10-07"), (4, "2024-10-09"))]
    assert [line for line in ids[0] if "UID" in line] == [line for line in ids[1] if "UID" in line]
    assert len({line for line in ids[0] if "UID" in line}) == 2
    assert "SEQUENCE:3" in ids[0] and "SEQUENCE:4" in ids[1]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut():
    text = file(ppk(), called="Perkara é" * 12)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert "Perkara é" * 12 in text.replace("\r\n ", "")


def test_commas_semicolons_backslashes_and_line_ends_are_escaped():
    summary = next(line for line in unfolded(file(ppk(), called="a;b\\c")) if line.startswith("SUMMARY"))
    assert summary.endswith("\\, a\\;b\\\\c")
    for end in ("\n", "\r\n", "\r"):
        forged = file(ppk(), called=f"a{end}ATTENDEE:mailto:x")
        assert "\r" not in forged.replace("\r\n", "") and "\n" not in forged.replace("\r\n", "")
        assert sum("a\\nATTENDEE" in line for line in unfolded(forged)) == 4, repr(end)
    description = next(line for line in unfolded(file(ppk())) if line.startswith("DESCRIPTION:Dihitung"))
    assert "\\n" in description and "Senin\\, 7 Oktober 2024" in description


def test_the_mark_for_a_lawyer_goes_with_the_date():
    assert "Perlu diperiksa ahli hukum." in "".join(unfolded(file(ppk())))


def test_a_limit_without_a_date_is_left_out():
    none = clock("initial_study", acts(("report.received", "2026-11-23 10.00", {"known_on": "2026-11-20"})), process="off_season")
    assert "VEVENT" not in file(none)
