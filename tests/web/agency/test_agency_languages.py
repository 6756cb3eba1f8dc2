"""The agency's inbox, its file and its steps in the language of the person, also where a form is refused."""

from __future__ import annotations

import pytest
from tests.web.languages import leftovers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["id", "en"])
def test_inbox_file_and_steps_speak_one_language(course, language):
    client = course.cast.wati.client()
    assert leftovers(client.get(f"/instansi/?bahasa={language}").content.decode(), language) == []
    course.served()
    file = f"/instansi/berkas/{course.case_id}/"
    for url in ("/instansi/", file, f"{file}langkah/ppk.decided/", f"{file}langkah/effect.proved/"):
        assert leftovers(client.get(url).content.decode(), language) == [], url
    refused = client.post(f"{file}langkah/ppk.decided/", {"garbage": "1"})
    assert refused.status_code == 422
    assert leftovers(refused.content.decode(), language) == []
