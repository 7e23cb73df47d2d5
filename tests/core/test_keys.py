"""Keys in files beside the database."""

from datetime import timedelta

import pytest

from core import keys


def test_what_was_sealed_opens_with_the_same_key_and_purpose_only(tmp_path):
    folder = tmp_path / "keys" / "notes"
    first, second = (keys.key_named(folder, keys.make_key(folder)) for _ in range(2))
    sealed = keys.seal("Straße".encode(), first, about="note 1")
    assert "Straße".encode() not in sealed
    assert keys.unseal(sealed, first, about="note 1").decode() == "Straße"
    for key, about in ((second, "note 1"), (first, "note 2")):
        with pytest.raises(keys.KeyGone):
            keys.unseal(sealed, key, about=about)


def test_one_changed_bit_is_noticed(tmp_path):
    key = keys.key_named(tmp_path / "k", keys.make_key(tmp_path / "k"))
    sealed = bytearray(keys.seal(b"text", key, about=""))
    sealed[-1] ^= 1
    with pytest.raises(keys.KeyGone):
        keys.unseal(bytes(sealed), key, about="")


def test_a_key_lies_wrapped_in_a_file_that_only_this_account_reads(tmp_path):
    folder = tmp_path / "keys" / "notes"
    name = keys.make_key(folder)
    files = [folder / name, folder.parent / "installation.key"]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600, 0o600]
    assert keys.key_named(folder, name) not in files[0].read_bytes()
    assert not list(folder.parent.rglob("*.part"))


def test_with_another_installation_key_no_key_can_be_read(tmp_path):
    folder = tmp_path / "keys" / "notes"
    name = keys.make_key(folder)
    (folder.parent / "installation.key").write_bytes(bytes(32))
    with pytest.raises(keys.KeyGone):
        keys.key_named(folder, name)


def test_a_destroyed_key_is_gone(tmp_path):
    folder = tmp_path / "notes"
    name = keys.make_key(folder)
    assert keys.names_of_keys(folder) == [name]
    assert keys.names_of_keys(folder, older_than=timedelta(days=1)) == []
    for _ in range(2):
        keys.destroy_key(folder, name)
    assert keys.names_of_keys(folder) == []
    with pytest.raises(keys.KeyGone):
        keys.key_named(folder, name)
