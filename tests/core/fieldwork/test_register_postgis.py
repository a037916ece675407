"""What is PostGIS's own: its lock, its server, its rights. What a register does is tested in test_register.py on both."""

import signal
import subprocess
import sys
import threading

import pytest

from tests.core.fieldwork import register_tools as tools
from tests.core.fieldwork.register_tools import ROOT, contents, outline, update


@pytest.fixture
def target(server):
    return server.address(server.new_database())


def test_two_at_once_lose_nothing_and_double_nothing(target):
    rounds, errors = 10, []

    def work(name):
        try:
            for number in range(rounds):
                own = [outline(100 * i, 1000 * number + 100_000 * (1 + ord(name))) for i in range(20)]
                common = [outline(100 * i, 1000 * number) for i in range(20)]
                update(target, own + common, f"2024-{number + 1:02d}-01", by=name)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=name) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    rows = contents(target)
    assert len(rows["observations"]) == len(rows["sites"]) == 3 * 20 * rounds
    assert len(rows["updates"]) == 2 * rounds


def test_who_writes_is_said_and_a_killed_one_leaves_nothing(target):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork.register import open_register

    update(target, [outline(0, 0)])
    before = contents(target)
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from tests import conftest
from tests.core.fieldwork.register_tools import outline
from soranome.plugin.core.fieldwork.register import Observation, open_register
with open_register({target!r}, "a") as register:
    register.update(Observation([outline(500, 0)], "2025-05-01"))
    print("inside", flush=True)
    time.sleep(600)
"""
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert other.stdout.readline() == "inside\n"
    with (
        pytest.raises(OutputError, match=r"is being written by tester .*Z\. Wait"),
        open_register(target, "b", wait_s=1),
    ):
        pass
    assert contents(target) == before, "others may look meanwhile"
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert update(target, [outline(900, 0)], "2025-05-01").total == 2
    assert len(contents(target)["observations"]) == 2


def test_a_database_without_postgis_is_said(server):
    from soranome.plugin.core.errors import InputError

    with pytest.raises(InputError, match="CREATE EXTENSION postgis"):
        update(server.address(server.new_database("template1")), [outline(0, 0)])


def test_a_database_out_of_reach_is_said_without_its_password():
    from soranome.plugin.core.errors import InputError

    for address in (
        "host=/nowhere dbname=台帳 user=me password=secret",
        "postgresql://me:secret@127.0.0.1:1/daicho?connect_timeout=2",
    ):
        with pytest.raises(InputError, match="cannot be reached") as told:
            update(address, [outline(0, 0)])
        assert "secret" not in str(told.value)


def test_who_may_only_read_is_told_so_and_may_look(server):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork.register import crs_of_register

    name = server.new_database()
    update(server.address(name), [outline(0, 0)])
    connection = server.connect(name)
    connection.cursor().execute(
        "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA soranome TO reader; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA soranome TO reader"
    )
    connection.commit()
    reader = server.address(name).replace("tester", "reader")
    assert crs_of_register(reader).epsg == 6677
    before = contents(reader)
    with pytest.raises(OutputError, match="permission denied"):
        update(reader, [outline(500, 0)], "2025-05-01")
    assert contents(reader) == before
    connection.cursor().execute("DROP OWNED BY reader; DROP ROLE reader")
    connection.commit()
    connection.close()


def test_a_coordinate_system_without_a_code_is_refused(target):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import Crs, crs_of_register, open_register

    with pytest.raises(InputError, match="EPSG code"), open_register(target, "x", Crs(0, "own", tools.WKT)):
        pass
    assert crs_of_register(target) is None, "nothing is left of it"


def test_other_programs_keep_the_rules_with_a_search_path_of_their_own(server, target):
    """As QGIS writes: with the tables' schema named, not searched."""
    update(target, [outline(0, 0)])
    connection = server.connect(target.split("dbname=")[1].split()[0])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE soranome.sites SET status = 'visited', updated_by = 'QGIS'")
        cursor.execute("INSERT INTO soranome.sites (geom, remarks) SELECT geom, '手書き' FROM soranome.sites")
    connection.commit()
    connection.close()
    rows = contents(target)
    assert [(row["what"], row["new_value"], row["by_whom"]) for row in rows["history"]] == [
        ("status", "visited", "QGIS")
    ]
    assert rows["sites"][1]["site_code"] == "S00002" and len(rows["sites"][1]["site_id"]) == 36
