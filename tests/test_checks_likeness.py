"""Which names mean the same thing: pairs as officers write them, and pairs that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.checks.likeness import LEAST, keys_of, likeness

SAME = (
    ("Máy tính để bàn", "Máy vi tính để bàn"),
    ("Mua sắm máy tính để bàn cho bộ phận một cửa", "Máy tính để bàn phục vụ bộ phận một cửa"),
    ("Phần mềm quản lý CSDL dân cư", "Phần mềm quản lý cơ sở dữ liệu dân cư"),
    ("Tập huấn kỹ năng số, an toàn thông tin", "Tập huấn an toàn thông tin, kỹ năng số"),
    ("Chuẩn hóa CSDL đất đai giai đoạn 2", "Chuẩn hoá cơ sở dữ liệu đất đai giai đoạn II"),
    ("Thiết bị phát wifi chuyên dụng", "Thiết bị phát wi-fi chuyên dụng"),
    ("Thuê đường truyền Internet bộ phận một cửa", "Thuê đường truyèn Internet bộ phận một cửa"),
    ("Thuê đường truyền số liệu", "Thuê đường truyềnn số liệu"),
    ("MÁY QUÉT TÀI LIỆU TỐC ĐỘ CAO", "Máy quét tài liệu tốc độ cao"),
    ("Máy tính (i5, 8 GB, SSD 512 GB)", "Máy tính SSD 512 GB, 8 GB, i5"),
    ("Văn phòng phẩm tổ công tác", "VPP của tổ công tác"),
    ("Camera giám sát xã Trà Dơn", "Camera giám sát tại xã Trà Dơn"),
    ("Laptop cho lãnh đạo", "Máy tính xách tay cho lãnh đạo"),
    ("Nhập dữ liệu hộ tịch", "Nhap du lieu ho tich"),
)
APART = (
    ("Máy tính - gói 12", "Máy tính - gói 13"),
    ("Chuẩn hóa CSDL giai đoạn 1", "Chuẩn hóa CSDL giai đoạn 2"),
    ("Lớp tập huấn khóa I", "Lớp tập huấn khóa II"),
    ("Quét hồ sơ quý I", "Quét hồ sơ quý IV"),
    ("Camera xã Trà Dơn", "Camera xã Trà Don"),
    ("camera xã trà dơn", "camera xã trà don"),
    ("Nhà văn hóa Tam Thanh", "Nhà văn hóa Tam Thành"),
    ("Trung tâm điều hành Phước Hòa", "Trung tâm điều hành Phước Hiệp"),
    ("Máy in laser A4", "Máy in laser A3"),
    ("Máy in laser A4", "Máy in laser A4 in hai mặt tự động"),
    ("Màn hình 65 inch", "Màn hình 55 inch"),
    ("Hội trường A", "Hội trường B"),
    ("Máy chủ", "Phần mềm máy chủ"),
    ("Máy quét tài liệu", "Máy in tài liệu"),
    ("Tập huấn cấp xã", "Tập huấn cấp huyện"),
    ("Thuê đường truyền cấp II", "Thuê đường truyền cấp xã"),
    ("Quyền truy cập hệ thống", "Huyền truy cập hệ thống"),
    ("Máy tính bảng", "Máy tính bàn"),
    ("Bảo trì máy chủ", "Mua máy chủ"),
    ("Thuê phòng nghỉ", "Thuê phòng họp"),
    ("Số hóa hồ sơ năm 2023", "Số hóa hồ sơ năm 2024"),
    ("Bộ lưu điện 3 kVA", "Bộ lưu điện 6 kVA"),
)
WORDS = st.sampled_from(
    ["máy", "may", "tính", "bàn", "II", "2", "xã", "Trà", "Dơn", "Don", "CSDL", "cơ", "sở", "(bổ sung)", "truyền", "truyèn"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_thing_in_other_words_is_recognised(one: str, other: str) -> None:
    assert likeness(one, other) >= LEAST


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_things_are_never_taken_for_one(one: str, other: str) -> None:
    assert likeness(one, other) == 0


@given(NAMES, NAMES)
def test_likeness_is_symmetrical_bounded_and_found_by_keys(one: str, other: str) -> None:
    sure = likeness(one, other)
    assert sure == likeness(other, one)
    assert 0 <= sure <= 100
    if sure >= LEAST:
        assert set(keys_of(one)) & set(keys_of(other))


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert likeness(name, name) in (0, 100)  # nothing but "(bổ sung)" is nothing to go by
