"""
Edits that come at once are made one after the other.
"""

import threading

import pytest
from django.db import connection, connections, transaction

from editor.timeline.turn import turn
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import story


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_is_made_once():
    project = story(0, 6)
    key = keys_of(project)[1]
    revisions = []

    def work(first):
        try:
            for frame in range(first, first + 5):
                revisions.append(edit(project, moved(key, frame)).revision)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(1, 6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(revisions) == list(range(1, 26))


@pytest.mark.django_db(transaction=True)
def test_who_is_in_a_transaction_does_not_wait_for_who_waits_for_it():
    project = story(0, 6)
    held, go_on = threading.Event(), threading.Event()

    def hold():
        with turn(project):
            held.set()
            go_on.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(10)
    try:
        with transaction.atomic(), turn(project):
            assert connection.in_atomic_block
    finally:
        go_on.set()
        other.join(10)
