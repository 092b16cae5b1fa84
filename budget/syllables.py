"""Whether a word is spelt as a Vietnamese syllable: the evidence by which a garbled text is told from a right one.

Law: every word of ordinary Vietnamese is accepted; a word taken for another code is refused far more often than not.
"""

import unicodedata
from functools import lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONSETS = ("", *_words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"))
_RIMES = _words(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyn uyp uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu ych ynh yt"
)
_BARE = frozenset(onset + rime for onset in _ONSETS for rime in _RIMES) | {"gi", "gin", "giêng", "qui"}
_STOPPED = ("c", "ch", "p", "t")
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}

COMMON = frozenset(
    _words("""
    ủy ban nhân dân tỉnh thành phố huyện xã phường thị trấn sở phòng ngành bộ cộng hòa hoà xã hội chủ nghĩa việt độc lập tự hạnh phúc
    kế hoạch dự toán kinh phí ngân sách nguồn vốn số tổng cộng đồng triệu nghìn tỷ đơn vị tính nội dung công trình hạng mục thiết bị máy
    mua sắm sửa chữa bảo trì dưỡng thường xuyên đầu tư xây dựng giải thanh toán quyết định giao nhận chi thu năm tháng ngày quý lũy luỹ kế
    từ đến đã được còn lại giá trị thực hiện nghiệm khối lượng theo của các và cho trong ngoài trên dưới không có là một những với về tại
    khi chưa ghi chú tên chức vụ người lập biểu trưởng giám đốc phó kèm văn báo cáo tình hình đề nghị thẩm phê duyệt mức tiền lương phụ cấp
    đường cầu đoạn quốc lộ địa bàn trung tâm trường học mầm tiểu giáo dục đào tạo y tế viện bệnh phần mềm hệ thống mạng dịch thuê chuyển
    thông tin điện tử chiếc cái bàn ghế tủ màn hình in văn phẩm hàng nhà nước quản lý chuyên môn nhiệm khoa nghệ bản chiếu sổ kiểm tra
    tập huấn hội hỗ trợ đối ứng cơ lớn nhỏ loại khoản mới cũ hợp hồ sơ gói thầu đất đai tài chính ủng nông nghiệp thôn giao vận tải
    cấp cứu mặt trận tổ quốc đoàn liên hiệp phụ nữ hữu cựu chiến thanh niên kỳ bổ sung điều chỉnh giảm tăng so sánh tỷ lệ phần trăm
    """)
)
"""Syllables of estimates and reports: of two possible readings the one made of these is meant."""


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese by its letters and the place of its tone; case does not matter."""
    letters = ""
    tones = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tones.append(_TONES[sign])
        else:
            letters += sign
    bare = unicodedata.normalize("NFC", letters)
    if len(tones) > 1 or bare not in _BARE:
        return False
    return not bare.endswith(_STOPPED) or tones in (["sắc"], ["nặng"])
