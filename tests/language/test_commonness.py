from language.commonness import commonness


def test_function_words_are_common_and_long_words_rare() -> None:
    assert commonness("the") == commonness("және") == commonness("это")
    assert commonness("the") > commonness("суд") > commonness("сталкинг") > 0
    assert commonness("x" * 10_000) > 0
