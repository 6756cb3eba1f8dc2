"""The suggestion of tracks as the page shows it, as far as its reader may know."""

from __future__ import annotations

from collections.abc import Sequence

from saksama.cases.fold import ActView
from saksama.cases.reading import Names, violation_words
from saksama.cases.shown import Words
from saksama.cases.shown.tracks import KINDS, QuestionShown, TrackShown, TracksShown
from saksama.cases.suggesting import Asked
from saksama.law.applicable import ACTORS, HELPED, Kind, Question, Track
from saksama.law.classification_people import who_acted, whom_it_helped


def shown(asked: Asked, found: Sequence[Track], chosen: ActView | None, names: Names, *, criminal: bool) -> TracksShown:
    """Return the suggestion; crimes only where the reader may know of the criminal limb."""
    named = [one for one in found if not one.refused and (criminal or one.track is not Kind.CRIMINAL)]
    refusal = next((one for one in found if one.refused), None)
    helped, actor = HELPED[whom_it_helped(asked.helped)], who_acted(asked.actor)
    picked = chosen.body.get("violations") if chosen is not None else None
    return TracksShown(
        helped_id=helped[0],
        helped_en=helped[1],
        actor_id=ACTORS[actor.code].id,
        actor_en=ACTORS[actor.code].en,
        suggested=tuple(_track(one) for one in named),
        refusal_id=refusal.reason_id if refusal and not named else "",
        refusal_en=refusal.reason_en if refusal and not named else "",
        chosen=tuple(Words(*violation_words(str(one))) for one in picked) if isinstance(picked, list) else (),
        chosen_by=names.officers.get(chosen.actor, "") if chosen is not None else "",
        chosen_at=chosen.happened_at if chosen is not None else None,
        agrees=bool(chosen.body.get("agrees")) if chosen is not None else False,
    )


def _track(one: Track) -> TrackShown:
    kind_id, kind_en = KINDS[one.track.value]
    return TrackShown(
        kind=one.track.value,
        kind_id=kind_id,
        kind_en=kind_en,
        violation=one.violation,
        name_id=one.name_id,
        name_en=one.name_en,
        article=one.article,
        numbering_id="" if _cites_both(one.article) else one.numbering_id,
        numbering_en="" if _cites_both(one.article) else one.numbering_en,
        reason_id=one.reason_id,
        reason_en=one.reason_en,
        prove_id=one.prove_id,
        prove_en=one.prove_en,
        sanction_id=one.sanction_id,
        sanction_en=one.sanction_en,
        addressee_id=one.addressee_id,
        addressee_en=one.addressee_en,
        above_id=one.above_id,
        above_en=one.above_en,
        forum_id=one.forum_id,
        forum_en=one.forum_en,
        remedies=tuple(Words(*words) for words in one.remedies),
        doubt_id=one.doubt_id,
        doubt_en=one.doubt_en,
        questions=tuple(_question(asked) for asked in one.questions),
        needs_check=one.needs_check,
        unsettled=one.unsettled,
        confidential=one.track is Kind.CRIMINAL,
    )


def _cites_both(article: str) -> bool:
    """Tell whether both numberings of PP 94/2021 stand in the citation already."""
    return "ps. 5 huruf n" in article and "ps. 14 huruf i" in article


def _question(asked: Question) -> QuestionShown:
    return QuestionShown(asked.text_id, asked.text_en, asked.why_id, asked.why_en, asked.citation, asked.needs_check)
