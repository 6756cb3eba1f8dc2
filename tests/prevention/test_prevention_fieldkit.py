"""What a telephone sends is recorded once, opens for nobody else, and waits for a person where its clock or place is in doubt."""

from __future__ import annotations

import io
import json
import secrets
import threading
from base64 import b64decode
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from saksama.prevention import actions, envelopes, queries
from saksama.prevention.envelopes import Parcel, Sealed, Unreadable
from saksama.prevention.models import Enclosure, Kit, KitEntry, Visit

HOUR = timedelta(hours=1)


@pytest.fixture
def kit(cast, db) -> Kit:
    return actions.prepare_kit("telepon saya", actor=cast.pandu.actor, now=cast.now)


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def entry(kit: Kit, at: datetime, *, token: UUID | None = None, heard: datetime | None = None, **changes) -> Sealed:
    told = {"k": "e", "p": "99.01.01", "t": ms(at), "s": ms(heard or at - HOUR), "h": 34, "l": "Irwan Umpamo", "q": "Boleh?"}
    text = json.dumps(told | changes)
    return envelopes.sealed(text.encode(), b64decode(kit.public_key), kit.public_id, token or uuid4())


def sent(kit: Kit, cast, *entries: Sealed, clock: datetime | None = None, who: str = "pandu") -> list[str]:
    letter = envelopes.written(Parcel(ms(clock or cast.now), entries))
    return [one.state for one in actions.take_in(kit.public_id, letter, actor=getattr(cast, who).actor, now=cast.now)]


def visits() -> list[Visit]:
    with store.reading(SYSTEM):
        return list(Visit.objects.order_by("pk"))


def rows() -> list[KitEntry]:
    with store.reading(SYSTEM):
        return list(KitEntry.objects.order_by("pk"))


def today_of(cast) -> date:
    return cast.now.astimezone(ZoneInfo(institutions.office(cast.pandu.actor.office).timezone)).date()


def test_an_entry_sent_twice_is_one_visit(cast, kit):
    one = entry(kit, cast.now - HOUR)
    assert sent(kit, cast, one) == ["taken"]
    assert sent(kit, cast, one, one) == ["already", "already"]
    [visit] = visits()
    assert (visit.headcount, visit.place_code, visit.led_by) == (34, "99.01.01", "Irwan Umpamo")
    assert (visit.entered_by, visit.token) == (cast.pandu.actor.public_id, str(one.token))


def test_the_same_token_with_another_content_changes_nothing(cast, kit):
    token = uuid4()
    assert sent(kit, cast, entry(kit, cast.now - HOUR, token=token)) == ["taken"]
    assert sent(kit, cast, entry(kit, cast.now - HOUR, token=token, h=900)) == ["changed"]
    assert [visit.headcount for visit in visits()] == [34]


def test_an_entry_sealed_to_another_telephone_is_left_on_it(cast, kit):
    other = actions.prepare_kit("lain", actor=cast.pandu.actor, now=cast.now)
    strange = entry(other, cast.now - HOUR)
    moved = Sealed(uuid4(), strange.point, strange.ciphertext)      # another's words under a token of one's own
    bent = entry(kit, cast.now - HOUR)
    bent = Sealed(bent.token, bent.point, bytes([bent.ciphertext[0] ^ 1]) + bent.ciphertext[1:])
    nowhere = Sealed(uuid4(), b"\x02" + b"\xff" * 32, b"x" * 40)
    assert sent(kit, cast, strange, moved, bent, nowhere) == ["damaged"] * 4
    assert sent(other, cast, moved) == ["damaged"]
    assert visits() == [] and rows() == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"k":"e"}', '{"k":"e","p":1,"t":"x","s":0,"h":3}', '{"k":"e","p":"99.01.01","t":1e999,"s":0,"h":3}'],  # noqa: E501
)
def test_an_entry_that_says_nothing_stays_on_the_telephone(cast, kit, text):
    strange = envelopes.sealed(text.encode(), b64decode(kit.public_key), kit.public_id, uuid4())
    assert sent(kit, cast, strange) == ["damaged"]


@pytest.mark.parametrize("text", ['{"k":' * 1300, '"\\ud800"', '"\\u0000"'])
@pytest.mark.parametrize("key", ["l", "p", "q", "k"])
def test_words_that_cannot_be_stored_stay_on_the_telephone(cast, kit, key, text):
    told = f'{{"k":"e","p":"99.01.01","t":{ms(cast.now)},"s":0,"h":3,"{key}":{text}}}'
    strange = envelopes.sealed(told.encode(), b64decode(kit.public_key), kit.public_id, uuid4())
    assert sent(kit, cast, strange) == ["damaged"]


@pytest.mark.parametrize("saved", [-62135596800000, 0, 253402300799000, 10**400])
@pytest.mark.parametrize("clock", [0, 2**64 - 1, None])
def test_a_clock_beyond_every_calendar_waits_for_a_person(cast, kit, saved, clock):
    one = entry(kit, cast.now, t=saved, s=saved, d=10**30)
    letter = envelopes.written(Parcel(ms(cast.now) if clock is None else clock, (one,)))
    [outcome] = actions.take_in(kit.public_id, letter, actor=cast.pandu.actor, now=cast.now)
    assert outcome.state == "waiting"
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert actions.day_of(row, actions.told_of(row), institutions.office(cast.pandu.actor.office))


@pytest.mark.parametrize("days", [-1, 367, 700])
def test_a_day_to_come_or_over_a_year_ago_is_never_moved_to_one_that_counts(cast, kit, days):
    assert sent(kit, cast, entry(kit, cast.now - HOUR, d=days)) == ["waiting"]
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert row.reason == "held_on"
    office = institutions.office(cast.pandu.actor.office)
    wanted = (cast.now - HOUR).astimezone(ZoneInfo(office.timezone)).date() - timedelta(days=days)
    assert actions.day_of(row, actions.told_of(row), office) == wanted


@pytest.mark.parametrize("days", [-400, -3, 3, 40])
def test_a_clock_wrong_by_days_is_put_right_while_sending(cast, kit, days):
    wrong = timedelta(days=days)
    saved = cast.now - HOUR + wrong
    heard = cast.now - 2 * HOUR if days > 0 else saved
    assert sent(kit, cast, entry(kit, saved, heard=heard), clock=cast.now + wrong) == ["taken"]
    [row] = rows()
    assert abs(row.saved_at - (cast.now - HOUR)) < timedelta(seconds=2)
    assert row.clock_off == -days * 86400
    zone = ZoneInfo(institutions.office(cast.pandu.actor.office).timezone)
    assert visits()[0].held_on == (cast.now - HOUR).astimezone(zone).date()


def test_a_clock_that_ran_behind_the_last_word_of_the_server_waits_for_a_person(cast, kit):
    assert sent(kit, cast, entry(kit, cast.now - timedelta(days=9), heard=cast.now - HOUR)) == ["waiting"]
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert row.reason == "clock"
    assert visits() == []


def test_the_same_roll_call_of_two_people_is_counted_once_until_somebody_says_it_is_another(cast, kit):
    told = actions.VisitEntry("web", "e", "99.01.01", "", today_of(cast), 30, None, "", "")
    actions.record_visit(told, actor=cast.bagus.actor, today=today_of(cast), now=cast.now)
    assert sent(kit, cast, entry(kit, cast.now - HOUR)) == ["waiting"]
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert row.reason == "twin"
    wanted = actions.VisitEntry("x", "e", "99.01.01", "", today_of(cast), 34, None, "", "")
    for _ in range(2):
        actions.settle(row.public_id, wanted, actor=cast.pandu.actor, today=today_of(cast), now=cast.now)
    assert [visit.headcount for visit in visits()] == [30, 34]
    assert queries.waiting_entries(cast.pandu.actor) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"p": "98.01"}, "place"),
        ({"p": "tidak ada"}, "place"),
        ({"h": 0}, "headcount"),
        ({"a": 99}, "able"),
        ({"k": "z"}, "measure"),
    ],
)
def test_what_cannot_be_recorded_waits_with_its_reason_and_nothing_is_lost(cast, kit, changes, reason):
    assert sent(kit, cast, entry(kit, cast.now - HOUR, **changes), entry(kit, cast.now - HOUR)) == ["waiting", "taken"]
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert row.reason == reason
    assert actions.told_of(row).questions == "Boleh?"
    assert sent(kit, cast, entry(kit, cast.now - HOUR, token=row.token, **changes)) == ["changed"]
    for _ in range(2):
        actions.discard_entry(row.public_id, actor=cast.pandu.actor, now=cast.now)
    [left] = [one for one in rows() if one.token == row.token]
    assert (left.state, left.payload) == ("discarded", "")


def test_what_waits_and_the_key_are_encrypted_in_the_database(cast, kit):
    sent(kit, cast, entry(kit, cast.now - HOUR, h=0, q="RAHASIA-LAPANGAN"))
    with store.reading(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT payload, private_key FROM prevention_kitentry, prevention_kit")
        [(payload, private)] = cursor.fetchall()
    assert payload and "RAHASIA" not in payload
    assert private and kit.private_key not in private


def test_a_lost_telephone_reads_nothing_any_more(cast, kit):
    late = entry(kit, cast.now - HOUR)
    for _ in range(2):
        actions.end_kit(kit.public_id, actor=cast.pandu.actor, now=cast.now)
    with store.reading(SYSTEM):
        assert Kit.objects.get().private_key == ""
    with pytest.raises(Conflict):
        sent(kit, cast, late)
    with pytest.raises(NotFound):
        queries.kit(kit.public_id, cast.pandu.actor)


def test_nobody_else_sends_reads_settles_or_ends_it(cast, kit):
    sent(kit, cast, entry(kit, cast.now - HOUR, h=0))
    [row] = rows()
    for who in ("bagus", "yusuf"):
        actor = getattr(cast, who).actor
        with pytest.raises((NotFound, NotAllowed)):
            sent(kit, cast, entry(kit, cast.now - HOUR), who=who)
        with pytest.raises((NotFound, NotAllowed)):
            actions.end_kit(kit.public_id, actor=actor, now=cast.now)
        with pytest.raises(NotFound):
            queries.kit_entry(row.public_id, actor)
        with pytest.raises(NotFound):
            actions.discard_entry(row.public_id, actor=actor, now=cast.now)
        assert queries.waiting_entries(actor) == []
    with pytest.raises(NotAllowed):
        actions.prepare_kit("x", actor=cast.wati.actor, now=cast.now)


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_telephone_has_a_short_name(cast, db, name):
    with pytest.raises(Invalid):
        actions.prepare_kit(name, actor=cast.pandu.actor, now=cast.now)


def test_five_telephones_are_enough(cast, kit):
    for n in range(4):
        actions.prepare_kit(f"t{n}", actor=cast.pandu.actor, now=cast.now)
    with pytest.raises(Conflict):
        actions.prepare_kit("satu lagi", actor=cast.pandu.actor, now=cast.now)


# ---- at the same instant ------------------------------------------------------------------------------------------------


def at_once(*works) -> list:
    """Let each work begin at the same instant, in a thread and connection of its own; return what they returned or raised."""
    start, found = threading.Barrier(len(works)), []

    def run(work) -> None:
        start.wait()
        try:
            found.append(work())
        except Exception as raised:     # the assertion of the test shows it
            found.append(raised)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_one_letter_on_four_ways_at_once_is_one_visit_with_one_photograph(cast, kit):
    token = uuid4()
    letter, photo = entry(kit, cast.now - HOUR, token=token), shut(kit, token, 1, jpeg())
    assert sorted(at_once(*[lambda: sent(kit, cast, letter)] * 4)) == [["already"]] * 3 + [["taken"]]
    assert sorted(at_once(*[lambda: pictured(kit, cast, token, photo)] * 4)) == ["already"] * 3 + ["taken"]
    assert [visit.headcount for visit in visits()] == [34]
    assert [one.kind for one in files()] == ["photo"]


@pytest.mark.django_db(transaction=True)
def test_the_same_roll_call_of_two_telephones_at_once_is_counted_once(cast, kit):
    other = actions.prepare_kit("lain", actor=cast.bagus.actor, now=cast.now)
    mine, hers = entry(kit, cast.now - HOUR), entry(other, cast.now - HOUR)
    states = at_once(lambda: sent(kit, cast, mine), lambda: sent(other, cast, hers, who="bagus"))
    assert sorted(states) == [["taken"], ["waiting"]]
    assert len(visits()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_four_times_at_once_is_one_visit(cast, db):
    told = actions.VisitEntry("same", "e", "99.01.01", "", today_of(cast), 30, None, "", "")
    found = at_once(*[lambda: actions.record_visit(told, actor=cast.pandu.actor, today=today_of(cast), now=cast.now).pk] * 4)
    assert len(set(found)) == 1 and len(visits()) == 1


# ---- pictures -----------------------------------------------------------------------------------------------------------


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "grey").save(out, "JPEG")
    return out.getvalue()


def shut(kit: Kit, token: UUID, nth: int, content: bytes) -> bytes:
    one = envelopes.sealed(content, b64decode(kit.public_key), kit.public_id, uuid5(token, str(nth)))
    return one.point + one.ciphertext


def pictured(kit: Kit, cast, token: UUID, body: bytes, nth: int = 1, who: str = "pandu") -> str:
    actor = getattr(cast, who).actor
    return actions.take_picture(kit.public_id, token, nth, body, actor=actor, now=cast.now).state


def files() -> list[Enclosure]:
    with store.reading(SYSTEM):
        return list(Enclosure.objects.order_by("nth"))


def test_a_photograph_and_a_signature_follow_their_entry_once(cast, kit):
    token = uuid4()
    photo, signature = shut(kit, token, 1, jpeg()), shut(kit, token, 2, jpeg())
    assert pictured(kit, cast, token, photo) == "later"         # its entry has not come yet
    assert sent(kit, cast, entry(kit, cast.now - HOUR, token=token)) == ["taken"]
    assert [pictured(kit, cast, token, photo) for _ in range(3)] == ["taken", "already", "already"]
    assert pictured(kit, cast, token, signature, 2) == "taken"
    assert [one.kind for one in files()] == ["photo", "signature"]
    assert pictured(kit, cast, token, shut(kit, token, 1, jpeg())) == "changed"


def test_a_picture_waits_with_its_entry_and_goes_with_one_that_is_left_out(cast, kit):
    token = uuid4()
    photo = shut(kit, token, 1, jpeg())
    one = entry(kit, cast.now - HOUR, token=token, h=0)
    assert [sent(kit, cast, one) for _ in range(2)] == [["waiting"], ["waiting"]]   # its picture need not come yet
    assert pictured(kit, cast, token, photo) == "later"
    [row] = queries.waiting_entries(cast.pandu.actor)
    actions.discard_entry(row.public_id, actor=cast.pandu.actor, now=cast.now)
    assert pictured(kit, cast, token, photo) == "already"
    assert sent(kit, cast, one) == ["already"]
    assert files() == []


def test_a_picture_whose_activity_takes_none_any_more_stops_nothing_behind_it(cast, kit):
    token = uuid4()
    sent(kit, cast, entry(kit, cast.now - HOUR, token=token))
    [visit] = visits()
    actions.withdraw_visit(visit.public_id, actor=cast.pandu.actor, now=cast.now)
    assert pictured(kit, cast, token, shut(kit, token, 1, jpeg())) == "damaged"
    assert files() == []


def test_half_a_picture_one_of_another_entry_and_what_is_none_are_not_enclosed(cast, kit):
    token, other = uuid4(), uuid4()
    sent(kit, cast, entry(kit, cast.now - HOUR, token=token), entry(kit, cast.now - HOUR, token=other, p="99.01.02"))
    whole = shut(kit, token, 1, jpeg())
    assert pictured(kit, cast, token, whole[:-20]) == "damaged"
    assert pictured(kit, cast, other, whole) == "damaged"
    assert pictured(kit, cast, token, shut(kit, token, 1, b"<script>")) == "damaged"
    for body, nth in ((b"", 1), (b"x" * 40, 1), (b"x" * 2_000_001, 1), (whole, 0), (whole, 3)):
        with pytest.raises(Unreadable):
            pictured(kit, cast, token, body, nth)
    assert files() == []
    with pytest.raises(NotFound):
        pictured(kit, cast, token, whole, who="bagus")
    assert pictured(kit, cast, token, whole) == "taken"         # what was damaged on its way may come again


# ---- the letter ---------------------------------------------------------------------------------------------------------

PRIVATE, PUBLIC = envelopes.new_key()
KIT = uuid4()


@given(st.text(max_size=200), st.uuids())
def test_whatever_is_sealed_opens_again_and_only_there(text, token):
    one = envelopes.sealed(text.encode(), PUBLIC, KIT, token)
    assert envelopes.opened(one, PRIVATE, KIT) == text.encode()
    assert envelopes.opened(one, PRIVATE, uuid4()) is None
    assert envelopes.opened(one, envelopes.new_key()[0], KIT) is None


@given(st.binary(max_size=200), st.booleans())
def test_hostile_bytes_are_refused_and_break_nothing(raw, ours):
    letter = b"SKF1" + raw if ours else raw
    try:
        assert envelopes.written(envelopes.read(letter)) == letter
    except Unreadable:
        pass


@pytest.mark.parametrize("cut", [1, 5, 30, 100])
def test_a_letter_cut_off_on_the_way_is_refused_whole(cut):
    letter = envelopes.written(Parcel(1, (envelopes.sealed(b"a" * 80, PUBLIC, KIT, uuid4()),)))
    with pytest.raises(Unreadable):
        envelopes.read(letter[:-cut])
    with pytest.raises(Unreadable):
        envelopes.read(letter + secrets.token_bytes(cut))


def test_an_entry_of_a_roll_call_is_small_enough_for_a_weak_signal():
    """500 visits in 30 seconds at 50 kbit/s leave 375 bytes for each."""
    told = {"k": "e", "p": "13.71.01.1001", "t": 1732500000000, "s": 1732490000000, "h": 34, "a": 12}
    told |= {"l": "Camat Umpamo", "q": "Boleh?"}
    one = envelopes.sealed(json.dumps(told, separators=(",", ":")).encode(), PUBLIC, KIT, uuid4())
    assert envelopes.ENTRY.size + len(one.ciphertext) < 250
