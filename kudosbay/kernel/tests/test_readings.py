from pypinyin import Style, lazy_pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

from kudosbay.kernel.search import pinyin, readings


def test_our_table_reads_every_known_phrase_as_the_whole_one_does():
    wrong = [
        phrase
        for phrase, said in phrases_dict.items()
        if lazy_pinyin(phrase, style=Style.NORMAL) != [to_normal(one[0]) for one in said]
    ]
    assert not wrong, "run scripts/readings.py"


def test_the_table_is_small():
    assert len(readings()) < len(phrases_dict) / 10


def test_a_place_is_read_as_its_people_read_it():
    assert "chongqing" in pinyin("重庆")
    assert "shantianfang" in pinyin("单田芳")
