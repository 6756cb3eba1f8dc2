"""The guard before publishing: it names what may tell who asked, and is quiet about a clean text."""

from __future__ import annotations

import pytest

from saksama.prevention.traits import traits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pegawai dengan NIP 198501012010011001 bertanya.", "198501012010011001"),
        ("Hubungi 0812-3456-7890 saja.", "0812-3456-7890"),
        ("Surat ke budi.s@contoh.go.id sudah dikirim.", "budi.s@contoh.go.id"),
        ("Ia menandai @budi_umpamo dalam unggahan.", "@budi_umpamo"),
        ("Lihat https://contoh.id/unggahan/1 itu.", "https://contoh.id/unggahan/1"),
        ("Acara pada 12 Oktober 2024 di rumah.", "12 Oktober 2024"),
        ("Acara pada 12/10/2024 di rumah.", "12/10/2024"),
        ("Kemarin Pak Budi mengajak kami.", "Pak Budi"),
        ("Undangan dari Uni Rahma Yeni tadi pagi.", "Uni Rahma Yeni"),
        ("Ia mengajar di SMAN 3 Umpamo sejak lama.", "SMAN 3 Umpamo"),
        ("Stafnya bekerja di Dinas Pertanian sejak lama.", "Dinas Pertanian"),
        ("Temannya bernama Budi Santoso juga datang.", "Budi Santoso"),
    ],
)
def test_what_may_tell_who_asked_is_named_with_its_reason(text: str, found: str) -> None:
    named = traits(text)

    assert found in [one.found for one in named]
    assert all(one.why_id and one.why_en for one in named)


@pytest.mark.parametrize(
    "text",
    [
        "Bolehkah ASN menghadiri pesta kerabat yang menjadi calon?",
        "Boleh sebagai keluarga. Jangan memakai atribut dan jangan mengunggah fotonya.",
        "Aturannya DS-08 dan KE-06, lihat pasal 14.",
        "",
    ],
)
def test_clean_text_is_left_alone(text: str) -> None:
    assert traits(text) == ()


def test_names_of_the_territory_are_named_whatever_their_spelling() -> None:
    assert [one.found for one in traits("Di koto umpamo, bolehkah?", place_names=["Koto Umpamo", "Pasia"])] == ["Koto Umpamo"]


def test_the_persons_own_words_in_a_row_are_named_once_and_whole() -> None:
    original = "Saya bidan satu-satunya di nagari ini dan mertua saya maju sebagai calon wali kota tahun ini."

    named = traits("Bolehkah bidan satu-satunya di nagari ini dan mertua saya maju sebagai calon itu hadir?", original=original)

    assert [one.found for one in named if "penanya" in one.why_id] == [
        "bidan satu satunya di nagari ini dan mertua saya maju sebagai calon"
    ]


def test_a_common_phrase_of_few_words_is_no_trait() -> None:
    assert traits("Bolehkah saya datang ke pesta itu?", original="Bolehkah saya datang ke rumah calon?") == ()
