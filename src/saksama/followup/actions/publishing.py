"""The public list: told first, with a time for correction; the agency's own words; and a correction at any time."""

from __future__ import annotations

from datetime import datetime

from saksama.cases.actions.letters import compartment_or_refuse, draw, head, issuer, number_for
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, verb
from saksama.followup import chairs, ladder
from saksama.followup.models import Listing, Statement
from saksama.kernel.errors import Invalid, NoRule, NotAllowed
from saksama.law import book, letters
from saksama.law.clocks import State, elapsed, limit

from .reminding import ppk_clock

LONGEST = 600
WINDOW = "SAK-SHOW"
TOO_LONG = (
    "Keterangan paling banyak {0} huruf. Ringkas, lalu kirim lagi.",
    "The words may have {0} characters at most. Shorten them and send again.",
)


def window(taking: Taking, since: datetime) -> datetime:
    """Return the end of the time for correction, our own rule. Raises `NoRule` where no calendar tells."""
    calendar = taking.derived.calendar
    ends = limit(book().clock(WINDOW, calendar.local_day(since)), since, calendar)
    if ends is None:
        raise NoRule(f"{WINDOW} tidak memuat batas.", f"{WINDOW} holds no limit.", name=WINDOW)
    return ends.due_late


@verb("publication.noticed")
class Notice(Verb):
    """Tell the agency, in a letter, what the public list will say and until when it may correct it."""

    def check(self, taking: Taking) -> None:
        clock = ppk_clock(taking)
        if clock is None or clock.state is not State.MISSED or clock.stopped_by:
            raise NotAllowed(
                "Daftar terbuka hanya memuat batas yang sudah lewat menurut cara hitung yang paling akhir.",
                "The public list counts only limits that have passed by their latest reading.",
            )
        if Listing.objects.filter(case=taking.case).exists():
            raise NotAllowed("Instansi ini sudah diberi tahu untuk perkara ini.", "The agency was told for this case already.")

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        until = window(taking, taking.step.happened_at)
        taking.body["until"] = taking.derived.calendar.local_day(until).isoformat()
        number = number_for(issuer(taking), "list_notice", taking.on)
        letter = letters.list_notice(self._facts(taking, number.text, until))
        target = compartment_or_refuse(taking, "agency")
        taking.letters = [draw(taking, "list_notice", letter, number, target, "agency")]
        taking.body["number"] = number.text

    def _facts(self, taking: Taking, number: str, until: datetime) -> letters.ListNotice:
        clock, day = ppk_clock(taking), taking.derived.calendar.local_day
        issued, served = taking.state.last("recommendation.issued"), taking.state.last("recommendation.served")
        if clock is None or issued is None or served is None:
            raise AssertionError("checked before")
        passed = elapsed(clock, taking.derived.calendar, taking.now)
        return letters.ListNotice(
            head=head(taking, number),
            to=chairs.authority(taking.case, taking.on),
            recommendation_number=str(issued.body.get("number") or "tanpa nomor"),
            served_on=day(served.happened_at),
            ppk=clock,
            timezone=taking.case.timezone,
            days=passed.day if passed else 0,
            until=day(until),
        )

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        served = taking.state.last("recommendation.served")
        Listing(
            case=taking.case,
            agency_key=taking.case.agency_key,
            authority=chairs.authority(taking.case, taking.on),
            noticed_at=act.happened_at,
            correctable_until=window(taking, act.happened_at),
            served_on=taking.derived.calendar.local_day(served.happened_at if served else act.happened_at),
            rung=ladder.highest(taking.state),
        ).save(force_insert=True)
        return act


@verb("publication.stated")
class GiveWords(Verb):
    """Keep the agency's words, sealed until an officer has looked for names of persons."""

    def check(self, taking: Taking) -> None:
        within_length(taking)


@verb("publication.cleared")
class Clear(Verb):
    """Publish the agency's words beside its row: as they are, without names of persons. The last cleared words stand."""

    def check(self, taking: Taking) -> None:
        within_length(taking)
        stated = taking.state.last("publication.stated")
        cleared = taking.state.last("publication.cleared")
        if stated is None or (cleared is not None and cleared.nth > stated.nth):
            raise NotAllowed("Tidak ada keterangan baru yang menunggu.", "No new words of the agency are waiting.")

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        Statement.objects.update_or_create(
            agency_key=taking.case.agency_key,
            defaults={
                "words": taking.text("words"),
                "names_removed": taking.cleaned.body["names"] == "removed",
                "cleared_at": act.happened_at,
            },
        )
        return act


def within_length(taking: Taking) -> None:
    if len(taking.text("words")) > LONGEST:
        raise Invalid(TOO_LONG[0].format(LONGEST), TOO_LONG[1].format(LONGEST), field="words")


@verb("publication.corrected")
class Correct(Verb):
    """Take a case off the list, at any time and once; who read the list finds an erratum."""

    def check(self, taking: Taking) -> None:
        if Listing.objects.filter(case=taking.case, corrected_at__isnull=False).exists():
            raise NotAllowed("Daftar terbuka sudah dibetulkan untuk perkara ini.", "The list was corrected for this case.")

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        Listing.objects.filter(case=taking.case).update(
            corrected_at=taking.now, corrected_as=str(taking.cleaned.body["ground"])
        )
        return act
