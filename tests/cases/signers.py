"""Throw-away certificates and signatures for tests: a root of our own, a signer under it, PDFs signed for real."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys as asn1keys
from asn1crypto import x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import NameObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNER = "Penandatangan Karangan"


@dataclass(frozen=True)
class Chain:
    """A root (PEM) and a signer under it."""

    root_pem: bytes
    signer: signers.SimpleSigner


@cache
def chain(name: str = "Akar Karangan") -> Chain:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    root = _built(root_name, root_name, root_key.public_key(), now, ca=True).sign(root_key, hashes.SHA256())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    leaf = _built(subject, root_name, key.public_key(), now, ca=False).sign(root_key, hashes.SHA256())
    store = SimpleCertificateStore()
    store.register(_asn1(root))
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=_asn1(leaf), signing_key=asn1keys.PrivateKeyInfo.load(private), cert_registry=store
    )
    return Chain(root.public_bytes(serialization.Encoding.PEM), signer)


def _built(subject, issuer, public, now, *, ca):
    usage = x509.KeyUsage(digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
                          key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False)
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True).add_extension(usage, critical=True)
    )


def _asn1(one: x509.Certificate) -> asn1x509.Certificate:
    return asn1x509.Certificate.load(one.public_bytes(serialization.Encoding.DER))


def signed(pdf: bytes, *, by: str = "Akar Karangan", field: str = "Tanda1") -> bytes:
    """The PDF with an electronic signature over the whole of it (PAdES)."""
    from pyhanko.sign.fields import SigSeedSubFilter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    about = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    out = signers.sign_pdf(writer, about, signer=chain(by).signer)
    return bytes(out.getbuffer())


def updated(pdf: bytes, title: str = "Diubah") -> bytes:
    """The PDF with its first page's contents and its title changed in an incremental update, as an editor would save it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NameObject("/X") if title == "X" else pdf_string(title)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def plain(title: str = "") -> bytes:
    """A PDF of one blank page, like one of a scanner."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

    writer = PdfFileWriter()
    page = PageObject(contents=writer.add_object(generic.StreamObject(stream_data=b"")), media_box=generic.ArrayObject(
        map(generic.NumberObject, (0, 0, 595, 842))))
    writer.insert_page(page)
    if title:
        writer.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string(title)}))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
