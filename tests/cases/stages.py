"""How far a case has come when a test begins: each stage is made once for the tests that follow one another in asking for it.

    def test_the_letter_is_there(course, forwarded): ...      # `course` and `forwarded` are the same case
"""

from __future__ import annotations

from typing import Any

from tests.scenes import scene


@scene
def reported(course) -> Any:
    course.report()
    return course


@scene
def studied(course) -> Any:
    return course.studied()


@scene
def registered(course) -> Any:
    return course.registered()


@scene
def invited(course) -> Any:
    return course.registered().invited()


@scene
def forwarded(course) -> Any:
    return course.forwarded()


@scene
def reviewed(course) -> Any:
    return course.reviewed()


@scene
def recommended(course) -> Any:
    return course.recommended()


@scene
def served(course) -> Any:
    return course.served()


@scene
def decided(course) -> Any:
    return course.decided()
