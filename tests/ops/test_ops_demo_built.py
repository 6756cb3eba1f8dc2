"""A small demonstration, really built: every story where its path leads, every printed code opens, every act lawful."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from pyrage import x25519
from tests import cast

from saksama import ledger, store
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role, User
from saksama.cases import actions as cases
from saksama.cases import against_record, kinds
from saksama.cases import queries as case_queries
from saksama.cases.models import Act, Case, Clock, Document, Limb
from saksama.cases.processes import process_of
from saksama.evidence.models import File
from saksama.insight.models import Computation
from saksama.intake import queries as mailboxes
from saksama.intake.models import Message, Report
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Conflict, NotAllowed, NotFound
from saksama.law import demonstration, season
from saksama.ops import demo, exercises, opening
from saksama.ops.demo import acting, monday
from saksama.ops.demo.background import Background
from saksama.ops.demo.building import days_of
from saksama.ops.demo.people import PARTS, PASSPHRASE
from saksama.ops.demo.stories import Played, Player, stories
from saksama.ops.demo.timeline import Timeline
from saksama.ops.demonstration import LESSONS
from saksama.ops.totp import code as app_code
from saksama.places import queries as places
from saksama.prevention.models import Visit
from saksama.store import clock
from saksama.vault import worker
from saksama.vault.keyring import public_key
from saksama.web.desk.demo.sheet import DemoSheet

BACKGROUND = 1000 if os.environ.get("SAKSAMA_TEST_FULL") else 12     # random lawful paths; a thousand take minutes
ENDED = frozenset({"closed", "joined", "handed_over"})
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Built:
    """The demonstration of this file, and the configuration it was built under."""

    sheet: DemoSheet
    config: object
    now: datetime
    said: tuple[str, ...]

    def receipt(self, story: str) -> str:
        return next(one.code for one in self.sheet.receipts if one.title.startswith(f"{story}:"))

    def case(self, story: str) -> Case:
        """Return a story's case by the report its receipt opens; an officer's own finding by its place in time."""
        report = mailboxes.by_code(self.receipt(story))
        with store.reading(SYSTEM):
            return Case.objects.get(opening_report=report.public_id)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build once for this file, in a transaction that is rolled back at its end."""
    before = django_settings.SAKSAMA
    folder: Path = tmp_path_factory.mktemp("demonstration")
    (folder / "keys").symlink_to(before.keys)
    recovery = public_key(x25519.Identity.generate())
    config = dataclasses.replace(before, data=folder, recovery_recipient=recovery)
    said: list[str] = []
    django_settings.SAKSAMA = config
    with django_db_blocker.unblock(), transaction.atomic():
        cast.territory()
        cast.oversight_office()
        sheet = demo.build(now=NOW, progress=said.append, background=BACKGROUND, seed=5)
        yield Built(sheet, config, clock.now(), tuple(said))
        shutil.rmtree(worker.folder(), ignore_errors=True)
        transaction.set_rollback(True)
    django_settings.SAKSAMA = before


@pytest.fixture(autouse=True)
def data_folder(built: Built, settings) -> Path:
    """The folder of the demonstration instead of one of each test's own."""
    settings.SAKSAMA = built.config
    return settings.SAKSAMA.data


@pytest.fixture(autouse=True)
def _inside(built: Built, db) -> None:
    """Every test may look at the database, and leaves it as it was built."""


def acts(limb: str = "") -> list[Act]:
    with store.reading(SYSTEM):
        rows = Act.objects.select_related("case").order_by("case", "limb", "nth")
        return list(rows.filter(limb=limb) if limb else rows)


def done(case: Case) -> list[str]:
    return [act.kind for act in acts() if act.case_id == case.pk]


# ---- the stories -------------------------------------------------------------------------------------------------------


WITH_RECEIPT = [story for story in stories() if story.told["door"] != "officer"]


@pytest.mark.parametrize("story", WITH_RECEIPT, ids=lambda story: story.id)
def test_a_story_stands_where_its_path_leads(built: Built, story) -> None:
    assert built.case(story.id).stage in story.ends


def test_the_findings_of_officers_stand_where_their_paths_lead(built: Built) -> None:
    with store.reading(SYSTEM):
        found = Case.objects.filter(channel="field", category__in=("kampanye", "partai"), number__contains="/TM/") | (
            Case.objects.filter(channel="field", place_code="99.71"))
        stages = {case.stage for case in found}

    assert {"with_ppk", "closed"} <= stages


def test_every_path_of_the_narratives_has_its_stage() -> None:
    where = {story.told["path"]: story.ends for story in stories()}

    assert len(stories()) == 16
    assert where["tidak_terbukti"] == ("not_proven",)
    assert where["digabung_dengan_R01"] == ("joined",)
    assert where["banding_dikabulkan"] == ("annulled",)
    assert where["penelusuran_lalu_temuan"] == ("temuan",)
    assert where["tidak_diregistrasi_menjadi_informasi_awal"] == ("informasi_awal",)


def test_the_reporter_of_a_joined_report_hears_of_the_case_it_went_into(built: Built) -> None:
    first, second = built.case("R01"), mailboxes.by_code(built.receipt("R02"))

    assert str(second.case_public_id) == str(first.public_id)


def test_the_not_proven_is_told_so_and_the_code_shows_it(built: Built) -> None:
    code = next(one.code for one in built.sheet.passes if one.title.startswith("R04:"))
    room = case_queries.for_pass(code, now=built.now)

    assert "exoneration.sent" in done(built.case("R04"))
    assert room.outcome is not None and room.replies
    assert room.evidence, "the copy that was selected for him"


def test_a_tip_becomes_a_finding_only_by_an_item_of_the_officers_own(built: Built) -> None:
    case = built.case("R05")
    sources = [act.body.get("source") for act in acts() if act.case_id == case.pk and act.kind == "tracing.noted"]

    assert {"tipster", "own_document", "other_witness"} == set(sources)


def test_the_authority_in_conflict_is_tested_by_both_sides_and_a_proposal_goes_up(built: Built) -> None:
    case = built.case("R08")
    tested = [act.body["side"] for act in acts() if act.case_id == case.pk and act.kind == "conflict.tested"]

    assert tested == ["officer", "analyst"]
    assert "takeover.proposed" in done(case)
    assert case.waiting_on == "agency"


def test_what_is_not_a_civil_servants_is_a_file_of_its_own_and_handed_over(built: Built) -> None:
    with store.reading(SYSTEM):
        part = Case.objects.get(category="desa")

    assert part.stage == "handed_over"
    assert case_is_silent(built.case("R12"))


def case_is_silent(case: Case) -> bool:
    """Tell whether nothing was heard: belum ada kabar."""
    return case.silent_since is not None


def test_an_appeal_is_upheld_as_a_recorded_act_of_the_appeal_body(built: Built) -> None:
    case = built.case("R14")
    upheld = next(act for act in acts() if act.case_id == case.pk and act.kind == "appeal.upheld")

    assert (upheld.recorded_for, upheld.provenance) == ("bpasn", "letter")


def test_a_silent_authority_is_reminded_and_the_ladder_climbed_to_its_last_known_rung() -> None:
    with store.reading(SYSTEM):
        climbed = Act.objects.filter(kind="escalation.sent", body__measure="C-3").select_related("case").get()

    measures = [act.body["measure"] for act in acts() if act.case_id == climbed.case_id and act.kind == "escalation.sent"]
    assert measures == ["C-1", "C-2", "C-3"]
    assert case_is_silent(climbed.case)


def test_a_paper_report_keeps_both_its_times(built: Built) -> None:
    case = built.case("R16")
    first = next(act for act in acts() if act.case_id == case.pk)

    assert first.recorded_at - first.happened_at > timedelta(days=5)


def test_the_criminal_limb_runs_beside_and_nothing_of_it_reaches_the_main_line(built: Built) -> None:
    beside = {act.case_id for act in acts(Limb.CRIMINAL)}

    assert {built.case("R01").pk, built.case("R08").pk} == beside
    assert not [act for act in acts(Limb.ASN) if act.kind.startswith("criminal.")]


def test_messages_go_both_ways_in_several_stories() -> None:
    with store.reading(SYSTEM):
        authors: dict[int, set[str]] = {}
        for report, author in Message.objects.values_list("report", "author"):
            authors.setdefault(report, set()).add(author)

    assert sum(1 for both in authors.values() if both == {"reporter", "officer"}) >= 3


def test_pictures_have_their_clean_copies() -> None:
    with store.reading(SYSTEM):
        pictures = list(File.objects.filter(kind="photo"))

    assert pictures
    assert {file.state for file in pictures} == {File.State.COPIED}


# ---- what is printed ---------------------------------------------------------------------------------------------------


def test_every_receipt_opens_its_report(built: Built) -> None:
    assert {one.title.split(":")[0] for one in built.sheet.receipts} == {story.id for story in WITH_RECEIPT}
    for one in built.sheet.receipts:
        box = mailboxes.mailbox(one.code, built.now)
        assert box.stops, one.title
        assert box.proof is not None, one.title


def test_every_letter_code_opens_its_room(built: Built) -> None:
    assert {"R03", "R04", "R06"} <= {one.title.split(":")[0] for one in built.sheet.passes}
    for one in built.sheet.passes:
        assert case_queries.for_pass(one.code, now=built.now).allegation.text


def test_the_printed_sheet_is_what_the_command_shows(built: Built) -> None:
    told = opening.sheet()

    assert {"username", "passphrase", "role", "office", "totp_secret"} <= set(told["accounts"][0])
    assert [one["code"] for one in told["receipts"]] == [one.code for one in built.sheet.receipts]
    assert [one["code"] for one in told["passes"]] == [one.code for one in built.sheet.passes]


def test_a_monday_to_practise_brings_twelve_reports_of_which_two_tell_what_another_tells(built: Built) -> None:
    reports = {one.id: mailboxes.by_code(one.code) for one in monday.arrive(now=built.now)}
    assert len(reports) == 12
    with store.reading(SYSTEM):
        came = {name: Case.objects.get(opening_report=report.public_id) for name, report in reports.items()}
    assert {case.stage for case in came.values()} == {"received", "informasi_awal"}
    assert all(case.opened_at < built.now for case in came.values())
    rina = accounts.by_username("pemeriksa.umpamo")
    actor = accounts.actor_for(rina, built.now.date())
    if BACKGROUND > 100:
        return      # among a thousand cases more than a list's length look alike
    for told_again, before in (("M02", "M01"), ("M05", "M04")):
        alike = case_queries.page(came[told_again].public_id, actor, now=built.now).similar
        assert str(came[before].public_id) in [one.case for one in alike]


def test_every_lesson_of_the_monday_has_its_words() -> None:
    assert {one["lesson"] for one in monday.written()} == set(LESSONS)


def test_the_exercise_of_a_drill_lets_the_monday_in_once_and_judges_what_was_done(built: Built, settings) -> None:
    with pytest.raises(NotAllowed):
        exercises.Exercises().begin()
    settings.SAKSAMA = dataclasses.replace(built.config, drill=True)
    exercises.Exercises().begin()
    try:
        with pytest.raises(Conflict):
            exercises.Exercises().begin()
        result = exercises.Exercises().result()
        assert [one.verdict for one in result.rows] == ["open"] * 12
        assert (result.right, result.wrong_refusals, result.open) == (0, 0, 12)
        assert all(one.case for one in result.rows)
    finally:
        (built.config.data / exercises.KEPT).unlink()
    report = str(mailboxes.by_code(built.receipt("R01")).public_id)
    case = built.case("R01")
    done = exercises._done(exercises.Began("M01", "x", "registered", report), case.opened_at)
    assert (done.verdict, done.case, done.act) == ("right", str(case.public_id), "registered")
    assert done.minutes is not None
    assert done.minutes > 0


def test_there_is_somebody_in_every_role(built: Built) -> None:
    assert {one.role for one in built.sheet.accounts} == set(Role.values)
    assert all(len(one.passphrase) >= 15 for one in built.sheet.accounts)


@pytest.mark.parametrize("username", [part.username for part in PARTS])
def test_everybody_signs_in_with_what_is_printed(built: Built, username: str) -> None:
    account = next(one for one in built.sheet.accounts if one.username == username)
    client = Client()
    client.post("/masuk/", {"login": username, "password": account.passphrase})
    done = client.post("/masuk/kode/", {"code": app_code(account.totp_secret, clock.real().timestamp())})

    assert done.status_code in (302, 303)
    assert client.get("/akun/").status_code == 200


# ---- lawful, whole, repeatable -----------------------------------------------------------------------------------------


def test_every_act_was_taken_in_a_role_its_process_names() -> None:
    for act in acts():
        roles = {role for row in process_of(act.case, act.limb).rows(act.kind) for role in row.roles}
        assert act.role in roles, f"{act.kind} by {act.role}"
        assert kinds.get(act.kind)


def test_all_cases_derive_from_their_acts_as_they_stand(built: Built) -> None:
    with store.reading(SYSTEM):
        every = list(Case.objects.values_list("public_id", flat=True))

    assert len(every) == 17 + BACKGROUND
    assert [difference for case in every for difference in cases.rebuild(case, now=built.now)] == []


def test_the_ledger_verifies() -> None:
    report = ledger.queries.verify()

    assert report.ok, report.problems


def test_no_random_path_was_refused_a_step_that_the_process_offers(built: Built) -> None:
    assert not [line for line in built.said if "not possible on these days" in line]


def test_no_case_is_stuck_somebody_is_offered_a_next_step(built: Built) -> None:
    with store.reading(SYSTEM):
        waiting = list(Case.objects.exclude(stage__in=ENDED))
    actors = [accounts.actor_for(accounts.by_username(part.username), built.now.date()) for part in PARTS]
    stuck = [f"{case.stage}: {done(case)[-3:]}" for case in waiting if not _somebody_goes_on(case, actors, built.now)]
    assert stuck == []


def _somebody_goes_on(case: Case, actors: list, now: datetime) -> bool:
    for actor in actors:
        with suppress(NotFound):
            if any(step.allowed and not step.minor for step in case_queries.page(case.public_id, actor, now=now).steps):
                return True
    return False


def test_every_clock_is_accounted_for(built: Built) -> None:
    with store.reading(SYSTEM):
        clocks = list(Clock.objects.select_related("case"))
    assert {one.state for one in clocks} <= {"running", "paused", "met", "missed", "void"}
    for one in clocks:
        if one.case.stage in ENDED:
            assert one.stopped_by or one.state in ("void", "missed", "met"), f"{one} runs on in an ended case"
        if one.state == "missed" and not one.stopped_by:
            assert one.due_late is not None
            assert one.due_late < built.now
        if one.state == "met":
            assert one.stopped_by


def test_every_act_is_what_its_entry_in_the_record_says() -> None:
    assert [str(one) for one in against_record.departures()] == []


def test_acts_and_register_numbers_stand_in_the_order_of_their_days() -> None:
    registered = [act for act in acts() if act.kind == "registered" and "/LP/" in act.body["number"]]
    by_office: dict[str, list[tuple[datetime, int]]] = {}
    for act in registered:
        by_office.setdefault(act.office, []).append((act.happened_at, int(act.body["number"].split("/")[0])))
    for numbers in by_office.values():
        drawn = [number for _, number in sorted(numbers)]
        assert drawn == list(range(1, len(drawn) + 1))


def test_nothing_lies_after_the_present_moment(built: Built) -> None:
    shown = days_of(NOW).at(0, "08:05")

    assert max(act.recorded_at for act in acts()) < shown
    assert timedelta(0) <= built.now - shown < timedelta(minutes=10)


def test_no_row_of_it_lies_in_a_real_province() -> None:
    with store.reading(SYSTEM):
        codes = {code for model in (Case, Report, Visit) for code in model.objects.values_list("place_code", flat=True)}
        positions = {low for model in (Case, Report, Visit) for low in model.objects.values_list("office_position", flat=True)}

    assert all(code.startswith("99") for code in codes)
    andai = places.by_code("99")
    assert all(andai.low <= position <= andai.high for position in positions)


def test_the_election_of_the_play_is_known_to_every_process(built: Built) -> None:
    day = days_of(NOW)

    assert demonstration.voting_day() == day.voting
    assert season.today("99.01", day.present).stage == "campaign"


def test_a_second_start_changes_nothing(built: Built) -> None:
    before = len(acts())

    again = demo.build(now=NOW + timedelta(days=40), progress=lambda line: pytest.fail(line))

    assert again == built.sheet
    assert len(acts()) == before


def test_a_build_whose_last_step_is_missing_is_taken_up(built: Built, data_folder: Path) -> None:
    printed = data_folder / "demo-sheet.json"
    printed.rename(data_folder / "demo-sheet.built")

    assert demo.build(now=NOW, progress=lambda line: pytest.fail(line)) == built.sheet
    assert printed.stat().st_mode & 0o077 == 0


def play_some(people: Mapping[str, object], seed: int) -> list[tuple[str, datetime, str]]:
    """Play a few further cases, say what happened, and undo it. Keys are opened anew: what they found before was undone too."""
    days = days_of(NOW)
    for person in people.values():
        person._keys = None  # type: ignore[attr-defined]
    with transaction.atomic():
        known = {act.pk for act in acts()}
        timeline = Timeline()
        for nth in range(100, 104):
            timeline.add(Background(nth, seed=seed, days=days, people=people, refused=[]).course())
        timeline.run(days.at(0, "08:05"))
        found = sorted((act.kind, act.happened_at, act.role) for act in acts() if act.pk not in known)
        transaction.set_rollback(True)
    for person in people.values():
        person._keys = None   # rows that were undone leave their numbers to others: nothing opened may be remembered by them
    return found


@pytest.fixture
def people(built: Built) -> dict[str, object]:
    """The people of the demonstration again, with their keys, as the builder held them."""
    from saksama.ops.demo.people import Person
    from saksama.vault import actions as vault
    from saksama.vault import passphrase
    from saksama.vault.actions.officers import passphrase_terms

    found = {}
    for part in PARTS:
        user = User.objects.get(username=part.username)
        opener = passphrase.identity_from_passphrase(PASSPHRASE, passphrase_terms(user.owner))
        account = next(one for one in built.sheet.accounts if one.username == part.username)
        found[part.username] = Person(part, user, accounts.actor_for(user, built.now.date()),
                                      vault.unlock_officer(user.owner, opener), account)
    return found


def test_one_seed_tells_one_story(people) -> None:
    first = play_some(people, 11)

    assert len(first) >= 4
    assert play_some(people, 11) == first
    assert play_some(people, 12) != first


# ---- who may see what --------------------------------------------------------------------------------------------------


def test_the_officer_lent_by_the_regency_sees_no_case_of_the_regents_staff(built: Built, people) -> None:
    lent, colleague = people["titipan.umpamo"], people["pemeriksa.umpamo"]
    case = built.case("R01").public_id

    assert case_queries.page(case, colleague.actor, now=built.now).number
    with pytest.raises(NotFound):
        case_queries.page(case, lent.actor, now=built.now)
    assert case_queries.sealed(case, colleague.actor, colleague.keys, now=built.now).narratives


def test_the_district_does_not_see_what_it_may_not_read(built: Built, people) -> None:
    case = built.case("R05").public_id

    assert case_queries.page(case, people["pemeriksa.andai"].actor, now=built.now).stage == "temuan"
    with pytest.raises(NotFound):
        case_queries.page(case, people["pemeriksa.umpamo"].actor, now=built.now)


def test_the_agency_and_the_overseer_see_what_reached_them(built: Built, people) -> None:
    case = built.case("R08").public_id

    for name in ("analis.lembaga", "instansi.umpamo"):
        assert case_queries.page(case, people[name].actor, now=built.now).recommendation is not None
    with pytest.raises(NotFound):
        case_queries.page(case, people["instansi.misal"].actor, now=built.now)


# ---- the rest of the house ---------------------------------------------------------------------------------------------


def test_half_of_the_work_is_there_and_the_figures_are_counted() -> None:
    with store.reading(SYSTEM):
        visits = Visit.objects.count()

    assert visits >= 20
    assert Computation.objects.exists()


def test_letters_stand_with_their_acts() -> None:
    with store.reading(SYSTEM):
        forms = set(Document.objects.values_list("form", flat=True))

    assert {"invitation", "forwarding", "recommendation", "reminder", "exoneration", "handover"} <= forms


def test_progress_was_told_and_nothing_was_refused(built: Built) -> None:
    assert any(re.search(r"16 stories", line) for line in built.said)
    assert not [line for line in built.said if "not possible" in line]


def test_a_story_stops_where_a_step_is_not_lawful_and_says_why(built: Built, people) -> None:
    wrong = dataclasses.replace(stories()[0], plan={**stories()[0].plan, "steps": [
        {"at": "-4 08:40", "by": "ketua.umpamo", "act": "pleno.forwarded", "fields": {}}]})
    played = Played()

    with transaction.atomic():
        assert len(list(Player(wrong, days_of(NOW), people, played).course())) == 2
        transaction.set_rollback(True)

    assert played.stopped["R01"].startswith("pleno.forwarded: ")


# ---- the card ----------------------------------------------------------------------------------------------------------


def test_the_card_names_everybody_with_their_codes(built: Built) -> None:
    page = Client().get("/masuk/peragaan/").content.decode()

    for account in built.sheet.accounts:
        assert account.username in page
        assert f"/masuk/?nama={account.username}" in page
    assert PASSPHRASE in page
    for one in (*built.sheet.receipts, *built.sheet.passes):
        assert one.code in page


def test_the_card_speaks_english_too() -> None:
    page = Client().get("/masuk/peragaan/?bahasa=en", follow=True).content.decode()

    assert "reviews and recommends" in page


def test_the_card_does_not_exist_in_earnest(built: Built, settings) -> None:
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=False)
    answer = Client().get("/masuk/peragaan/")

    assert answer.status_code == 404
    assert PASSPHRASE not in answer.content.decode()
    assert opening.sheet() == {"accounts": [], "receipts": [], "passes": []}


def test_the_sign_in_page_takes_the_name_from_the_card() -> None:
    assert 'value="pemeriksa.umpamo"' in Client().get("/masuk/?nama=pemeriksa.umpamo").content.decode()


def test_the_buttons_of_the_card_open_box_and_room(built: Built) -> None:
    client = Client()

    assert client.post("/laporan-saya/", {"kode": built.receipt("R01")}).status_code == 200
    assert client.post("/jawaban/", {"kode": built.sheet.passes[0].code}).status_code == 200


def test_media_of_the_narratives_are_there() -> None:
    for story in stories():
        for name in story.told["files"]:
            assert acting.media(name), name
