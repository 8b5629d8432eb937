"""A stack deep enough for files that chain their objects one in the other.

qpdf follows references by calling itself, about 150 bytes of stack a step, and an ordinary stack of 8 MB (1 MB on Windows)
overflows after some 50 000 of them, which ends the whole process. A stack for all objects of the file cannot overflow.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

MANY_OBJECTS = 4_000
BYTES_AN_OBJECT = 400
PAGE = 4096

Result = TypeVar("Result")


def with_deep_stack(objects: int, function: Callable[[], Result]) -> Result:
    """Run a function that handles a file of so many objects, in a thread with a deeper stack where that is needed."""
    if objects <= MANY_OBJECTS:
        return function()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    size = (16_000_000 + objects * BYTES_AN_OBJECT) // PAGE * PAGE
    before = threading.stack_size(size)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
