"""The catalogue by hand: article, id, track, whom it helps, class, sanctions, to whom it goes; penalties; pairs."""

from __future__ import annotations

from typing import Any

MORAL = ("S-MOR-1", "S-MOR-2")
MEDIUM = ("S-SED-1", "S-SED-2", "S-SED-3")
HEAVY = ("S-BER-1", "S-BER-2", "S-BER-3")
PPK = "personnel_authority"

VIOLATIONS: list[tuple[Any, ...]] = [
    ("SKB 2022 Lamp. II", "KE-01", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SKB 2022 Lamp. II", "KE-02", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SKB 2022 Lamp. II", "KE-03", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SKB 2022 Lamp. II", "KE-04", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SKB 2022 Lamp. II", "KE-05", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SKB 2022 Lamp. II", "KE-06", "ethics", "bakal_calon", "moral", MORAL, PPK),
    ("SE Menteri PANRB 18/2023", "KE-07", "ethics", "any", "moral", MORAL, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3-4", "DS-01", "discipline", "calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3-4", "DS-02", "discipline", "calon", "heavy", HEAVY, PPK),
    ("SKB 2022 Lamp. II", "DS-03", "discipline", "none", "medium", MEDIUM, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3-4", "DS-04", "discipline", "calon", "heavy", HEAVY, PPK),
    ("UU 20/2023 ps. 52(3) huruf j", "DS-05", "discipline", "any", "dismissal", ("S-PTDH",), PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3-4", "DS-06", "discipline", "calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3", "DS-07", "discipline", "calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 4", "DS-08", "discipline", "any", "heavy", HEAVY, PPK),
    ("SKB 2022 Lamp. II", "DS-09", "discipline", "bakal_calon", "medium", MEDIUM, PPK),
    ("SKB 2022 Lamp. II", "DS-10", "discipline", "calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 5", "DS-11", "discipline", "bakal_calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 3", "DS-12", "discipline", "any", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 5 huruf n angka 1", "DS-13", "discipline", "calon", "medium", MEDIUM, PPK),
    ("PP 94/2021 ps. 5 huruf n angka 2", "DS-14", "discipline", "calon", "medium", MEDIUM, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 1", "DS-15", "discipline", "calon", "heavy", HEAVY, PPK),
    ("PP 94/2021 ps. 14 huruf i angka 2", "DS-16", "discipline", "calon", "heavy", HEAVY, PPK),
    ("UU 10/2016 ps. 7(2) huruf t", "DS-17", "discipline", "none", "check", ("S-BER-3", "S-PTDH"), PPK),
    ("SKB 10 September 2020", "DS-18", "discipline", "any", "check", (), PPK),
    ("UU 10/2016 ps. 71(1)", "PD-01", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 10/2016 ps. 71(2)", "PD-02", "criminal", "any", "penal", (), "gakkumdu"),
    ("UU 10/2016 ps. 70(1)", "PD-03", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 7/2017 ps. 280(3)", "PD-04", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 7/2017 ps. 280(2)", "PD-05", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 7/2017 ps. 490", "PD-06", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 7/2017 ps. 547", "PD-07", "criminal", "calon", "penal", (), "gakkumdu"),
    ("UU 7/2017 ps. 283", "AD-01", "other_law", "any", "none", (), "oversight"),
    ("UU 6/2014 ps. 29-30", "OA-01", "handover", "any", "none", (), "regent"),
    ("UU 6/2014 ps. 51-52", "OA-02", "handover", "any", "none", (), "village_head_through_camat"),
    ("UU 34/2004 ps. 39", "OA-03", "handover", "any", "none", (), "military_or_police_superior"),
    ("UU 7/2017 ps. 522", "OA-04", "handover", "any", "none", (), "own_agency_or_dkpp"),
]

PENALTIES = [
    ("UU 1/2015 ps. 188", "PD-01", "Penjara 1 sampai 6 bulan dan/atau denda Rp600.000 sampai Rp6.000.000"),
    (
        "UU 10/2016 ps. 190",
        "PD-02",
        "Penjara 1 sampai 6 bulan dan/atau denda Rp600.000 sampai Rp6.000.000; petahana dapat dibatalkan",
    ),
    ("UU 10/2016 ps. 189", "PD-03", "Penjara paling lama 6 bulan dan/atau denda paling banyak Rp6.000.000"),
    ("UU 7/2017 ps. 494", "PD-04", "Kurungan paling lama 1 tahun dan denda paling banyak Rp12.000.000"),
    ("UU 7/2017 ps. 493", "PD-05", "Kurungan paling lama 1 tahun dan denda paling banyak Rp12.000.000"),
    ("UU 7/2017 ps. 490", "PD-06", "Penjara paling lama 1 tahun dan denda paling banyak Rp12.000.000"),
    ("UU 7/2017 ps. 547", "PD-07", "Penjara paling lama 3 tahun dan denda paling banyak Rp36.000.000"),
]

PAIRS = [("KE-01", "DS-01"), ("KE-02", "DS-02"), ("KE-03", "DS-04"), ("KE-04", "DS-06"), ("KE-05", "DS-07"), ("DS-09", "DS-10")]
