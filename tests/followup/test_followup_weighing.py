"""Similar ended cases, the matrix, the mark of what is outside, and the second reader."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from tests.cases.courses import SCAN

from saksama import law, store
from saksama.cases import actions
from saksama.cases.models import Exclusion
from saksama.cases.projections import Precedent
from saksama.cases.queries import similar
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed
from saksama.kernel.ids import new_id
from saksama.law import matrix

LIKE = similar.Like("DS-04", "discipline", "camat", "campaign")


def ended(course, *, grade: str = "S-BER-1", **weighed):
    """One case carried out, of this course's cast."""
    course.reviewed()
    course.step("recommendation.issued", course.cast.laila, grade=grade, reasons="Alasan.", **weighed)
    course.step("recommendation.served", course.cast.wati)
    course.step("ppk.decided", course.cast.wati, as_recommended="as_recommended", grade=grade, number="8/1", papers=(SCAN,))
    course.step("decision.delivered", course.cast.wati, papers=(SCAN,))
    course.step("effect.proved", course.cast.wati, effect="post", papers=(SCAN,))
    return course


def more(grade: str, n: int = 1) -> None:
    """Further ended cases like the first, as the projection writes them."""
    with transaction.atomic(), store.scope(SYSTEM):
        row = Precedent.objects.select_related("case").order_by("pk").first()
        for _ in range(n):
            case = row.case
            case.pk, case.public_id, case.opening_report, case.number = None, new_id(), new_id(), ""
            case.save(force_insert=True)
            row.pk, row.public_id, row.case, row.grade = None, new_id(), case, grade
            row.save(force_insert=True)


def find(who, like=LIKE, **how):
    with store.reading(who.actor):
        return similar.find(like, who.actor, date(2024, 10, 14), **how)


# ---- similar cases ---------------------------------------------------------------------------------------------------


def test_an_ended_case_tells_later_ones_by_codes_only(course):
    ended(course, post_class="camat", aggravating=["authority"], mitigating=["first", "admitted"])
    found = find(course.cast.laila)
    assert (found.count, found.sanctioned, found.enough) == (1, 1, False)
    [one] = found.latest
    assert (one.grade, one.aggravating, one.mitigating, one.year) == ("S-BER-1", ("authority",), ("first", "admitted"), 2024)
    for secret in ("Irwan", "Camat Koto", course.case.number, str(course.case_id)):
        assert secret not in repr(found)
    assert actions.rebuild(course.case_id, now=course.now) == ()


def test_fewer_than_three_make_no_range(course):
    ended(course, post_class="camat")
    assert not find(course.cast.laila).outside("S-RIN-1")


def test_three_make_a_range_and_what_lies_outside_needs_its_reason(course):
    from tests.cases.courses import Course

    ended(course, grade="S-BER-2", post_class="camat")
    more("S-BER-2")
    more("S-BER-1")
    found = find(course.cast.laila)
    assert [(one.grade, one.count) for one in found.distribution] == [("S-BER-1", 1), ("S-BER-2", 2)]
    assert (found.lightest, found.heaviest, found.enough) == ("S-BER-1", "S-BER-2", True)
    later = Course(course.cast, course.now).reviewed()
    heavy = {"grade": "S-BER-3", "reasons": "A.", "post_class": "camat"}
    with pytest.raises(Invalid):
        later.step("recommendation.issued", later.cast.laila, **heavy)
    later.step("recommendation.issued", later.cast.laila, **heavy, outside_reasons="Berulang.")
    assert later.acts()[-1].body["outside"] == "range"


def test_too_few_alike_in_all_columns_are_looked_for_by_fewer_and_it_says_so(course):
    ended(course, post_class="camat")
    more("S-BER-1", 3)
    exact = find(course.cast.laila)
    assert exact.columns == ("violation", "track", "post_class", "season")
    wider = find(course.cast.laila, similar.Like("DS-04", "discipline", "teacher", "campaign"))
    assert (wider.columns, wider.count) == (("violation", "track"), 4)


def test_a_case_that_goes_on_again_is_no_longer_told(course):
    ended(course, post_class="camat")
    course.proxy("appeal.filed", course.cast.bagus)
    assert find(course.cast.laila).count == 0
    course.proxy("appeal.upheld", course.cast.bagus)
    found = find(course.cast.laila)
    assert (found.count, found.sanctioned) == (1, 0), "annulled: told, but no sanction stands"


def test_the_case_itself_is_not_like_itself(course):
    ended(course, post_class="camat")
    assert similar.of_case(course.case_id, course.cast.laila.actor, now=course.now, post_class="camat").count == 0


def test_a_case_barred_to_the_reader_is_never_counted(course):
    cast = course.cast
    ended(course, post_class="camat")
    assert find(cast.laila).count == 1
    with transaction.atomic(), store.scope(SYSTEM):
        Exclusion.objects.create(case=course.case, person=str(cast.laila.user.public_id), ground="kin", nth=1)
    assert find(cast.laila).count == 0
    assert find(cast.bagus).count == 1
    lent = cast.add("lent", "examiner", office=cast.umpamo, home=cast.sister_agency, member=False)
    assert find(lent).count == 0, "lent by a sister agency under the same authority"


def test_who_handles_no_cases_and_another_office_learn_nothing(course):
    ended(course, post_class="camat")
    for who in (course.cast.wati, course.cast.yusuf):
        assert find(who).count == 0


# ---- the matrix ------------------------------------------------------------------------------------------------------


def test_the_matrix_is_the_law_data_with_citation_and_confidence():
    cells = matrix.cells(law.book(), ["DS-04", "DS-07"], date(2024, 10, 14))
    assert {cell.violation for cell in cells} >= {"DS-04"}
    assert all(cell.citation and cell.confidence for cell in cells)
    assert matrix.cells(law.book(), ["DS-04"], date(2001, 1, 1)) == ()
    order = matrix.order(law.book())
    places = [order.index(grade) for grade in ("S-MOR-1", "S-RIN-1", "S-SED-1", "S-BER-1", "S-PTDH")]
    assert places == sorted(places)
    assert "C-1" not in order


def test_a_grade_outside_the_matrix_needs_its_reason_and_is_marked(course):
    laila = course.cast.laila
    course.reviewed()
    with pytest.raises(Invalid) as refused:
        course.step("recommendation.issued", laila, grade="S-RIN-1", reasons="Alasan.")
    assert refused.value.context["field"] == "outside_reasons"
    course.step("recommendation.issued", laila, grade="S-RIN-1", reasons="Alasan.", outside_reasons="RAHASIAALASAN ringan.")
    act = course.acts()[-1]
    assert act.body["outside"] == "matrix"
    assert "RAHASIAALASAN" not in str(act.body), "reasons are sealed"
    [entry] = [one for one in course.page(laila).entries if one.act == "recommendation.issued"]
    assert "di luar matriks" in entry.sentence_id


def test_what_a_letter_of_the_overseer_says_is_recorded_and_marked_not_refused(course, forwarded):
    course.proxy("review.opened", course.cast.bagus)
    course.proxy("recommendation.issued", course.cast.bagus, grade="S-RIN-1", reasons="Isi surat.", their_number="B-1")
    assert course.acts()[-1].body["outside"] == "matrix"


def test_a_forged_code_of_the_weighing_is_refused(course, reviewed):
    for name, value in (("post_class", "raja"), ("aggravating", ["jahat"]), ("mitigating", ["<b>"])):
        with pytest.raises(Invalid):
            course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="A.", **{name: value})


# ---- the second reader -----------------------------------------------------------------------------------------------


def test_nobody_reads_his_own_draft_and_each_reads_it_once(course):
    cast = course.cast
    rano = cast.add("rano", "oversight_analyst", office=cast.oversight)
    course.reviewed()
    with pytest.raises(IllegalStep):
        course.step("recommendation.read", rano, view="agrees")
    course.step("recommendation.proposed", cast.laila, grade="S-BER-2", reasons="Alasan.", post_class="camat")
    with pytest.raises(NotAllowed):
        course.step("recommendation.read", cast.laila, view="agrees")
    course.step("recommendation.read", rano, view="differs", reasons="Lebih ringan.")
    with pytest.raises(NotAllowed):
        course.step("recommendation.read", rano, view="agrees")
    from saksama.cases import queries

    form = queries.step(course.case_id, "recommendation.issued", cast.laila.actor, now=course.now)
    assert (form.values["grade"], form.values["post_class"]) == ("S-BER-2", "camat")
    course.step("recommendation.proposed", cast.laila, grade="S-BER-1", reasons="Alasan baru.")
    course.step("recommendation.read", rano, view="agrees")
