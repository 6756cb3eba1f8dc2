"""What is wrong with a template, in a sentence that says what to do, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from saksama.cases.lettering import Fault


@dataclass(frozen=True, slots=True)
class Said:
    """One fault on the page: where, what, and the words it stands in."""

    where: str
    sentence: str
    quote: str


def told(fault: Fault) -> Said:
    return Said(_where(fault), _sentence(fault), fault.quote)


def _where(fault: Fault) -> str:
    part = {"body": _("Isi"), "head": _("Kepala halaman"), "foot": _("Kaki halaman"), "notes": _("Catatan kaki")}.get(fault.part)
    if part is None or not fault.paragraph:
        return _("Berkas")
    return _("%(part)s, paragraf %(n)d") % {"part": part, "n": fault.paragraph}


def _sentence(fault: Fault) -> str:
    if fault.code == "unknown":
        return _unknown(fault)
    sentences = {
        "syntax": _("Tanda isian ini tidak lengkap atau keliru. Periksa kurung kurawal, if, for, dan endfor."),
        "construct": _("Yang boleh hanya isian, if, dan for. %(name)s tidak dijalankan."),
        "filter": _("Pengubah %(name)s tidak dikenal. Yang biasa dipakai: join, upper, title."),
        "not_a_list": _("%(name)s bukan daftar, jadi tidak dapat diulang dengan for."),
        "not_text": _("%(name)s sebuah daftar. Tambahkan |join(', ') di belakangnya, atau ulangi dengan for."),
        "too_deep": _("Ulangan di dalam ulangan paling dalam dua tingkat."),
        "missing": _("Isian %(name)s harus tampil dalam surat, tetapi hilang. Tambahkan isian itu."),
        "not_word": _("Ini bukan berkas Word yang utuh. Simpan sebagai .docx, lalu unggah lagi."),
        "too_large": _("Berkasnya terlalu besar. Kecilkan gambarnya; paling besar 2 MB."),
        "too_long": _("Templat ini tidak selesai digambar. Sederhanakan ulangannya."),
        "active": _("Berkas memuat makro, objek tersemat, atau gambar vektor (%(name)s). Hapus, lalu simpan lagi."),
        "outside": _("Berkas mengambil sesuatu dari luar (%(name)s). Sisipkan gambarnya langsung, lepas templat yang terlampir."),
        "comments": _("Masih ada komentar di berkas. Hapus semua komentar."),
        "tracked": _("Masih ada perubahan terlacak. Terima atau tolak semuanya."),
        "entity": _("Berkas memuat rujukan XML yang tidak dipakai Word. Simpan lagi dari Word."),
        "field_code": _("Bidang Word %(name)s tidak boleh dalam surat. Hapus bidang itu."),
    }
    sentence = sentences.get(fault.code, _("Templat ini gagal digambar dengan isi contoh. Mulai lagi dari templat bawaan."))
    return sentence % {"name": fault.name} if "%(name)s" in sentence else sentence


def _unknown(fault: Fault) -> str:
    if fault.near:
        return _("Isian %(name)s tidak dikenal. Mungkin maksud Anda %(near)s.") % {"name": fault.name, "near": fault.near}
    return _("Isian %(name)s tidak dikenal. Lihat daftar isian surat ini.") % {"name": fault.name}
