"""Keys that the installation's own key gives, one for each purpose and person."""

from base64 import b64decode

from webapp.adapters.vault import browser_key


def test_copies_in_the_browser_have_a_key_a_person_and_another_under_another_secret():
    keys = {browser_key("one", 1), browser_key("one", 2), browser_key("another", 1)}

    assert len(keys) == 3
    assert {len(b64decode(key)) for key in keys} == {32}
    assert browser_key("one", 1) in keys
