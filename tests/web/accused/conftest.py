"""A case in which Irwan was invited: the code of his letter opens his room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tests.cases.courses import ALL_MET, Course
from tests.scenes import scene

from saksama.cases import queries
from saksama.law import demonstration
from saksama.store import clock
from saksama.vault.session import real_now

ALLEGATION = "RAHASIADUGAAN Anda diduga naik ke panggung kampanye Pasangan A."


@dataclass
class Invited:
    """The course up to the invitation, and the code that stands in the letter."""

    course: Course
    code: str


def to_invitation(course: Course) -> str:
    """Bring the case to the invitation and return the code drawn for the letter."""
    cast = course.cast
    holder = {"accused": "IRWANNAMA; Kepala Puskesmas", "status": "pns", "agency": str(cast.agency.public_id)}
    course.report(door="named")
    course.step("initial_study.opened", cast.bagus)
    course.step("conditions.assessed", cast.bagus, conditions=ALL_MET)
    course.step("requirements.met", cast.bagus)
    course.step("registered", cast.bagus, **holder, contest="PB")
    course.step("post_holder.recorded", cast.bagus, **holder, on=date(2024, 10, 13), source="decree")
    invite(course)
    return code_of(course)


def invite(course: Course) -> None:
    course.step(
        "accused.invited",
        course.cast.bagus,
        when=course.now + timedelta(days=2),
        where="Kantor Bawaslu",
        allegation=ALLEGATION,
        way="hand",
        anyway=True,
    )


def code_of(course: Course) -> str:
    """Read the code out of the newest invitation, as its receiver does."""
    bagus = course.cast.bagus
    letter = [one for one in course.page(bagus).documents if one.form == "invitation"][-1]
    opened = queries.document(letter.public_id, bagus.actor, bagus.keys, now=course.now, format="docx")
    return re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}", words_of(opened.content))[0]


def words_of(docx: bytes) -> str:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(docx)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


@scene
def course(cast) -> Course:
    demonstration.fix_voting_day(date(2024, 11, 27))
    clock.set_offset(cast.now - real_now() + timedelta(seconds=2))  # whole seconds: never before the hour
    return Course(cast, cast.now)


@scene
def invited(course) -> Invited:
    return Invited(course, to_invitation(course))
