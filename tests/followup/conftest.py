from tests.cases.conftest import course, election  # noqa: F401  the same stage
