"""Draws the demonstration's media: plainly drawn scenes, every one of them invented. Run: `python -m saksama.ops.demo.media_generator`.

The results are committed under `media/` (less than 2 MB together), so that a demonstration needs neither this module's fonts nor
ffmpeg. Photos carry invented camera data on purpose: the clean copies must lose it.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "media"
INK, SOFT, PAPER, SKY, GROUND, PLUM, WASH = "#221a26", "#5c5062", "#faf7f2", "#dfe3ea", "#b9b2a2", "#6b2d5c", "#f3e8f0"
STAMP = "ADEGAN KARANGAN - PROVINSI ANDAI"
Draw = ImageDraw.ImageDraw


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def canvas(width: int, height: int, colour: str = PAPER) -> tuple[Image.Image, Draw]:
    picture = Image.new("RGB", (width, height), colour)
    return picture, ImageDraw.Draw(picture)


def stamp(draw: Draw, width: int, height: int) -> None:
    draw.rectangle((0, height - 26, width, height), fill=INK)
    draw.text((10, height - 22), STAMP, font=font(15), fill=PAPER)


def person(draw: Draw, x: int, y: int, size: float, colour: str, *, arm: bool = False) -> None:
    """A figure without a face: nobody is meant."""
    head = 14 * size
    draw.ellipse((x - head, y - 2 * head, x + head, y), fill="#c9a98a")
    draw.rounded_rectangle((x - 20 * size, y + 2, x + 20 * size, y + 78 * size), 10 * size, fill=colour)
    draw.rectangle((x - 14 * size, y + 78 * size, x + 14 * size, y + 130 * size), fill=SOFT)
    if arm:
        draw.line((x + 16 * size, y + 14 * size, x + 46 * size, y - 22 * size), fill=colour, width=int(9 * size))


def field(seed: int, banner: str, *, on_stage: int = 3) -> Image.Image:
    """A stage on a field, seen from far away."""
    chance = random.Random(seed)
    picture, draw = canvas(960, 640, SKY)
    draw.rectangle((0, 380, 960, 640), fill=GROUND)
    draw.rectangle((180, 300, 780, 430), fill="#8c8577")
    draw.rectangle((200, 120, 760, 210), fill=PAPER, outline=INK, width=3)
    draw.text((230, 145), banner, font=font(34), fill=INK)
    for n in range(on_stage):
        person(draw, 330 + 130 * n, 215, .8, ("#ffffff", PLUM, "#8c8577")[n % 3], arm=n == 1)
    for n in range(26):
        person(draw, 30 + 36 * n + chance.randint(-8, 8), 500 + chance.randint(-30, 40), .7, chance.choice(["#7d7a86", "#9d8f7f", "#b7b0bd"]))
    stamp(draw, 960, 640)
    return picture


def banner_close() -> Image.Image:
    picture, draw = canvas(900, 500, SKY)
    draw.rectangle((60, 90, 840, 330), fill=WASH, outline=PLUM, width=5)
    draw.text((110, 130), "PASANGAN A (FIKTIF)", font=font(46), fill=INK)
    draw.text((110, 210), "Lapangan bola, Nagari Pasia Umpamo", font=font(26), fill=SOFT)
    draw.line((80, 330, 80, 470), fill=INK, width=8)
    draw.line((820, 330, 820, 470), fill=INK, width=8)
    stamp(draw, 900, 500)
    return picture


def post(name: str, when: str, words: list[str], liked: str) -> Image.Image:
    """A post as it looks on a phone, of no real platform."""
    picture, draw = canvas(540, 820)
    draw.rectangle((0, 0, 540, 64), fill=INK)
    draw.text((20, 18), "Laman Contoh", font=font(26), fill=PAPER)
    draw.ellipse((20, 84, 84, 148), fill=GROUND)
    draw.text((100, 88), name, font=font(25), fill=INK)
    draw.text((100, 122), when, font=font(19), fill=SOFT)
    for n, line in enumerate(words):
        draw.text((20, 170 + 34 * n), line, font=font(24), fill=INK)
    draw.rectangle((20, 330, 520, 690), fill=WASH, outline=PLUM, width=3)
    draw.text((60, 470), "POSTER PASANGAN B (FIKTIF)", font=font(27), fill=INK)
    draw.text((20, 715), liked, font=font(21), fill=SOFT)
    stamp(draw, 540, 820)
    return picture


def chat(title: str, lines: list[tuple[str, str]]) -> Image.Image:
    picture, draw = canvas(540, 860, "#ece5dd")
    draw.rectangle((0, 0, 540, 72), fill=SOFT)
    draw.text((20, 22), title, font=font(25), fill=PAPER)
    y = 96
    for who, words in lines:
        rows = [words[i : i + 34] for i in range(0, len(words), 34)]
        height = 44 + 30 * len(rows)
        draw.rounded_rectangle((20, y, 500, y + height), 12, fill="#ffffff")
        draw.text((36, y + 8), who, font=font(19), fill=PLUM)
        for n, row in enumerate(rows):
            draw.text((36, y + 34 + 30 * n), row, font=font(22), fill=INK)
        y += height + 16
    stamp(draw, 540, 860)
    return picture


def gesture(caption: str) -> Image.Image:
    picture, draw = canvas(860, 620, "#e9e2d6")
    for n in range(3):
        person(draw, 240 + 190 * n, 220, 1.6, ("#7d7a86", "#9d8f7f", "#6f6672")[n], arm=True)
        for finger in range(3):
            x = 318 + 190 * n + 9 * finger
            draw.line((x, 182, x - 3, 150), fill="#c9a98a", width=6)
    person(draw, 790, 240, 1.1, "#b7b0bd")
    draw.text((40, 40), caption, font=font(28), fill=SOFT)
    stamp(draw, 860, 620)
    return picture


def car() -> Image.Image:
    picture, draw = canvas(920, 600, SKY)
    draw.rectangle((0, 430, 920, 600), fill=GROUND)
    draw.rounded_rectangle((150, 300, 760, 450), 34, fill="#4f4a57")
    draw.polygon(((260, 300), (340, 210), (590, 210), (680, 300)), fill="#4f4a57")
    draw.polygon(((285, 295), (350, 225), (450, 225), (450, 295)), fill=SKY)
    draw.polygon(((470, 225), (580, 225), (650, 295), (470, 295)), fill=SKY)
    for x in (270, 640):
        draw.ellipse((x - 52, 400, x + 52, 504), fill=INK)
        draw.ellipse((x - 22, 430, x + 22, 474), fill=GROUND)
    draw.rectangle((390, 395, 540, 435), fill="#8f2d1f")
    draw.text((402, 400), "BA 99 XX", font=font(30), fill="#ffffff")
    draw.text((40, 40), "Halaman acara calon (karangan)", font=font(26), fill=SOFT)
    stamp(draw, 920, 600)
    return picture


def chairs() -> Image.Image:
    picture, draw = canvas(860, 560, "#e9e2d6")
    for row in range(4):
        for column in range(8):
            x, y = 60 + 96 * column, 130 + 92 * row
            draw.rounded_rectangle((x, y, x + 62, y + 46), 8, fill="#7d7a86")
            draw.text((x + 4, y + 6), "Inventaris", font=font(12), fill=PAPER)
            draw.text((x + 4, y + 24), "Kecamatan", font=font(12), fill=PAPER)
    draw.text((40, 50), "Kursi bertulisan Inventaris Kecamatan (karangan)", font=font(26), fill=SOFT)
    stamp(draw, 860, 560)
    return picture


def paper(title: str, lines: list[str], *, hand: bool = False) -> Image.Image:
    """A sheet photographed on a table."""
    picture, draw = canvas(760, 980, "#a39a8b")
    draw.rectangle((50, 40, 710, 930), fill="#ffffff", outline=SOFT)
    draw.text((90, 80), title, font=font(28), fill=INK)
    draw.line((90, 124, 670, 124), fill=INK, width=2)
    for n, line in enumerate(lines):
        draw.text((90, 150 + 44 * n), line, font=font(22), fill=PLUM if hand else INK)
    stamp(draw, 760, 980)
    return picture


def classroom() -> Image.Image:
    picture, draw = canvas(860, 600, "#efe9df")
    draw.rectangle((110, 70, 750, 300), fill="#3f4a43", outline="#6b5a44", width=10)
    draw.text((160, 120), "Rapat tim Pasangan B (fiktif)", font=font(28), fill=PAPER)
    draw.text((160, 180), "Pukul 11.30", font=font(26), fill=PAPER)
    for n in range(6):
        draw.rectangle((90 + 118 * n, 430, 180 + 118 * n, 470), fill="#9d7f5a")
        person(draw, 135 + 118 * n, 370, .75, ("#7d7a86", "#b7b0bd")[n % 2])
    stamp(draw, 860, 600)
    return picture


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "r01_spanduk.jpg": banner_close,
    "r03_2110.png": lambda: post("Nilawati Andaian (karangan)", "21.07", ["Payung dua untuk Umpamo, kita", "sekeluarga besar sudah sepakat."], "disukai 112"),
    "r03_2204.png": lambda: post("Nilawati Andaian (karangan)", "21.07, diubah 21.58", ["Selamat berjuang semua calon"], "disukai 112"),
    "r04_foto.png": lambda: gesture("Pesta pernikahan (karangan)"),
    "r06_mobil.jpg": car,
    "r06_kursi.jpg": chairs,
    "r07_daftar_penerima.jpg": lambda: paper("Daftar penerima pupuk (karangan)", [
        "1. Jorong Contoh Satu: diterima", "2. Jorong Contoh Dua: diterima", "3. Jorong Contoh Tiga: ditunda", "", "Tunda sampai ada petunjuk."]),
    "r08_kartu.jpg": lambda: paper("Kartu bedah warung (karangan)", ["Program Kabupaten Umpamo", "[foto bupati petahana]", "\"Tetap seatap, Umpamo\"", "Nomor 0099"]),
    "r08_undangan.jpg": lambda: paper("Undangan (karangan)", ["Peluncuran program bedah warung", "Aula kantor dinas, pukul 09.30", "Dimohon hadir penerima kartu"]),
    "r10_daftar.png": lambda: paper("Daftar anggota (karangan)", ["Partai Contoh", "17. Nama tersamar", "18. Nama pelapor (karangan)"]),
    "r12_01.png": lambda: chat("Sahabat Pasangan A", [("Basrial (karangan)", "Jorong satu sampai tiga sudah dibagi. Laporan saya teruskan ke atas.")]),
    "r12_02.png": lambda: chat("Sahabat Pasangan A", [("Wirda (karangan)", "Ini daftar nama orang tua murid kelas empat."), ("Wali nagari (karangan)", "Siap.")]),
    "r12_03.png": lambda: chat("Sahabat Pasangan A", [("Basrial (karangan)", "Hari Jumat daftar tiap jorong dikumpulkan.")]),
    "r14_pesan.png": lambda: chat("Seksi Contoh", [("Kepala seksi (karangan)", "Yang tidak datang, jadwalnya saya atur lagi.")]),
    "r14_absen.jpg": lambda: paper("Daftar hadir (karangan)", ["Gedung pertemuan, 14.10", "1. Petugas Contoh Satu", "2. Petugas Contoh Dua", "3. Petugas Contoh Tiga"], hand=True),
    "r15_panggung.jpg": lambda: field(15, "DEKLARASI (FIKTIF)", on_stage=4),
    "r16_kelas.jpg": classroom,
    "r04_lebaran.png": lambda: gesture("Lebaran dua tahun lalu (karangan)"),
    "r05_jadwal_rapat.jpg": lambda: paper("Jadwal rapat bidang (karangan)", ["Jumat: setor daftar keluarga", "Tiap bidang menunjuk satu orang", "Diperoleh petugas dari papan pengumuman"]),
    "layar_sistem.png": lambda: paper("Layar sistem lain (karangan)", ["Status: sudah diverifikasi", "Tangkapan layar oleh petugas"]),
    "kliping_berita.png": lambda: paper("Kliping berita (karangan)", ["Koran Contoh, halaman 3", "\"Sanksi pegawai sudah dijalankan\""]),
}
SHEETS: dict[str, tuple[str, list[str]]] = {
    "r08_jadwal_lama.pdf": ("Jadwal program (karangan)", ["Peluncuran semula: bulan sesudah pemungutan suara", "Dipindah ke masa kampanye"]),
    "r11_pengumuman.pdf": ("Pengumuman penetapan (karangan)", ["Calon: Kepala Dinas Contoh (karangan)", "Surat pengunduran diri: belum diterima"]),
    "surat_bkn.pdf": ("Surat lembaga pengawas (karangan)", ["Nomor 099/B-AK/CONTOH", "Telaah atas berkas yang diteruskan", "Pindaian surat, bukan surat sungguhan"]),
    "surat_instansi.pdf": ("Surat instansi (karangan)", ["Nomor 800/099/CONTOH", "Perihal tindak lanjut rekomendasi", "Pindaian surat, bukan surat sungguhan"]),
    "keputusan_ppk.pdf": ("Keputusan PPK (karangan)", ["Nomor 099/KEP/CONTOH", "Tentang sanksi pegawai", "Pindaian keputusan, bukan keputusan sungguhan"]),
    "tanda_terima.pdf": ("Tanda terima (karangan)", ["Keputusan diserahkan langsung", "Ditandatangani dua saksi (karangan)"]),
    "putusan_bpasn.pdf": ("Putusan BPASN (karangan)", ["Banding dikabulkan", "Keputusan dibatalkan: tidak ada pemeriksaan", "Pindaian putusan, bukan putusan sungguhan"]),
    "surat_mundur.pdf": ("Surat pengunduran diri (karangan)", ["Diterima BKPSDM Kota Batang Misal", "Tanda terima nomor 099"]),
    "berita_acara.pdf": ("Berita acara (karangan)", ["Keterangan saksi dicatat petugas", "Dibacakan kembali dan dibenarkan"]),
    "r16_formulir.pdf": ("Formulir laporan di kertas (karangan)", ["Diterima petugas nagari pukul 15.20", "Nagari tanpa sinyal, jalan putus enam hari"]),
}
TEXTS = {
    "r11_berita_acara_telepon.txt": "Berita acara telepon (karangan). KPU Contoh menyebut surat pengunduran diri belum diterima. Dicatat petugas jaga.\n",
    "r15_hasil_pengawasan.txt": "Laporan hasil pengawasan, Form A (karangan). Petugas melihat barisan diatur dari pengeras suara. Tidak ada nama pelapor.\n",
}
VIDEOS = {"r01_panggung.mp4": ("PASANGAN A (FIKTIF)", 1), "r15_barisan.mp4": ("DEKLARASI (FIKTIF)", 2)}


def camera_data(name: str) -> Image.Exif:
    """Invented camera data, to be lost by the clean copy."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Kamera Contoh", "Model Karangan", f"pemilik-karangan-{name}"
    return exif


def save_picture(name: str, picture: Image.Image) -> bytes:
    out = io.BytesIO()
    if name.endswith(".jpg"):
        picture.save(out, "JPEG", quality=62, optimize=True, exif=camera_data(name))
    else:
        picture.quantize(48).save(out, "PNG", optimize=True)
    return out.getvalue()


def video(banner: str, seed: int) -> bytes:
    """Three seconds, drawn frame by frame; needs ffmpeg on the machine that generates."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        raise SystemExit("ffmpeg is needed to draw the two videos again; the committed ones stay.")
    with tempfile.TemporaryDirectory() as folder:
        for n in range(18):
            field(seed * 100 + n, banner, on_stage=2 + (n > 8)).resize((480, 320)).save(Path(folder) / f"{n:03d}.png")
        target = Path(folder) / "out.mp4"
        subprocess.run([ffmpeg, "-loglevel", "error", "-framerate", "6", "-i", f"{folder}/%03d.png", "-pix_fmt", "yuv420p", "-crf", "34",  # noqa: S603
                        "-movflags", "+faststart", "-map_metadata", "-1", str(target)], check=True)
        return target.read_bytes()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / name).write_bytes(save_picture(name, draw()))
    for name, (title, lines) in SHEETS.items():
        out = io.BytesIO()
        paper(title, lines).convert("L").save(out, "PDF", resolution=72, quality=40)
        (FOLDER / name).write_bytes(out.getvalue())
    for name, text in TEXTS.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for name, (banner, seed) in VIDEOS.items():
        (FOLDER / name).write_bytes(video(banner, seed))


if __name__ == "__main__":
    main()
