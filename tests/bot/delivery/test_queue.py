"""The order in which the sender takes heads."""

from bot.delivery.queue import Queue
from storage.waiting_line import Head


def head(number: int, chat_id: int, urgency: int = 10) -> Head:
    return Head(id=number, urgency=urgency, chat_id=chat_id)


def ready(_: Head) -> float:
    return 0.0


def drain(queue: Queue) -> list[int]:
    taken = []
    while (one := queue.take(ready)[0]) is not None:
        taken.append(one.id)
    return taken


def test_the_urgent_go_first_then_the_old() -> None:
    queue = Queue()
    queue.put([head(3, 1), head(1, 2), head(9, 3, urgency=0)])
    assert drain(queue) == [9, 1, 3]


def test_a_chat_has_one_head_the_most_urgent_one() -> None:
    queue = Queue()
    queue.put([head(3, 1)])
    queue.put([head(9, 1, urgency=0)])
    queue.put([head(10, 1, urgency=0)])
    assert len(queue) == 1
    assert drain(queue) == [9]


def test_a_chat_that_must_wait_is_passed_over_and_kept() -> None:
    queue = Queue()
    queue.put([head(1, 1), head(2, 2)])
    taken, _ = queue.take(lambda one: 5.0 if one.chat_id == 1 else 0.0)
    assert taken is not None
    assert taken.id == 2
    assert queue.take(lambda _: 5.0) == (None, 5.0)
    assert drain(queue) == [1]


def test_an_empty_queue_waits_for_ever() -> None:
    assert Queue().take(ready) == (None, float("inf"))


def test_a_dropped_head_is_gone_and_may_come_again() -> None:
    queue = Queue()
    queue.put([head(2, 1)])
    queue.drop(1)
    queue.put([head(1, 1)])
    assert drain(queue) == [1]
