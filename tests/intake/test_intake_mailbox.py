"""The two-way mailbox: only the code opens it, both sides write, a request is answered once, everything is one entry each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.evidence.pictures import jpeg
from tests.intake.filings import Sent, report

from saksama import ledger, store
from saksama.evidence.models import File
from saksama.intake import actions, queries
from saksama.intake.errors import MailboxClosed, MessageTooLong, NothingWritten, WrongCode
from saksama.intake.models import Message, Report
from saksama.kernel import receipt as codes
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NotFound
from saksama.kernel.ids import new_id
from saksama.vault import receipt
from saksama.vault.errors import NotAReader

pytestmark = pytest.mark.django_db


def kinds_of(given: Report) -> list[str]:
    return [entry.kind for entry in ledger.queries.about(given.public_id)]


def test_both_sides_write_and_read(cast):
    given = report(cast).report
    actions.reply(cast.sari_code, "Saya ingat jamnya: pukul empat.", now=cast.now)
    actions.post_message(given.public_id, "Terima kasih. Adakah saksi lain?", actor=cast.bagus.actor, now=cast.now)
    box = queries.mailbox(cast.sari_code, cast.now)
    assert [(one.mine, one.text) for one in box.letters] == [
        (True, "Saya ingat jamnya: pukul empat."), (False, "Terima kasih. Adakah saksi lain?")]
    assert [one.text for one in queries.messages(given, cast.bagus.keys)] == [one.text for one in box.letters]
    assert kinds_of(given) == ["report.received", "reporter.wrote", "report.officer_wrote"]


def test_message_of_a_stranger_is_refused_and_excluded_officers_know_nothing(cast):
    given = report(cast, agency=cast.agency).report
    for stranger in (cast.yusuf, cast.joni):
        with pytest.raises(NotFound):
            actions.post_message(given.public_id, "Siapa Anda?", actor=stranger.actor, now=cast.now)
    with pytest.raises(NotAReader):
        queries.messages(given, cast.yusuf.keys) or queries.narrative(given, cast.yusuf.keys)


def test_request_to_complete_is_shown_until_answered_and_the_answer_is_a_fact(cast):
    given = report(cast).report
    due = cast.now + timedelta(days=3)
    actions.ask_completion(given.public_id, "Satu foto cukup.", due=due, actor=cast.bagus.actor, now=cast.now)
    asked = queries.mailbox(cast.sari_code, cast.now).asked
    assert (asked.text, asked.due) == ("Satu foto cukup.", due)
    answered = actions.reply(cast.sari_code, "Ini fotonya.", completes=True, now=cast.now + timedelta(hours=1))
    assert answered.message.completes
    assert queries.mailbox(cast.sari_code, cast.now).asked is None
    assert kinds_of(given)[-1] == "reporter.completed"


def test_completion_without_request_is_an_ordinary_message(cast):
    given = report(cast).report
    assert not actions.reply(cast.sari_code, "Tambahan.", completes=True, now=cast.now).message.completes
    assert kinds_of(given)[-1] == "reporter.wrote"


def test_message_sent_twice_is_one_message(cast):
    report(cast)
    once = new_id()
    actions.reply(cast.sari_code, "Sekali saja.", message_id=once, now=cast.now)
    assert actions.reply(cast.sari_code, "Sekali saja.", message_id=once, now=cast.now).repeated
    assert [one.text for one in queries.mailbox(cast.sari_code, cast.now).letters] == ["Sekali saja."]


@pytest.mark.parametrize(("text", "error"), [("  \n ", NothingWritten), ("x" * 12_001, MessageTooLong)])
def test_empty_and_over_long_messages_are_refused(cast, text, error):
    report(cast)
    with pytest.raises(error):
        actions.reply(cast.sari_code, text, now=cast.now)


def test_closed_box_takes_nothing_and_can_be_read(cast):
    given = report(cast).report
    actions.close_reports([given.public_id], now=cast.now)
    with pytest.raises(MailboxClosed):
        actions.reply(cast.sari_code, "Halo?", now=cast.now)
    with pytest.raises(MailboxClosed):
        actions.post_message(given.public_id, "Halo?", actor=cast.bagus.actor, now=cast.now)
    assert queries.mailbox(cast.sari_code, cast.now).report.closed_at == cast.now


def test_evidence_added_later_is_sealed_behind_two_persons_also_for_a_nameless_report(cast):
    given = report(cast, door="nameless", name="", address="", contact="").report
    answered = actions.add_files(cast.sari_code, [Sent("foto.jpg", [jpeg()])], now=cast.now)
    assert [file.kind for file in answered.files] == ["photo"]
    file = File.objects.select_related("item__compartment").get()
    assert file.item.compartment.kind == "identity"
    assert {wrap.outer_owner for wrap in file.item.compartment.wraps.exclude(owner="recovery")} == {cast.owner(cast.province)}
    assert kinds_of(given) == ["report.received", "evidence.added"]
    again = actions.add_files(cast.sari_code, [Sent("lagi.jpg", [jpeg()])], now=cast.now)
    assert again.files[0].item.compartment_id == file.item.compartment_id
    assert [one.nth for one in queries.mailbox(cast.sari_code, cast.now).files] == [1, 2]


def test_bad_file_does_not_lose_the_message(cast):
    report(cast)
    answered = actions.reply(cast.sari_code, "Dengan berkas.", files=[Sent("kosong.jpg", [])], now=cast.now)
    assert answered.message is not None
    assert [one.code for one in answered.refused] == ["empty"]


def test_broken_off_body_keeps_neither_message_nor_file(cast):
    report(cast)

    def broken():
        yield jpeg()[:3000]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        actions.reply(cast.sari_code, "Hampir.", files=[Sent("foto.jpg", broken())], now=cast.now)
    assert queries.mailbox(cast.sari_code, cast.now).letters == ()
    assert File.objects.count() == 0


def test_withdrawal_is_recorded_once_and_the_content_stays(cast):
    given = report(cast).report
    actions.withdraw(cast.sari_code, now=cast.now)
    actions.withdraw(cast.sari_code, now=cast.now + timedelta(days=1))
    assert kinds_of(given).count("reporter.withdrew") == 1
    assert queries.by_code(cast.sari_code).withdrawn_at == cast.now
    assert queries.narrative(given, cast.bagus.keys).story


def test_opening_of_the_name_is_read_by_the_reporter_with_who_and_why(cast):
    given = report(cast).report
    actions.note_opening(given.public_id, who="Bagus dan Hasan", why="Diminta hadir di sidang.", actor=cast.bagus.actor,
                         now=cast.now)
    opened = queries.mailbox(cast.sari_code, cast.now).openings
    assert [(one.who, one.why) for one in opened] == [("Bagus dan Hasan", "Diminta hadir di sidang.")]
    assert queries.openings(given, cast.bagus.keys) == list(opened)


def test_another_code_opens_another_box_only(cast):
    report(cast)
    other = codes.draw()
    report(cast, code=other)
    actions.reply(cast.sari_code, "Rahasia Sari.", now=cast.now)
    assert queries.mailbox(other, cast.now).letters == ()
    with pytest.raises(NotAReader):
        queries.messages(queries.by_code(cast.sari_code), receipt.keyring(other))
    with pytest.raises(WrongCode):
        actions.withdraw(codes.draw(), now=cast.now)


def test_times_of_a_sealed_reporter_are_kept_to_the_hour(cast):
    report(cast)
    actions.reply(cast.sari_code, "Kapan saja.", now=cast.now.replace(minute=41))
    with store.reading(SYSTEM):
        assert Message.objects.get().at == cast.now.replace(minute=0)


def test_proof_is_given_once_a_checkpoint_covers_the_report(cast):
    given = report(cast)
    assert queries.mailbox(cast.sari_code, cast.now).proof is None
    ledger.actions.sequence()
    ledger.actions.sign_checkpoint(cast.now)
    box = queries.mailbox(cast.sari_code, cast.now)
    assert box.leaf == given.leaf_hash
    assert box.proof.holds()
    assert box.proof.leaf == given.leaf_hash
