"""What an agency answers: in the order things happen, and each proof once."""

from __future__ import annotations

from collections.abc import Mapping

from saksama.cases import kinds
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid, NotAllowed

ISSUED = "recommendation.issued"
# What an answer follows. Whatever it is, it cannot have happened before the recommendation.
FOLLOWS: Mapping[str, str] = {
    "recommendation.served": ISSUED,
    "ppk.more_time": "recommendation.served",
    "ppk.refused": "recommendation.served",
    "ppk.decided": "recommendation.served",
    "examination.held": ISSUED,
    "decision.delivered": "ppk.decided",
    "effect.proved": "decision.delivered",
    "objection.filed": "decision.delivered",
    "objection.decided": "objection.filed",
    "appeal.filed": "decision.delivered",
    "appeal.rejected": "appeal.filed",
    "appeal.upheld": "appeal.filed",
    "status.restored": "appeal.upheld",
    "execution.denied": ISSUED,
}
ONCE = {"decision.delivered": "ppk.decided"}    # a proof is given once for each decision
TOO_EARLY = (
    "Tanggal langkah ini lebih awal daripada: {0} ({1}). Periksa tanggalnya.",
    "The date of this step lies before: {0} ({1}). Check the date.",
)
TWICE = (
    "Bukti pertama sudah tercatat untuk keputusan ini. Betulkan yang ada bila keliru.",
    "The first proof is on record for this decision. Correct it where it is wrong.",
)


def in_order(taking: Taking) -> None:
    """Refuse a step dated before what it follows, by days in the zone of the office: papers carry days, not minutes."""
    before = taking.state.last(FOLLOWS.get(taking.kind.act, ISSUED)) or taking.state.last(ISSUED)
    if before is None or before.nth == taking.step.corrects:
        return
    earlier = taking.derived.calendar.local_day(before.happened_at)
    if taking.on < earlier:
        kind, day = kinds.get(before.kind), f"{earlier:%d-%m-%Y}"
        words_id, words_en = kind.label_id.lower(), kind.label_en.lower()
        raise Invalid(TOO_EARLY[0].format(words_id, day), TOO_EARLY[1].format(words_en, day), field="happened_at")


def once(taking: Taking) -> None:
    """Refuse a proof that is on record already since the last decision."""
    since = ONCE.get(taking.kind.act)
    given, last = taking.state.last(taking.kind.act), taking.state.last(since) if since else None
    if since and given is not None and last is not None and given.nth > last.nth and taking.step.corrects != given.nth:
        raise NotAllowed(*TWICE)


@verb(*(act for act in FOLLOWS if act != "ppk.decided"))
class Answer(Verb):
    """Record one answer of the agency or of the appeal body."""

    def check(self, taking: Taking) -> None:
        in_order(taking)
        once(taking)
