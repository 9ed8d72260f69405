"""One limit of time for the whole of sending, which no library here has.

`smtplib` and `urllib` limit each wait for the next bytes; a server that gives one byte at a time
holds them for ever, and looking up a name has no limit at all.
"""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from kc_pipeline.errors import NotSent

_Told = TypeVar("_Told")


def within(seconds: float, send: Callable[[], _Told]) -> _Told:
    """What ``send`` gives, or raises; NotSent where it takes longer.

    It is then left to itself, in a thread that keeps no process from ending. What the server takes
    after all goes once more with the next notice: twice is better than never.
    """
    outcome: Future[_Told] = Future()

    def run() -> None:
        try:
            outcome.set_result(send())
        except BaseException as fault:  # noqa: BLE001  # raised to who waits
            outcome.set_exception(fault)

    Thread(target=run, name="sending a notice", daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        raise NotSent(f"it takes longer than {seconds:g} s") from None
