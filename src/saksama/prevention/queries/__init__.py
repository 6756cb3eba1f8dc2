"""Reads of this room: visits and plans, questions and their answers, cards and what became of them."""

from __future__ import annotations

from .cards import CardState, checked_card
from .questions import (
    Box,
    Figures,
    ShownAnswer,
    Verified,
    answer_by_check_code,
    answered,
    answers_of,
    box,
    by_code,
    figures,
    get,
    open_question,
    publication,
    publications_of,
    published,
    question_of_answer,
    question_of_check_code,
    waiting,
)
from .visits import SevenRow, last_roll_call, recent_visits, seven_steps

__all__ = [
    "Box",
    "CardState",
    "Figures",
    "SevenRow",
    "ShownAnswer",
    "Verified",
    "answer_by_check_code",
    "answered",
    "answers_of",
    "box",
    "by_code",
    "checked_card",
    "figures",
    "get",
    "last_roll_call",
    "open_question",
    "publication",
    "publications_of",
    "published",
    "question_of_answer",
    "question_of_check_code",
    "recent_visits",
    "seven_steps",
    "waiting",
]
