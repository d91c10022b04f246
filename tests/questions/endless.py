"""Answers that never end, and cling to it in every way that Python code can."""

# ruff: noqa: SIM105

import gc
import time


def plain(*inputs):
    while True:
        pass


def swallows_everything(*inputs):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def swallows_with_a_bare_except(*inputs):
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            continue


def swallows_at_every_depth(*inputs):
    while True:
        try:
            while True:
                try:
                    while True:
                        try:
                            while True:
                                pass
                        except BaseException:
                            continue
                except BaseException:
                    continue
        except BaseException:
            continue


def nested_tries_without_loops_between(*inputs):
    while True:
        try:
            try:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
            except BaseException:
                pass
        except BaseException:
            pass


def starts_again_in_finally(*inputs):
    try:
        while True:
            pass
    finally:
        starts_again_in_finally()


def returns_out_of_finally(*inputs):
    def once():
        try:
            while True:
                pass
        finally:
            return None  # noqa: B012

    while True:
        once()


def handlers_that_loop(*inputs):
    try:
        while True:
            pass
    except BaseException:
        try:
            while True:
                pass
        except BaseException:
            while True:
                try:
                    while True:
                        pass
                finally:
                    continue  # noqa: B012


def a_generator(*inputs):
    def numbers():
        while True:
            try:
                yield 0
            except BaseException:
                pass

    return sum(numbers())


def generators_that_go_on_in_each_other(*inputs):
    def numbers(depth):
        while True:
            try:
                yield from numbers(depth - 1) if depth else iter(int, 1)
            except BaseException:
                pass

    for _ in numbers(5):
        pass


def a_comprehension(*inputs):
    return [0 for _ in iter(lambda: 0, 1) if False]


def recursion(*inputs):
    try:
        recursion()
    except BaseException:
        recursion()


def recursion_both_ways(*inputs):
    def there():
        try:
            back()
        finally:
            back()

    def back():
        try:
            there()
        finally:
            there()

    there()


def functions_inside_functions(*inputs):
    def outer():
        def inner():
            while True:
                try:
                    swallows_everything()
                except BaseException:
                    inner()

        while True:
            try:
                inner()
            except BaseException:
                outer()

    outer()


def a_sort_key(*inputs):
    def key(number):
        while True:
            try:
                while True:
                    pass
            except Exception:
                pass

    return sorted([3, 1, 2], key=key)


def a_deletion(*inputs):
    class Clinging:
        def __del__(self):
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass

    for _ in range(3):
        Clinging()
    kept = [Clinging() for _ in range(3)]
    while kept:
        pass


def deletions_in_a_circle(*inputs):
    class Clinging:
        def __del__(self):
            while True:
                pass

    first, second = Clinging(), Clinging()
    first.other, second.other = second, first
    del first, second
    gc.collect()
    while True:
        pass


def a_property_and_a_comparison(*inputs):
    class Clinging:
        def __eq__(self, other):
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass

    return Clinging() in [Clinging(), Clinging()]


def a_context_that_swallows(*inputs):
    class Swallowing:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return True

    while True:
        with Swallowing():
            while True:
                pass


def an_error_whose_message_never_ends(*inputs):
    class Wordy(Exception):
        def __str__(self):
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass

    raise Wordy


def a_check_inside(*inputs):
    import gradcalc

    while True:
        gradcalc.check("03.directional_derivative", swallows_everything)


def prints_for_ever(*inputs):
    while True:
        try:
            print("I am still here." * 100)
        except BaseException:
            pass


ENDLESS = [
    value for name, value in list(globals().items())
    if callable(value) and getattr(value, "__module__", "") == __name__ and not name.startswith("_")
]  # fmt: skip
