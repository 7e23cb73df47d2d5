"""Names of China, Korea and Vietnam, which begin with the family: Xu Yifan, Seo Min-jae, Tran Thi Lan."""

import re

from training.deidentification.vocabulary import words

_CHINESE = words("""
Bai Cai Cao Chan Chang Chen Cheng Cheung Chow Chu Cui Dai Deng Ding Dong Du Fan Fang Feng Fu Gao Gong Gu Guo Han Hao
He Ho Hong Hou Hsu Hu Huang Jia Jiang Jin Kong Kwok Lai Lam Lau Lee Lei Leung Li Liang Liao Lim Lin Liu Long Lu Luo
Lü Ma Mao Meng Mo Ng Ong Pan Peng Qian Qin Qiu Ren Shao Shen Shi Song Su Sun Tan Tang Tao Teoh Tian Wan Wang Wei Wen
Wong Wu Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yi Yin Yu Yuan Zeng Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zou
""")
_KOREAN = words(
    "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Bae Noh Moon"
)
_VIETNAMESE = words("""
Nguyen Nguyễn Tran Trần Le Lê Pham Phạm Hoang Hoàng Huynh Huỳnh Phan Vu Vũ Vo Võ Dang Đặng Bui Bùi Do Đỗ Ho Hồ Ngo
Ngô Duong Dương Ly Lý Dinh Đinh Truong Trương Mai
""")
_MIDDLE = words("Thi Thị Van Văn Minh Duc Đức Thanh Ngoc Ngọc Quang Huu Hữu Xuan Xuân Kim Hong Hồng Thu Bao Bảo Anh")
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er|a|e|i|o|u|ü|üe)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{2}}", re.IGNORECASE)
_HYPHENED = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
_SHORTEST = 4
_TWO, _THREE, _FOUR = 2, 3, 4


def is_family_first(texts: list[str]) -> bool:
    """Whether capitals that stand together are a name in full that begins with the family."""
    if len(texts) == _TWO:
        family, given = texts
        if family in _CHINESE | _KOREAN and _HYPHENED.fullmatch(given):
            return True
        return family in _CHINESE and len(given) >= _SHORTEST and bool(_PINYIN.fullmatch(given))
    if len(texts) in (_THREE, _FOUR) and texts[0] in _VIETNAMESE and texts[1] in _MIDDLE:
        return all(text.isalpha() for text in texts)
    return False
