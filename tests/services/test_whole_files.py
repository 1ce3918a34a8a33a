"""A file of the user's is written wholly or not at all."""

import os
import threading

import pytest

from passalong.services.whole_files import replaced, write_whole


def test_a_new_file_has_everything(tmp_path):
    write_whole(tmp_path / "cards.vcf", b"BEGIN")

    assert (tmp_path / "cards.vcf").read_bytes() == b"BEGIN"
    assert [path.name for path in tmp_path.iterdir()] == ["cards.vcf"]


def test_a_disk_that_is_full_half_way_leaves_what_was_there(tmp_path):
    path = tmp_path / "cards.vcf"
    path.write_bytes(b"the only copy")

    with pytest.raises(OSError, match="full"), replaced(path) as file:
        file.write(b"half")
        raise OSError("full")

    assert path.read_bytes() == b"the only copy"
    assert [each.name for each in tmp_path.iterdir()] == ["cards.vcf"]


def test_nothing_is_seen_before_it_is_whole(tmp_path):
    path = tmp_path / "cards.vcf"

    with replaced(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"")


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_stays_one_and_leads_to_the_new_file(tmp_path):
    real, link = tmp_path / "real.vcf", tmp_path / "link.vcf"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write_whole(pipe, b"cards")

    reader.join()
    assert read == [b"cards"]
