"""Key files: private, made once, gone when destroyed."""

import stat
from pathlib import Path
from uuid import uuid4

import pytest

from training.research import keys


def test_a_key_is_readable_by_nobody_else(tmp_path: Path) -> None:
    project = uuid4()
    keys.make(tmp_path, project)
    (path,) = (tmp_path / "research").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_key_is_made_once_and_read_again(tmp_path: Path) -> None:
    project = uuid4()
    key = keys.make(tmp_path, project)
    assert len(key) == 32
    assert keys.make(tmp_path, project) == key == keys.read(tmp_path, project)
    assert keys.make(tmp_path, uuid4()) != key


def test_a_destroyed_key_is_gone_and_may_be_destroyed_again(tmp_path: Path) -> None:
    project = uuid4()
    keys.make(tmp_path, project)
    for _ in range(2):
        keys.destroy(tmp_path, project)
    with pytest.raises(keys.KeyMissing):
        keys.read(tmp_path, project)
    assert list((tmp_path / "research").iterdir()) == []
