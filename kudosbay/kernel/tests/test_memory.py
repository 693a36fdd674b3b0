import gc

import pytest

from kudosbay.kernel.memory import uncollected


def test_the_collector_works_again_after_a_failure_too():
    seen = []
    with pytest.raises(ZeroDivisionError), uncollected():
        seen.append(gc.isenabled() or 1 // 0)
    assert (seen, gc.isenabled()) == ([], True)


def test_whoever_had_stopped_it_finds_it_stopped():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
