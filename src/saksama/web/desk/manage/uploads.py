"""A table of some tens of megabytes, kept in memory while it arrives: no temporary file ever holds names in the open."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST = 64 * 1024 * 1024


class WholeInMemory(FileUploadHandler):
    """Takes one file of up to `LARGEST` bytes; a larger one ends the upload, and the form says so."""

    chunk_size = 256 * 1024

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST:
            self._content = BytesIO()
            raise StopUpload(connection_reset=False)
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        self._content.seek(0)
        return InMemoryUploadedFile(self._content, self.field_name, self.file_name or "", self.content_type or "", file_size,
                                    self.charset, self.content_type_extra)
