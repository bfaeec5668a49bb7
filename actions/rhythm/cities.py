"""Cities that stand for no zone of their own: capitals, and the larger ones of the region."""

from collections.abc import Mapping

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "Asia/Almaty": (
        "astana", "астана", "nur-sultan", "нур-султан", "нұр-сұлтан", "alma-ata", "алма-ата",
        "shymkent", "шымкент", "karaganda", "караганда", "қарағанды", "pavlodar", "павлодар",
        "semey", "семей", "taraz", "тараз", "oskemen", "өскемен", "усть-каменогорск",
        "petropavl", "петропавловск", "kokshetau", "кокшетау", "көкшетау", "taldykorgan",
        "талдыкорган", "талдықорған", "turkistan", "туркестан", "түркістан", "ekibastuz",
        "экибастуз", "екібастұз", "zhezkazgan", "жезказган", "жезқазған", "temirtau", "темиртау",
        "теміртау", "balkhash", "балхаш", "балқаш", "konaev", "конаев", "қонаев", "kentau",
        "кентау", "kaskelen", "каскелен", "қаскелең", "talgar", "талгар", "талғар",
        "kazakhstan", "казахстан", "қазақстан",
    ),
    "Asia/Atyrau": ("атырау",),
    "Asia/Aqtau": ("aktau", "актау", "ақтау", "zhanaozen", "жанаозен", "жаңаөзен"),
    "Asia/Aqtobe": ("aktobe", "актобе", "ақтөбе"),
    "Asia/Oral": ("uralsk", "уральск", "орал"),
    "Asia/Qyzylorda": ("kyzylorda", "кызылорда", "қызылорда", "baikonur", "байконур", "байқоңыр"),
    "Asia/Qostanay": ("kostanay", "костанай", "қостанай", "rudny", "рудный"),
    "Asia/Bishkek": ("osh", "ош", "kyrgyzstan", "кыргызстан", "қырғызстан"),
    "Asia/Tashkent": ("uzbekistan", "узбекистан", "өзбекстан"),
    "Asia/Dushanbe": ("khujand", "худжанд", "tajikistan", "таджикистан", "тәжікстан"),
    "Asia/Ashgabat": ("turkmenistan", "туркменистан", "түрікменстан"),
    "Europe/Moscow": (
        "saint petersburg", "st petersburg", "санкт-петербург", "петербург", "питер", "kazan",
        "казань", "қазан", "sochi", "сочи", "msk", "мск",
    ),
    "Asia/Shanghai": ("beijing", "пекин", "бейжің"),
    "Asia/Kolkata": ("delhi", "new delhi", "дели", "mumbai", "мумбаи"),
    "Europe/Istanbul": ("ankara", "анкара", "turkey", "турция", "түркия"),
    "Asia/Jerusalem": ("tel aviv", "тель-авив"),
    "Europe/Zurich": ("geneva", "женева"),
    "Europe/Kyiv": ("київ",),
    "America/New_York": ("washington", "вашингтон", "boston", "бостон"),
    "America/Los_Angeles": ("san francisco", "сан-франциско"),
    "America/Toronto": ("ottawa", "оттава"),
    "America/Sao_Paulo": ("brasilia", "бразилиа"),
    "Australia/Sydney": ("canberra", "канберра"),
}  # fmt: skip
