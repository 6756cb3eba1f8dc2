"""Why the vault refuses: each reason has a name, and a sentence for the person who meets it."""

from __future__ import annotations

from saksama.kernel.errors import Conflict, NotAllowed, SaksamaError


class ItemDamaged(SaksamaError):
    """The ciphertext was changed, cut short or padded, or its hash is not the one of its row. Nothing of it was shown."""

    code = "item_damaged"
    default_detail = "Isi tersegel ini rusak atau telah diubah, jadi tidak ditampilkan. Beri tahu administrator sistem."
    default_detail_en = "This sealed content is damaged or was changed, so it is not shown. Tell the system administrator."


class ItemSwapped(ItemDamaged):
    """A whole item, but another one than was asked for: its first line names a different item, compartment or class."""

    code = "item_swapped"
    default_detail = "Isi tersegel ini bukan milik tempat ini, jadi tidak ditampilkan. Beri tahu administrator sistem."
    default_detail_en = "This sealed content belongs elsewhere, so it is not shown. Tell the system administrator."


class NotAReader(NotAllowed):
    """None of the reader's keys opens this compartment."""

    code = "not_a_reader"
    default_detail = "Kunci Anda tidak membuka isi ini. Minta rekan atau atasan yang berwenang membaginya."
    default_detail_en = "Your key does not open this content. Ask a colleague or superior who may to share it."


class Destroyed(SaksamaError):
    """The compartment was erased by act."""

    code = "destroyed"
    status = 410
    default_detail = "Isi ini sudah dimusnahkan menurut jadwal atau putusan."
    default_detail_en = "This content was erased by schedule or decision."


class NoLivingKey(Conflict):
    """The owner has no key that somebody can open; `context["owner"]` names it."""

    code = "no_living_key"
    default_detail = "Kantor ini belum mempunyai kunci yang hidup. Laporan harus dialamatkan ke atasan terdekat."
    default_detail_en = "This office has no living key yet. Address the report to its nearest superior."


class ReaderBarred(NotAllowed):
    """The owner is excluded from this compartment by a conflict of interest."""

    code = "reader_barred"
    default_detail = "Orang ini dikecualikan dari perkara ini dan tidak dapat menjadi pembaca."
    default_detail_en = "This person is excluded from this matter and cannot become a reader."


class LastReader(Conflict):
    """Taking this reader away would leave nobody who can open the content."""

    code = "last_reader"
    default_detail = "Ini pembaca terakhir. Bagikan dulu kepada pembaca lain, lalu cabut."
    default_detail_en = "This is the last reader. Share with another one first, then withdraw."


class AlreadyFounded(Conflict):
    """The office has a living key; new members are admitted by a member."""

    code = "already_founded"
    default_detail = "Kantor ini sudah mempunyai kunci. Minta seorang anggota menerima Anda."
    default_detail_en = "This office already has a key. Ask a member to admit you."


class AlreadyEnrolled(Conflict):
    """The officer has a living key."""

    code = "already_enrolled"
    default_detail = "Petugas ini sudah mempunyai kunci."
    default_detail_en = "This officer already has a key."


class NotAMember(NotAllowed):
    """Only a member of the office, or recovery, can do this: nobody else holds its key."""

    code = "not_a_member"
    default_detail = "Hanya anggota yang memegang kunci kantor ini yang dapat melakukan langkah ini."
    default_detail_en = "Only a member who holds this office's key can take this step."


class SecondPersonNeeded(NotAllowed):
    """A step that needs two persons was tried by one, or by two who are not independent."""

    code = "second_person"
    default_detail = "Langkah ini memerlukan dua orang dari dua unit. Minta orang kedua melakukannya."
    default_detail_en = "This step needs two persons of two units. Ask the second person to do it."


class ReleaseOver(Conflict):
    """The hour of a release is over, or nobody has released it yet."""

    code = "release_over"
    default_detail = "Pembukaan ini belum disetujui atau waktunya sudah habis. Ajukan permintaan baru."
    default_detail_en = "This release is not granted yet or its hour is over. Ask anew."


class WrongSecret(NotAllowed):
    """The passphrase or code does not open the key."""

    code = "wrong_secret"
    default_detail = "Kata sandi atau kode ini tidak membuka kunci Anda. Periksa lagi."
    default_detail_en = "This password or code does not open your key. Check it again."
