"""Links of the documentation: those that lead nowhere are told, others are not."""

from __future__ import annotations

import pytest

from tools import links

pytestmark = pytest.mark.one_engine


@pytest.fixture
def root(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other.md").write_text("# Other page\n\n## What to do, and when\n")
    return tmp_path


@pytest.mark.parametrize(("text", "broken"), [
    ("[a](docs/other.md)", []),
    ("[a](docs/other.md#what-to-do-and-when)", []),
    ("[a](https://example.org/nothing) [b](mailto:a@example.org)", []),
    ("`[a](nothing.md)`", []),
    ("```\n[a](nothing.md)\n```", []),
    ("[a](docs/nothing.md)", ["README.md: docs/nothing.md"]),
    ("![picture](docs/picture.png)", ["README.md: docs/picture.png"]),
    ("[a](docs/other.md#nowhere)", ["README.md: docs/other.md#nowhere"]),
    ("[a](#here)\n\n# Here\n", []),
    ("[a](#there)", ["README.md: #there"]),
])
def test_links(root, text, broken):
    (root / "README.md").write_text(text)
    assert links.broken(root) == broken
