"""通知·六（一）1 asks for a two-inch blue jpg and gives no pixels: warn, never refuse what a clerk may accept."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.catalogue import load_catalogue
from dialogs.checks import photo_findings
from templates.photo import LARGEST, examine_photo, prepare_photo
from tests.fuzzing import rounds
from tests.papers.aids.pictures import BLUE, opened, portrait

GOOD = portrait()


def codes(data):
    report = examine_photo(data)
    assert report.problem == ""
    return {note.code for note in report.warnings}


def test_a_proper_photo_is_taken_without_a_word():
    report = examine_photo(GOOD)
    assert (report.problem, report.warnings) == ("", ())
    assert (report.width, report.height, report.format) == (413, 579, "JPEG")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"background": (255, 255, 255)}, "background"),
        ({"background": (200, 30, 30)}, "background"),
        ({"width": 295, "height": 413}, "small"),
        ({"width": 600, "height": 600}, "ratio"),
        ({"width": 800, "height": 600}, "sideways"),
        ({"blur": 5}, "blurred"),
        ({"kind": "PNG"}, "not_jpeg"),
    ],
)
def test_one_fault_is_one_warning(changed, code):
    assert codes(portrait(**changed)) == {code}


@pytest.mark.parametrize("background", [BLUE, (0, 191, 243), (0, 96, 180), (60, 140, 220)])
def test_the_blues_of_photo_shops_are_blue(background):
    assert "background" not in codes(portrait(background=background))


def test_dark_light_is_remarked():
    assert "dark" in codes(portrait(shade=0.2))


@pytest.mark.parametrize(("size", "warned"), [((390, 560), False), ((389, 560), True), ((390, 559), True)])
def test_one_pixel_decides_whether_it_may_be_a_one_inch_photo(size, warned):
    assert ("small" in codes(portrait(*size))) is warned


@pytest.mark.parametrize("size", [(413, 579), (413, 626), (390, 567), (1050, 1470)])
def test_the_usual_two_inch_files_pass(size):
    assert codes(portrait(*size)) == set()


def test_a_photo_held_sideways_by_its_exif_mark_stands_upright():
    turned = portrait(orientation=6)
    assert opened(turned).size == (579, 413)
    report = examine_photo(turned)
    assert (report.width, report.height) == (413, 579)
    ready = opened(prepare_photo(turned))
    assert ready.size == (413, 579)
    assert len(ready.getexif()) == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not_an_image"),
        (b"hello", "not_an_image"),
        (b"%PDF-1.7 ...", "not_an_image"),
        (GOOD[:40], "truncated"),
        (GOOD[: len(GOOD) // 2], "truncated"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "heic"),
        (GOOD + b"\x00" * LARGEST, "too_large"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_way_out(data, problem):
    report = examine_photo(data)
    assert report.problem == problem
    assert report.message
    assert prepare_photo(data) == b""


def test_a_bomb_of_pixels_is_refused_unopened():
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 9)) + chunk(b"IEND", b"")
    bomb = b"\x89PNG\r\n\x1a\n" + body
    assert examine_photo(bomb).problem == "too_many_pixels"


def test_the_background_is_not_repainted():
    for colour in (BLUE, (255, 255, 255)):
        ready = opened(prepare_photo(portrait(background=colour)))
        assert ready.format == "JPEG"
        assert all(abs(got - was) <= 4 for got, was in zip(ready.getpixel((5, 5)), colour, strict=True))


def test_a_large_photo_becomes_smaller_in_the_same_proportion_and_a_small_one_is_not_enlarged():
    large = opened(prepare_photo(portrait(2480, 3472)))
    assert large.width == 1240
    assert large.height == 1736
    assert opened(prepare_photo(portrait(295, 413))).size == (295, 413)


def test_a_prepared_photo_is_35_millimetres_wide_in_print():
    ready = opened(prepare_photo(GOOD))
    assert abs(ready.width / ready.info["dpi"][0] * 25.4 - 35) < 0.2


def test_findings_of_a_photo_carry_the_notices_words():
    edition = load_catalogue().get("beijing-technician-allowance", "2024")
    (found,) = photo_findings(edition, examine_photo(portrait(295, 413)).to_json())
    assert (found.field, found.code, found.severity) == ("photo", "photo_small", "warning")
    assert edition.holds(found.quote)
    (refused,) = photo_findings(edition, examine_photo(b"x").to_json())
    assert refused.severity == "error"
    assert refused.open


@rounds(60)
@given(st.binary(max_size=60), st.integers(0, len(GOOD)), st.integers(0, 200))
def test_no_bytes_are_too_odd(noise, cut, drop):
    for data in (noise, GOOD[:cut] + noise + GOOD[cut + drop :]):
        report = examine_photo(data)
        assert bool(report.problem) != bool(prepare_photo(data))
