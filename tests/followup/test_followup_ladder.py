"""Nothing is heard of an authority: prepared by the clock, in order, after the later reading, and sent by a person only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.cases.courses import SCAN
from tests.followup.test_followup_path import letter_words
from tests.scenes import scene

from saksama import store
from saksama.cases import actions
from saksama.cases.models import Document
from saksama.followup import board, drafting, ladder
from saksama.followup.models import Draft, DraftState
from saksama.institutions.models import Authority, AuthorityRole
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.law.calendar import calendar_for

ABOUT = {
    "C-1": "peringatan, lalu teguran", "C-2": "pencantuman dalam daftar pelanggar norma kepegawaian",
    "C-3": "pemblokiran data dan layanan kepegawaian dalam SIASN", "higher": "pemberitahuan kepada pejabat yang lebih tinggi",
}  # fmt: skip


def drafts(state: str = DraftState.WAITING) -> list[str]:
    with store.reading(SYSTEM):
        return list(Draft.objects.filter(state=state).values_list("rung", flat=True))


@scene
def silent(course):
    """Received on 14 October; the later end of 14 working days is 1 November."""
    course.served()
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    return course


def test_nothing_is_prepared_on_the_last_day_of_the_later_reading(course, served):
    due = course.page(course.cast.bagus).clocks
    late = next(one.due_late for one in due if one.subject == "ppk")
    early = next(one.due_early for one in due if one.subject == "ppk")
    assert early <= late
    course.now = late
    assert drafting.prepare(course.now) == 0
    course.pass_days(0.01)
    assert drafting.prepare(course.now) == 1
    assert drafting.prepare(course.now) == 0, "safe to repeat"
    assert drafts() == ["reminder"]


def test_the_clock_prepares_and_sends_nothing(silent):
    acts = len(silent.acts())
    drafting.prepare(silent.now)
    assert len(silent.acts()) == acts
    with store.reading(SYSTEM):
        assert not Document.objects.filter(form="reminder").exists()


def test_a_prepared_letter_is_drawn_without_number_for_who_may_see_the_case(silent):
    cast = silent.cast
    drafting.prepare(silent.now)
    with store.reading(SYSTEM):
        draft = Draft.objects.get()
    shown = drafting.preview(draft.public_id, cast.bagus.actor, now=silent.now)
    assert shown.letter.number == ""
    assert "Kami belum menerima bukti keputusan" in " ".join(map(str, shown.letter.paragraphs))
    for stranger in (cast.yusuf, cast.wati):
        if stranger is cast.yusuf:
            with pytest.raises(NotFound):
                drafting.preview(draft.public_id, stranger.actor, now=silent.now)
    with pytest.raises(NotFound):
        drafting.preview("no-such-id", cast.bagus.actor, now=silent.now)


def test_each_rung_waits_for_our_own_rule_and_for_the_one_before(silent):
    laila = silent.cast.laila
    for rung in ("C-1", "C-2", "C-3", "higher"):
        with pytest.raises(NotAllowed):
            silent.step("escalation.sent", laila, measure=rung, reasons="Melompat.")
    drafting.prepare(silent.now)
    silent.step("reminder.sent", laila)
    assert drafts(DraftState.SENT) == ["reminder"]
    drafting.prepare(silent.now)
    assert drafts() == [], "five working days belong to the reminder"
    silent.pass_days(9)
    drafting.prepare(silent.now)
    assert drafts() == ["C-1"]
    for rung in ("C-3", "higher"):
        with pytest.raises(NotAllowed):
            silent.step("escalation.sent", laila, measure=rung, reasons="Melompat.")
    silent.step("escalation.sent", laila, measure="C-1", reasons="Belum ada kabar.")
    assert "Surat ini peringatan" in letter_words(silent, "escalation", laila)


def test_sak_rung_is_five_working_days_and_sak_show_ten():
    """Monday 4 November 2024 and on: no holiday until the 27th."""
    jakarta = calendar_for((2024, 2025), "Asia/Jakarta")
    waited = ladder.waited(datetime(2024, 11, 4, 3, 0, tzinfo=UTC), jakarta)
    assert jakarta.local_day(waited) == date(2024, 11, 11)
    from saksama import law
    from saksama.law.clocks import limit

    shown = limit(law.book().clock("SAK-SHOW"), date(2024, 11, 4), jakarta)
    assert jakarta.local_day(shown.due_late) == date(2024, 11, 18)


def test_to_the_last_rung_every_step_has_its_letter_and_what_follows_is_unknown(silent):
    """Reminder, warning, listing, block, notice upward, and the notice before the public list: six letters, each its own."""
    laila = silent.cast.laila
    silent.step("reminder.sent", laila)
    reminded = letter_words(silent, "reminder", laila)
    assert "Paling lambat" in reminded and "(sudah lewat)" in reminded
    for rung, about in ABOUT.items():
        silent.pass_days(9)
        silent.step("escalation.sent", laila, measure=rung, reasons=f"ALASAN{rung}")
        words = letter_words(silent, "escalation", laila)
        assert f"ALASAN{rung}" in words
        assert f"Langkah sesudah pengingat: {about}" in words
        assert "belum menerima bukti" in words
        assert "Surat pengingat, " in words
        assert "tidak dilaksanakan" not in words
        assert ("Bukti dari PPK" in words, "Bukti yang Saudara kirim" in words) == (rung == "higher", rung != "higher")
    silent.step("publication.noticed", laila)
    assert "sebelum daftar terbuka" in letter_words(silent, "list_notice", laila)
    silent.pass_days(30)
    assert drafting.prepare(silent.now) == 0
    [line] = board.board(laila.actor, now=silent.now).lines
    assert [one.taken_at is not None for one in line.rungs] == [True] * 5
    assert line.next_rung == ""
    assert "belum diketahui" in ladder.BEYOND[0]
    assert silent.case.stage == "with_ppk"
    assert silent.case.silent_since is not None
    assert actions.rebuild(silent.case_id, now=silent.now) == ()


def test_the_letter_upward_names_who_stands_above_and_says_the_authority_decides(silent):
    laila = silent.cast.laila
    silent.step("reminder.sent", laila)
    for rung in ("C-1", "C-3", "higher"):
        silent.step("escalation.sent", laila, measure=rung, reasons="Belum ada kabar.")
    words = letter_words(silent, "escalation", laila)
    assert "Gubernur" in words
    assert "PPK tetap yang berwenang memutuskan" in words


def test_an_authority_that_is_its_own_superior_gets_no_letter_upward(silent):
    laila, government = silent.cast.laila, silent.cast.government
    own = Authority.objects.get(agency=government, role=AuthorityRole.SANCTIONING)
    Authority.objects.filter(agency=government, role=AuthorityRole.HIGHER).update(seat=own.seat, title=own.title)
    silent.step("reminder.sent", laila)
    for rung in ("C-1", "C-3"):
        silent.step("escalation.sent", laila, measure=rung, reasons="Belum ada kabar.")
    with pytest.raises(Invalid) as refused:
        silent.step("escalation.sent", laila, measure="higher", reasons="Belum ada kabar.")
    assert "atasannya sendiri" in refused.value.detail
    silent.step("conflict.declared", silent.cast.wati, reasons="Bupati calon.")
    with pytest.raises(Invalid):
        silent.step("takeover.proposed", laila, reasons="Usul.")


def test_news_drops_what_was_prepared(silent):
    drafting.prepare(silent.now)
    silent.step(
        "ppk.decided", silent.cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/1", papers=(SCAN,)
    )
    drafting.prepare(silent.now)
    assert drafts() == []
    assert drafts(DraftState.DROPPED) == ["reminder"]


def test_revoking_needs_a_decision_and_a_forged_rung_is_refused(silent):
    laila = silent.cast.laila
    with pytest.raises(NotAllowed) as refused:
        silent.step("escalation.sent", laila, measure="C-4", reasons="Tanpa keputusan.")
    assert "keputusan PPK" in refused.value.detail
    with pytest.raises(Invalid):
        silent.step("escalation.sent", laila, measure="C-9", reasons="Dikarang.")


def test_one_office_alone_climbs_it_by_proxy_and_press(course):
    """No other body on board: what the overseer sent is recorded from its letters and from the press."""
    bagus = course.cast.bagus
    course.forwarded()
    course.proxy("review.opened", bagus)
    course.proxy("recommendation.issued", bagus, grade="S-BER-1", reasons="Isi surat.", their_number="B-12/2024")
    course.proxy("recommendation.served", bagus, provenance="other_system")
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    assert drafting.prepare(course.now) == 1
    course.step("reminder.sent", bagus)
    assert "Nomor B-12/2024" in letter_words(course, "reminder", bagus), "our own letter, on their recommendation"
    for rung, source in (("C-1", "letter"), ("C-2", "letter"), ("C-3", "press"), ("higher", "press")):
        course.pass_days(9)
        course.proxy("escalation.sent", bagus, provenance=source, measure=rung, reasons="Menurut sumbernya.")
    with store.reading(SYSTEM):
        assert not Document.objects.filter(form="escalation").exists(), "no letter is drawn in another body's name"
    entries = [one for one in course.page(bagus).entries if one.act == "escalation.sent"]
    assert [one.provenance for one in entries] == ["letter", "letter", "press", "press"]
    course.step("publication.noticed", bagus)
    assert "Bawaslu Kabupaten Umpamo" in letter_words(course, "list_notice", bagus)
    [line] = board.board(bagus.actor, now=course.now).lines
    assert [one.taken_at is not None for one in line.rungs] == [True] * 5
    assert line.next_rung == ""
    assert course.case.stage == "with_ppk", "whatever the press says, no document says that it was not carried out"
    assert actions.rebuild(course.case_id, now=course.now) == ()
