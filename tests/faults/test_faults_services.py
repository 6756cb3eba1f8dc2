"""Whatever is killed comes back at once, and what is told to stop leaves nothing behind."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.services import Service, database, install, is_alive, until

pytestmark = pytest.mark.fault

HEALED = 5.0      # on a busy machine; on an idle one it is a fraction of a second


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    data = tmp_path_factory.mktemp("service") / "data"
    with database() as address:
        install(data, address)
        yield data


@pytest.fixture
def service(installed: Path) -> Iterator[Service]:
    running = Service(installed)
    yield running
    running.stop()


@pytest.mark.parametrize("role", ["web", "web-worker", "worker", "clock"])
def test_a_killed_process_is_back_and_nobody_is_refused(service, role):
    killed = service.kill(role)
    assert service.answers() == 200                # the supervisor's socket keeps whoever comes meanwhile
    assert until(lambda: service.pid(role) not in (0, killed), HEALED)
    assert is_alive(service.pid(role))


def test_every_process_may_be_killed_again_and_again(service):
    for role in ("web", "worker", "clock", "web-worker") * 5:
        service.kill(role)      # waits until the one before is back
    assert service.answers("/") == 200
    assert service.process.poll() is None


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_leaves_no_process_and_no_pid_file(service, sign):
    pids = service.pids()
    assert set(pids) >= {"supervisor", "web", "worker", "clock"}
    assert service.stop(sign) == 0
    assert not [name for name, pid in pids.items() if is_alive(pid)]
    assert not list((service.data / "run").glob("*.pid"))


def test_a_killed_supervisor_takes_everything_with_it_and_can_start_again(service):
    pids = service.pids()
    service.kill("supervisor")
    assert until(lambda: not any(map(is_alive, pids.values())), 10)
    again = Service(service.data)
    try:
        assert again.answers() == 200
    finally:
        assert again.stop() == 0


def test_a_second_service_in_the_same_folder_is_refused(service):
    second = Service(service.data, refused=True)
    assert second.ready == ""
    assert second.stop() == 2
    assert "already running" in second.said()


def test_roles_run_as_services_of_their_own(installed):
    clock = Service(installed, "--only", "clock")
    web = Service(installed, "--only", "web")
    try:
        assert "clock" in clock.ready
        assert web.answers() == 200
        assert set(web.pids()) >= {"web"}
    finally:
        assert (web.stop(), clock.stop()) == (0, 0)


def test_behind_https_it_becomes_ready_under_its_public_name(installed, tmp_path):
    data = tmp_path / "public"
    shutil.copytree(installed, data)
    toml = data / "saksama.toml"
    toml.write_text(toml.read_text().replace("http://127.0.0.1:8000", "https://lapor.example.go.id"))
    running = Service(data)
    try:
        assert running.answers() == 400           # this machine's own name is not among its names
        running.host = "lapor.example.go.id"
        assert running.answers() == 200
    finally:
        assert running.stop() == 0


def test_nothing_of_a_request_is_logged(service):
    service.answers("/lapor/?nama=Irwan-Bupati&kode=7K3MA9QX2TN4ZJ5DRW87")
    service.answers("/tidak-ada/Irwan-Bupati")
    service.kill("web-worker")
    service.stop()
    said = service.said()
    assert "http.request" in said
    for trace in ("Irwan", "7K3M", "127.0.0.1", "urllib", "tidak-ada"):
        assert trace not in said


def test_the_folder_of_pids_is_for_this_user_only(service):
    for path in [service.data / "run", *(service.data / "run").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path.name
