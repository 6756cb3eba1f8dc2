"""The cards of *Boleh atau tidak?*: every one fits on its picture and its sheet, and its code is of what stands on it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from saksama import law
from saksama.law import cards
from saksama.law.rulebook import DATA, load

CARDS = list(cards.present(law.book()).values())
ADDRESS = "https://lapor.contoh-panjang-sekali.go.id/boleh/cek/"


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.situation}-{card.language}")
def test_every_card_fits_on_one_picture_of_the_promised_size(card: cards.Card) -> None:
    drawn = cards.draw(card, house="Saksama", address=f"{ADDRESS}{card.code}/", form="png")

    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size == (1080, 1350)
    assert len(drawn) < 400_000


@pytest.mark.parametrize("card", CARDS[::7], ids=lambda card: f"{card.situation}-{card.language}")
def test_card_is_one_accessible_a4_sheet_too(card: cards.Card) -> None:
    drawn = cards.draw(card, house="Saksama", address=f"{ADDRESS}{card.code}/", form="pdf")

    assert drawn.startswith(b"%PDF")
    assert b"pdfuaid" in drawn
    assert drawn.count(b"/Type /Page\n") + drawn.count(b"/Type/Page\n") + drawn.count(b"/Type /Page ") <= 1


def test_words_that_do_not_fit_are_refused_and_never_cut() -> None:
    card = CARDS[0]
    long = cards.Card(card.situation, card.language, {**card.words, "why": "panjang sekali " * 300}, card.digest)

    with pytest.raises(Exception, match="do not fit"):
        cards.draw(long, house="Saksama", address=ADDRESS, form="png")


def test_codes_are_eight_letters_and_no_two_cards_share_one() -> None:
    assert len({card.code for card in CARDS}) == len(CARDS) == 2 * len(law.book().situations)
    assert all(cards.normalise(cards.pretty(card.code).lower()) == card.code for card in CARDS)


@pytest.mark.parametrize("typed", ["", "R42K", "R42K-9TD!", "R42K-9TDM-1", "UUUU-UUUU"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert cards.normalise(typed) == ""


def test_a_changed_word_makes_another_card_and_leaves_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(DATA, folder)
    path = folder / "situations.yaml"
    was = "Memakai fasilitas negara untuk kampanye dikenai hukuman disiplin berat."
    text = path.read_text(encoding="utf-8")
    assert text.count(was) == 1
    path.write_text(text.replace(was, "Memakai fasilitas negara dilarang."), encoding="utf-8")

    changed = cards.present(load(folder))

    gone = {card.code for card in CARDS} - set(changed)
    assert {(card.situation, card.language) for card in CARDS if card.code in gone} == {("mobil-dinas", "id")}


def test_the_card_says_what_it_presupposes() -> None:
    card = cards.of(law.book().situation("foto-keluarga"), law.book(), "id")

    assert [one["answer"] for one in card.words["conditions"]] == ["Tidak", "Tidak", "Tidak"]
    assert card.words["verdict"] == "Boleh, dengan syarat"
    assert card.words["check"] is True
