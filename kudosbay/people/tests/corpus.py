"""Five hundred names: each tradition's given and family names, put together as its people write them."""

from itertools import product

# order ("gf": given name first, "fg": family name first), what stands between, given names, family names
TRADITIONS: list[tuple[str, str, str, str]] = [
    ("fg", " ", "Tấn Dũng,Thị Hương,Ngọc Ánh,Quốc Bảo", "Nguyễn,Trần,Phạm,Đỗ"),
    ("gf", " ", "María José,José Ángel,Íñigo,Begoña", "Carreño Quiñones,Núñez,Muñoz y Peña,Güell"),
    ("gf", " ", "João,Conceição,Inês,Luís", "Gonçalves,Simões de Araújo,da Conceição,Magalhães"),
    ("gf", " ", "Françoise,Anaïs,Loïc,Jean-Luc", "L'Hôpital,Lefèvre,d'Étiolles,Bœuf"),
    ("gf", " ", "Jürgen,Käthe,Björn,Zoë", "Müller,Weiß,Schröder-Groß,von der Höh"),
    ("gf", " ", "Łukasz,Małgorzata,Święta,Żaneta", "Żółć,Dąbrowska,Wiśniewski,Ćwik"),
    ("gf", " ", "Tomáš,Řehoř,Kateřina,Ondřej", "Dvořák,Němcová,Šťastný,Kříž"),
    ("fg", " ", "Győző,Ödön,Szilvia,Ágnes", "Szőllősi,Nagy,Erdős,Kovács-Tűz"),
    ("gf", " ", "Ștefan,Ioana,Răzvan,Ținca", "Țepeș,Brâncuși,Ionescu,Șerban"),
    ("gf", " ", "İsmail,Işıl,Çağla,Ömer", "Işık,Öztürk,Şahin,Yıldız"),
    ("gf", " ", "Björk,Þórunn,Snæfríður,Æsa", "Guðmundsdóttir,Þórsson,Jónsdóttir,Ægisson"),
    ("gf", " ", "Åsa,Søren,Øyvind,Håkon", "Öberg,Kjær,Ødegård,Åkesson"),
    ("gf", " ", "Алексей,Наталья,Фёдор,Юлия", "Соловьёв,Щербакова,Жуков,Цой"),
    ("gf", " ", "Олексій,Їжакевич,Єва,Ґалина", "Шевченко,Підмогильний,Кравець,Ющенко"),
    ("gf", " ", "Айгүл,Нұрсұлтан,Әсел,Құралай", "Серікқызы,Өтебаев,Жұмабай,Іңкәр"),
    ("gf", " ", "Ὀδυσσεύς,Γιώργος,Ελένη,Ἀθηνᾶ", "Παπαδόπουλος,Σεφέρης,Ελύτης,Καζαντζάκης"),
    ("gf", " ", "محمد,فاطمة,عبد الرحمن,نور", "الحارثي,بن عبد الله,أبو كريم,المصري"),
    ("gf", " ", "علی\u200cرضا,زهرا,پروین,کوروش", "گل‌محمدی,چگینی,یزدی,ژاله"),
    ("gf", " ", "ٹیپو,نور جہاں,عائشہ,فیض", "سلطان,احمد فیض,قریشی,بھٹو"),
    ("gf", " ", "דוד,שרה,משה,חנה", "בן־גוריון,לוי,כהן־צדק,אבן שושן"),
    ("gf", " ", "नरेन्द्र,प्रियंका,क्षितिज,श्रीकृष्ण", "मोदी,चोपड़ा,त्रिपाठी,ज्ञानेश्वर"),
    ("gf", " ", "রবীন্দ্রনাথ,সত্যজিৎ,ঋতুপর্ণা,মৌসুমী", "ঠাকুর,রায়,চট্টোপাধ্যায়,ভট্টাচার্য"),
    ("gf", " ", "சுப்பிரமணிய,லட்சுமி,ஆண்டாள்,குமரன்", "பாரதியார்,கிருஷ்ணன்,ராஜகோபால்,ஸ்ரீதர்"),
    ("gf", " ", "สมชาย,น้ำฝน,ปิยะดา,ธีรศักดิ์", "ใจดี,สุขสวัสดิ์,วงศ์ใหญ่,ณ อยุธยา"),
    ("gf", "", "အောင်,ဆန်း,ခင်,မြင့်", "စုကြည်,ဝင်း,မောင်,သန်း"),
    ("fg", " ", "សុខា,ចន្ទ្រា,វិសាល,ស្រីមុំ", "ហ៊ុន,ឈឹម,ព្រំ,ស៊ាន"),
    ("gf", " ", "ኃይለ,አበበ,ጥሩነሽ,መሠረት", "ገብረሥላሴ,ቢቂላ,ዲባባ,ደፋር"),
    ("gf", " ", "გიორგი,ნინო,ქეთევან,ვაჟა", "შევარდნაძე,ბაგრატიონი,ჭავჭავაძე,ღვინიაშვილი"),
    ("gf", " ", "Արամ,Անահիտ,Գևորգ,Շուշան", "Խաչատրյան,Հովհաննիսյան,Ղազարյան,Չարենց"),
    ("fg", "", "伟,晓明,秀英,一", "王,欧阳,李,单"),
    ("fg", "", "國榮,曉龍,麗華,偉", "張,司徒,吳,髙"),
    ("fg", " ", "賢蔵,さくら,ジョン,龍之介", "東海林,髙橋,齋藤,𠮷野家"),
    ("fg", "", "연아,서준,하늘,빛나라", "김,남궁,이,황보"),
    ("gf", " ", "Adébáyọ̀,Ọlá,Ṣadé,Ẹniọlá", "Akíntọ́lá,Ọbásanjọ́,Ṣóyínká,Èyìn"),
    ("gf", " ", "Kaʻiulani,Liliʻu,Keʻalohi,Māhealani", "Kamehameha,Kalākaua,ʻĪʻī,Nāpūʻuʻawa"),
    ("gf", " ", "Болд,Өнөр,Үүрийнтуяа,Цэцэг", "Батбаяр,Дөрвөн,Цогтбаатар,Эрдэнэ"),
]
# What trips up programs: one word, one letter, words of machines, formulas, marks of direction, very long.
AWKWARD = [
    "O", "Null", "None", "undefined", "True", "NaN", "0", "ß", "Ỹ", "Ng", "Jr., Ken", "X Æ A-12", "Mc Donald",
    "van 't Hoff", "O'Brien", "O’Neill d'Été", 'Thaksin "Maew" Shinawatra', "Robert'); DROP TABLE people;--", "=1+1",
    "+49", "-O", "@sum(A1)", "<b>Bold</b>", "{{7*7}}", "%s %(name)s {0}", "a" * 160, "\u202eevil", "Zoe\u0308", "Ａｍａｒａ",
    "Jean\u2010Luc",
]  # fmt: skip


def _made(order: str, between: str, given: str, family: str) -> list[str]:
    pairs = product(given.split(","), family.split(","))
    return [between.join(pair if order == "gf" else reversed(pair)) for pair in pairs]


NAMES: list[str] = list(dict.fromkeys([name for one in TRADITIONS for name in _made(*one)] + AWKWARD))
