"""One set of facts for every letter, all of Provinsi Andai, all invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.law.acts import acts, at, clock

from saksama.law import letters
from saksama.law.forms import Letter

HEAD = letters.Head(
    office="Bawaslu\nKabupaten Umpamo",
    office_address="Jalan Contoh No. 1, Koto Umpamo",
    place="Koto Umpamo",
    number="0031/PM.00.02/K.99/X/2024",
    on=date(2024, 10, 25),
    signed_by="Ketua,\nMarnis Andaian\n(nama karangan)",
    check_code="R42K-9TDM",
    verify_url="https://saksama.example/periksa/R42K-9TDM",
    enclosures=("Kajian", "Foto panggung"),
    copies=("Bawaslu Provinsi Andai",),
)
PERSON = letters.Person(
    "Drs. Syafnil Umpamo", "Camat Koto Umpamo", "Pemerintah Kabupaten Umpamo", "surat keputusan pengangkatan", "PNS"
)
ACT = "naik ke panggung kampanye Pasangan A dan menyampaikan dukungan."
HAPPENED = date(2024, 10, 19)
REGISTER = "05/Reg/LP/PB/Kab/99.01/X/2024"
CODE = "7KQ2-M9XD-T4BH-6WRV-3C8A"

RECEIPT = letters.Receipt(
    replace(HEAD, enclosures=()),
    at("2024-10-20 10.00"),
    "WIB",
    "2024-0031",
    "sealed",
    "Halaman web",
    2,
    (clock("initial_study", acts(("report.received", "2024-10-20 10.00", {"known_on": "2024-10-19"}))),),
    "ab12" * 16,
)
INVITATION = letters.Invitation(
    HEAD,
    "Drs. Syafnil Umpamo\nCamat Koto Umpamo",
    PERSON,
    at("2024-10-23 09.00"),
    "WIB",
    "Kantor Bawaslu Kabupaten Umpamo",
    "Anda diduga naik ke panggung kampanye dan menyampaikan dukungan.",
    HAPPENED,
    ("DS-04",),
    clock("reply", acts(("accused.invited", "2024-10-21 09.00"))),
    CODE,
    "https://saksama.example/jawaban",
    "0800-0000-000",
)
FORWARDING = letters.Forwarding(
    HEAD,
    "Kepala Badan Kepegawaian Negara\ndi Jakarta",
    PERSON,
    REGISTER,
    ACT,
    HAPPENED,
    "Nagari Pasia Umpamo",
    ("DS-04",),
    date(2024, 10, 24),
    heard=False,
    hearing="Ia diundang untuk 23 Oktober 2024 dan tidak hadir.",
)
RECOMMENDATION = letters.Recommendation(
    HEAD,
    "Bupati Umpamo\nselaku Pejabat Pembina Kepegawaian\ndi Koto Umpamo",
    PERSON,
    REGISTER,
    ACT,
    HAPPENED,
    "DS-04",
    replied=True,
    replied_on=date(2024, 11, 6),
    reply_words="Ia menyatakan datang untuk menjaga ketertiban.",
    reasons="Kedua unsurnya terpenuhi.",
    sanctions=("S-BER-1", "S-BER-2"),
)
REMINDER = letters.Reminder(
    HEAD,
    "Bupati Umpamo\ndi Koto Umpamo",
    "REK-0042/LPA-99/XI/2024",
    date(2024, 10, 5),
    date(2024, 10, 7),
    clock("ppk", acts(("recommendation.served", "2024-10-07 09.00")), now="2024-11-01 09.00"),
    "WIB",
    19,
)
EXONERATION = letters.Exoneration(
    HEAD, "Drs. Syafnil Umpamo", PERSON, REGISTER, "Dugaan memberi dukungan di panggung kampanye.", date(2024, 10, 24), "pleno"
)
HANDOVER = letters.Handover(
    HEAD, "Bupati Umpamo", PERSON, ACT, HAPPENED, "Nagari Pasia Umpamo", "Yang dilaporkan wali nagari, bukan ASN.", "OA-01"
)

_PPK = clock("ppk", acts(("recommendation.served", "2024-10-07 09.00")), now="2024-11-01 09.00")
ESCALATION = letters.Escalation(
    HEAD,
    "Bupati Umpamo",
    "C-1",
    "Bupati Umpamo",
    "REK-0042/LPA-99/XI/2024",
    date(2024, 10, 7),
    _PPK,
    "WIB",
    (("surat pengingat", date(2024, 10, 28)),),
    "Belum ada kabar sejak pengingat.",
)
LIST_NOTICE = letters.ListNotice(
    HEAD, "Bupati Umpamo", "REK-0042/LPA-99/XI/2024", date(2024, 10, 7), _PPK, "WIB", 19, date(2024, 11, 15)
)
EXAMINATION = letters.Examination(
    HEAD,
    "Drs. Syafnil Umpamo, Camat Koto Umpamo",
    at("2024-10-14 09.00"),
    "WIB",
    "Ruang rapat BKPSDM",
    ("Yulia Umpamo; Inspektorat", "Rano Andai; BKPSDM"),
    "REK-0042/LPA-99/XI/2024",
    1,
    date(2024, 10, 16),
    "DP-01",
    "PP 94/2021 ps. 26",
    False,
)

COMPLETION = letters.Completion(
    replace(HEAD, enclosures=()),
    "0192ABCD",
    at("2024-10-20 10.00"),
    "WIB",
    ("bukti", "waktu dan tempat"),
    "Sebutkan hari dan tempatnya. Foto boleh menyusul.",
    at("2024-10-23 23.59"),
    clock("completion", acts(("completion.requested", "2024-10-21 09.00"))),
)
REFUSAL = letters.Refusal(
    replace(HEAD, enclosures=()),
    "0192ABCD",
    at("2024-10-20 10.00"),
    "WIB",
    "syarat belum lengkap",
    "Hari dan tempat kejadian tidak disebut sampai batasnya lewat.",
    ("waktu dan tempat",),
    traced=True,
)
HEARING = letters.HearingMinutes(
    HEAD,
    REGISTER,
    "Drs. Syafnil Umpamo, Camat Koto Umpamo.",
    present=True,
    at=at("2024-10-23 09.00"),
    timezone="WIB",
    warned=("Keterangan dapat dipakai dalam perkara pidana", "Boleh diam; diam bukan pengakuan", "Boleh didampingi"),
    pairs=(("Di mana Anda pada hari itu?", "Di lapangan, menjaga ketertiban."), ("Apa yang Anda katakan?", "Sapaan saja.")),
    course="Berlangsung tenang, selesai pukul 10.20.",
    persons=(("pendamping", "Rosma Andaian"),),
    recording="tidak direkam",
    read_back="dibacakan dan disetujui",
    signature="menolak menandatangani",
    refusal="Ia ingin membacanya sekali lagi di rumah.",
)
STUDY = letters.Study(
    HEAD,
    REGISTER,
    2,
    "Drs. Syafnil Umpamo, Camat Koto Umpamo.",
    HAPPENED,
    "Nagari Pasia Umpamo",
    ("DS-04",),
    "Video dan dua saksi menempatkan ia di panggung.",
    (
        letters.Judged("Ia pegawai ASN pada hari itu (DS-04)", "terpenuhi", "Surat keputusan pengangkatan.", ("1",), ours=True),
        letters.Judged("Ia memberi dukungan (DS-04)", "ragu", "Ucapannya terdengar sebagian.", ("2", "3")),
    ),
    "Unsur kedua perlu dibahas pleno.",
    "diteruskan",
    heard=False,
    hearing="Ia diundang untuk 23 Oktober 2024 dan tidak hadir.",
)
PLENARY = letters.Plenary(
    HEAD,
    REGISTER,
    date(2024, 10, 24),
    "diteruskan",
    (("Marnis Andaian", "setuju"), ("Fikri Andaikata", "tidak setuju"), ("Mega Umpamawati", "setuju")),
    5,
    ("Hendri Semisal",),
    ("Putri Misalkata: hubungan keluarga",),
    heard=False,
    minutes="Pleno membahas kajian versi 2.",
    dissent="Fikri Andaikata: ucapannya belum cukup jelas.",
    persons=(("Drs. Syafnil Umpamo", "diteruskan"),),
)


def all_letters() -> dict[str, Letter]:
    return {
        "receipt": letters.receipt_of_report(RECEIPT),
        "invitation": letters.invitation(INVITATION),
        "forwarding": letters.forwarding(FORWARDING),
        "recommendation": letters.recommendation(RECOMMENDATION),
        "reminder": letters.reminder(REMINDER),
        "exoneration": letters.exoneration(EXONERATION),
        "handover": letters.handover(HANDOVER),
        "escalation": letters.escalation(ESCALATION),
        "list_notice": letters.list_notice(LIST_NOTICE),
        "exam_summons": letters.summons(EXAMINATION),
        "exam_team": letters.team(EXAMINATION),
        "exam_minutes": letters.minutes(EXAMINATION),
        "completion": letters.completion(COMPLETION),
        "refusal": letters.refusal(REFUSAL),
        "minutes": letters.hearing_minutes(HEARING),
        "study": letters.study(STUDY),
        "plenary": letters.plenary(PLENARY),
    }


def words(letter: Letter) -> str:
    """Return everything the letter says, in one string."""
    return "\n".join(
        (
            letter.subject,
            letter.to,
            str(letter.box),
            *map(str, letter.paragraphs),
            *letter.standing,
            *letter.enclosures,
            *letter.copies,
            *(f"{label} {code}" for label, code in letter.codes),
        )
    )
