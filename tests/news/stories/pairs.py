"""Invented headlines in three languages, by the rule that each pair shows."""

from collections.abc import Iterator

# Of one event, told by several outlets.
SAME = {
    "ru": [
        ("Суд приговорил бизнесмена Калиева к 5 годам за взятку",
         "Бизнесмена Калиева приговорили к пяти годам за взятку"),
        ("В Караганде загорелся склад мебельной фабрики",
         "Склад мебельной фабрики загорелся в Караганде"),
        ("Автобус с туристами перевернулся под Кокшетау, погибли 4 человека",
         "Четыре человека погибли в перевернувшемся под Кокшетау автобусе с туристами"),
        ("Скончался режиссёр Асет Бектуров", "Умер режиссёр Асет Бектуров"),
        ("Нацбанк выделил 2 млрд тенге на поддержку сельских школ",
         "Сельские школы получат от Нацбанка два миллиарда тенге на поддержку"),
        ("Землетрясение магнитудой 5,4 произошло у озера Зайсан",
         "У озера Зайсан произошло землетрясение магнитудой 5.4"),
    ],
    "kk": [
        ("Сот кәсіпкер Қуатовты пара алғаны үшін 5 жылға соттады",
         "Кәсіпкер Қуатов пара алғаны үшін бес жылға сотталды"),
        ("Қостанайда жиһаз фабрикасының қоймасы өртенді",
         "Жиһаз фабрикасының қоймасы Қостанайда өртенді"),
        ("Балқаш көлінде қайық аударылып, 3 балықшы қаза тапты",
         "Балқаш көлінде аударылған қайықта үш балықшы қаза болды"),
    ],
    "en": [
        ("Court sentences businessman Kaliyev to five years for bribery",
         "Businessman Kaliyev sentenced to 5 years for bribery"),
        ("Bus carrying hikers overturns near Kokshetau, 4 dead",
         "Four hikers die as bus overturns near Kokshetau"),
        ("Furniture warehouse in Karaganda destroyed by fire",
         "Fire destroys furniture warehouse in Karaganda"),
    ],
}  # fmt: skip

# Of two events, however alike they are told; by the reason.
DIFFERENT = {
    "two verdicts": [
        ("Суд приговорил бизнесмена Калиева к 5 годам за взятку",
         "Суд оправдал бизнесмена Калиева по делу о взятке"),
        ("Суд приговорил бизнесмена Калиева к 5 годам за взятку",
         "Суд приговорил бизнесмена Калиева к 7 годам за взятку"),
        ("Суд приговорил экс-акима Калиева к пяти годам за взятку",
         "Суд приговорил экс-акима Сарсенова к пяти годам за взятку"),
        ("Сот кәсіпкер Қуатовты пара ісі бойынша соттады",
         "Сот кәсіпкер Қуатовты пара ісі бойынша ақтады"),
        ("Court convicts businessman Kaliyev in bribery case",
         "Court acquits businessman Kaliyev in bribery case"),
    ],
    "an accusation and a sentence": [
        ("Экс-министра Омарова обвинили в хищении 3 млн тенге",
         "Экс-министра Омарова приговорили за хищение 3 млн тенге"),
        ("Экс-министра Омарова задержали за хищение в Таразе",
         "Экс-министр Омаров арестован за хищение в Таразе"),
        ("Former minister Omarov charged with embezzlement in Taraz",
         "Former minister Omarov convicted of embezzlement in Taraz"),
    ],
    "a forecast and its result": [
        ("Новый мост через Ишим откроют в Астане", "Новый мост через Ишим открыли в Астане"),
        ("Курс тенге к доллару может вырасти до 450",
         "Курс тенге к доллару вырос до 450"),
        ("Семейде жаңа көпір ашылады", "Семейде жаңа көпір ашылды"),
        ("Kokshetau hospital may close its maternity ward",
         "Kokshetau hospital closes its maternity ward"),
    ],
    "one day and the next": [
        ("При взрыве на шахте под Карагандой погибли 3 человека",
         "При взрыве на шахте под Карагандой погибли 7 человек"),
        ("Прогноз погоды на 8 ноября", "Прогноз погоды на 9 ноября"),
        ("3 killed in mine blast near Karaganda", "7 killed in mine blast near Karaganda"),
    ],
    "opposite things": [
        ("Цены на бензин выросли в Шымкенте", "Цены на бензин снизились в Шымкенте"),
        ("Мажилис одобрил закон о сталкинге", "Мажилис отклонил закон о сталкинге"),
        ("Шымкентте бензин қымбаттады", "Шымкентте бензин арзандады"),
        ("Petrol prices rise in Shymkent", "Petrol prices fall in Shymkent"),
    ],
    "a cause and its effect": [
        ("На шахте под Карагандой прогремел взрыв",
         "Названа причина взрыва на шахте под Карагандой"),
        ("В Таразе обрушился жилой дом",
         "Жильцам обрушившегося в Таразе дома выплатят компенсацию"),
        ("Mine blast near Karaganda kills miners", "Miners' families mourn after Karaganda blast"),
    ],
    "two outlets, little in common": [
        ("Главные новости дня", "Главные новости дня"),
        ("Прогноз погоды", "Прогноз погоды"),
    ],
}  # fmt: skip


def all_pairs() -> Iterator[tuple[str, str]]:
    for pairs in (*SAME.values(), *DIFFERENT.values()):
        yield from pairs
