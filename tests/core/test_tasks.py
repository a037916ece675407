"""Running pieces of work: their order, their number, stopping them."""

import threading
import time

import pytest

from soranome.plugin.core.errors import Cancelled
from soranome.plugin.core.tasks import Part, Silent, check_cancelled, opened, run_ordered, run_units


class Recorder:
    """A progress that remembers, and is cancelled from ``cancel_at`` on."""

    def __init__(self, cancel_at=None):
        self.fractions, self.texts, self._cancel_at = [], [], cancel_at
        self.cancelled = cancel_at == 0

    def report(self, fraction, text=""):
        self.fractions.append(fraction)
        self.texts.append(text)
        self.cancelled = self.cancelled or (self._cancel_at is not None and fraction >= self._cancel_at)


@pytest.mark.parametrize("workers", [1, 2, 8, None])
def test_results_come_in_the_order_of_the_items(workers):
    def work(item):
        time.sleep(0.002 * (item % 3))
        return item * item

    progress = Recorder()
    assert list(run_ordered(work, range(40), progress, 40, workers)) == [i * i for i in range(40)]
    assert progress.fractions == sorted(progress.fractions) and progress.fractions[-1] == 1


def test_no_items_give_no_results():
    assert list(run_ordered(abs, [], Silent(), 0)) == []


@pytest.mark.parametrize("workers", [1, 3])
def test_few_items_are_under_way_however_many_there_are(workers):
    """Items are blocks of rasters: their number is what bounds memory."""
    lock, alive, most = threading.Lock(), 0, 0

    def items():
        nonlocal alive, most
        for item in range(60):
            with lock:
                alive += 1
                most = max(most, alive)
            yield item

    for _ in run_ordered(lambda item: item, items(), Silent(), 60, workers):
        with lock:
            alive -= 1
    assert most <= workers + 1


def test_work_runs_at_the_same_time():
    barrier = threading.Barrier(2, timeout=5)  # breaks unless two reach it together
    assert len(list(run_ordered(lambda _: barrier.wait(), range(4), Silent(), 4, workers=2))) == 4


@pytest.mark.parametrize("cancel_at", [0, 0.01, 0.5])
def test_a_cancelled_run_stops_within_a_second(cancel_at):
    started = []

    def work(item):
        started.append(item)
        time.sleep(0.02)

    before = time.monotonic()
    with pytest.raises(Cancelled, match="no result was written"):
        list(run_ordered(work, range(1000), Recorder(cancel_at), 1000 if cancel_at < 0.5 else 10, workers=2))
    assert time.monotonic() - before < 1
    assert len(started) < 30
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")]


@pytest.mark.parametrize("bad", [0, 5, 19])
def test_an_error_in_the_work_reaches_the_caller_and_stops_the_rest(bad):
    started = []

    def work(item):
        started.append(item)
        if item == bad:
            raise MemoryError("too large")
        return item

    got = []
    with pytest.raises(MemoryError, match="too large"):
        for result in run_ordered(work, range(20), Silent(), 20, workers=2):
            got.append(result)
    assert got == list(range(bad))
    assert max(started) <= bad + 3
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")]


def test_an_error_while_reading_items_reaches_the_caller():
    def items():
        yield 1
        raise OSError("damaged")

    with pytest.raises(OSError, match="damaged"):
        list(run_ordered(abs, items(), Silent(), 2))


def test_who_stops_listening_leaves_no_thread():
    results = run_ordered(lambda item: item, range(100), Silent(), 100, workers=2)
    assert next(results) == 0
    results.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")]


def test_a_part_fills_its_share_and_passes_on_the_rest():
    whole = Recorder(cancel_at=0.6)
    part = Part(whole, 0.2, 0.6)
    inner = Part(part, 0.5, 1)
    for fraction in (0, 0.5):
        part.report(fraction)
    inner.report(0, "半分")
    assert not part.cancelled
    inner.report(1)
    assert whole.fractions == pytest.approx([0.2, 0.4, 0.4, 0.6])
    assert whole.texts == ["", "", "半分", ""]
    assert inner.cancelled and part.cancelled


def test_a_limit_holds_where_the_caller_does_not_say():
    from soranome.plugin.core import tasks

    together, most, lock = 0, 0, threading.Lock()

    def work(item):
        nonlocal together, most
        with lock:
            together += 1
            most = max(most, together)
        time.sleep(0.005)
        with lock:
            together -= 1
        return item

    everything = tasks.default_workers()
    try:
        for limit in (1, 3):
            tasks.limit_workers(limit)
            most = 0
            assert list(run_ordered(work, range(24), Silent(), 24)) == list(range(24))
            assert most == limit
            most = 0
            list(run_ordered(work, range(24), Silent(), 24, workers=2))
            assert most == 2, "what the caller says goes first"
    finally:
        tasks.limit_workers(0)
    assert tasks.default_workers() == everything


class Held:
    """Something to open: remembers in ``log`` who opened and closed it."""

    def __init__(self, log, name="a"):
        self.log, self.name = log, name

    def __eq__(self, other):
        return isinstance(other, Held) and self.name == other.name

    __hash__ = None

    def __call__(self):
        return self

    def __enter__(self):
        self.log.append(("open", threading.get_ident()))
        return self.name

    def __exit__(self, *_):
        self.log.append(("close", threading.get_ident()))


@pytest.mark.parametrize("workers", [1, 3])
def test_units_come_in_order_and_open_their_files_once_a_thread(workers):
    log, barrier = [], threading.Barrier(workers, timeout=5)

    def work(unit, watch):
        if unit < workers:
            barrier.wait()
        return opened(Held(log)), unit

    progress = Recorder()
    assert list(run_units(work, range(30), progress, 30, workers)) == [("a", unit) for unit in range(30)]
    assert progress.fractions == sorted(progress.fractions) and progress.fractions[-1] == 1
    opens = [who for what, who in log if what == "open"]
    assert len(opens) == len(set(opens)) == workers
    assert len(log) == 2 * workers  # all are closed when the run is over


def test_another_source_closes_the_one_before():
    log = []
    list(run_units(lambda unit, _: opened(Held(log, unit)), ["a", "a", "b", "b", "a"], Silent(), 5, 1))
    assert [what for what, _ in log] == ["open", "close"] * 3


def test_cancelling_does_not_wait_for_the_end_of_a_unit():
    def work(unit, watch):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            check_cancelled(watch)
            time.sleep(0.01)

    progress = Recorder()
    threading.Timer(0.2, lambda: setattr(progress, "cancelled", True)).start()
    with pytest.raises(Cancelled):
        list(run_units(work, range(4), progress, 4, 2))


def test_a_unit_that_fails_stops_the_others():
    stopped = []

    def work(unit, watch):
        if unit == 0:
            raise OSError("broken")
        while not watch.cancelled:
            time.sleep(0.01)
        stopped.append(unit)

    with pytest.raises(OSError, match="broken"):
        list(run_units(work, range(4), Silent(), 4, 2))
    assert stopped


def test_units_are_not_taken_in_advance():
    """A folder of ten thousand tiles is listed as it is worked on, so that a cancelled run ends at once."""
    taken = []

    def units():
        for unit in range(1000):
            taken.append(unit)
            yield unit

    for result in run_units(lambda unit, _: unit, units(), Silent(), 1000, 2):
        if result == 10:
            break
    assert len(taken) < 20
