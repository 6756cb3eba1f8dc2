"""The criminal limb beside the case (Gakkumdu): confidential in itself, so no sentence for anybody else.

Its rules are remembered, not read (law data `gakkumdu`): few acts, each of something that a paper can prove.
"""

from __future__ import annotations

from .declared import Field, Kind, register, says
from .shared import NOTE, REASON, choice, computed, note

NEWS = (
    ("investigation_opened", "penyidikan dimulai", "an investigation was opened"),
    ("investigation_stopped", "penyidikan dihentikan", "the investigation was stopped"),
    ("to_prosecution", "berkas diterima penuntut", "the file went to the prosecution"),
    ("to_court", "dilimpahkan ke pengadilan", "it went to the court"),
    ("judged", "diputus, belum berkekuatan tetap", "judged, not final yet"),
    ("final", "putusan berkekuatan tetap", "a final judgment"),
)
RESULTS = (
    ("not_a_crime", "bukan pidana", "not a crime"),
    ("stopped", "dihentikan penyidik atau penuntut", "stopped by police or prosecution"),
    ("acquitted", "diputus bebas atau lepas", "acquitted or released by the court"),
    ("decided", "diputus pengadilan", "decided by a court"),
)

register(
    Kind(
        "criminal_limb.opened",
        "Jalur pidana dibuka",
        "Criminal limb opened",
        says("Jalur pidana dibuka di samping jalur ASN.", "The criminal limb was opened beside."),
        "Tandai dugaan pidana",
        "Flag a possible crime",
        (
            Field(
                "basis",
                "choice",
                "Dasar yang diduga",
                "Suspected basis",
                hint_id="Hanya pasal yang berlaku pada hari kejadian.",
                hint_en="Only articles in force on the day of the event.",
            ),
            REASON,
        ),
        minor=True,
        why_id="Jalur ini rahasia dan tidak menghentikan jalur ASN.",
        why_en="This limb is confidential and does not stop the ASN limb.",
    ),
    Kind(
        "criminal.flagged",
        "Dugaan pidana ditandai",
        "Possible crime flagged",
        says("Dugaan pidana ditandai.", "Possible crime flagged."),
        fields=(computed("basis"),),
        offered=False,
    ),
    Kind(
        "criminal.handed_to_gakkumdu",
        "Diserahkan ke Gakkumdu",
        "Handed to Gakkumdu",
        says("Diserahkan ke Sentra Gakkumdu.", "Handed to Gakkumdu."),
        "Serahkan ke Gakkumdu",
        "Hand to Gakkumdu",
        (NOTE,),
        why_id="Pembahasan pertama diharapkan dalam 24 jam. Batas ini menurut ingatan, belum diperiksa ahli hukum.",
        why_en="The first meeting is expected within 24 hours. This limit is remembered and no lawyer has checked it.",
    ),
    Kind(
        "criminal.meeting_held",
        "Pembahasan Gakkumdu",
        "Gakkumdu met",
        says("Pembahasan Sentra Gakkumdu dilakukan.", "Gakkumdu met."),
        "Catat pembahasan",
        "Record the meeting",
        (note("minutes", "Hasil pembahasan", "Result of the meeting"),),
    ),
    Kind(
        "criminal.passed_on",
        "Diteruskan ke penyidikan",
        "Passed to investigation",
        says("Diteruskan kepada penyidik pada {at}.", "Passed to the police on {at}."),
        "Teruskan ke penyidikan",
        "Pass to investigation",
        (note("number", "Nomor dan tanggal surat penerusan", "Number and date of the letter", required=False), NOTE),
        why_id="Sesudah pembahasan, bila ketiga unsur sepakat ada dugaan pidana.",
        why_en="After the meeting, where all three agree that a crime is suspected.",
    ),
    Kind(
        "criminal.reported_back",
        "Kabar jalur pidana",
        "News of the criminal limb",
        says("Kabar dari Gakkumdu: {news}.", "News from Gakkumdu: {news}."),
        "Catat kabar",
        "Record the news",
        (choice("news", "Kabar", "News", *NEWS), NOTE),
        why_id="Catat hanya yang ada suratnya, dan lampirkan.",
        why_en="Record only what a letter says, and attach it.",
    ),
    Kind(
        "criminal.ended",
        "Jalur pidana selesai",
        "Criminal limb ended",
        says("Jalur pidana selesai: {result}.", "Criminal limb ended: {result}."),
        "Akhiri jalur pidana",
        "End the limb",
        (choice("result", "Hasil", "Result", *RESULTS), NOTE),
        why_id="Bebas di jalur pidana tidak dengan sendirinya mengakhiri jalur ASN, dan sebaliknya.",
        why_en="An acquittal does not by itself end the ASN limb, nor the other way round.",
    ),
)
