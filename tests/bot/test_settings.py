"""Settings: read from the environment, and refused in one line that says what they take."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_defaults_are_those_of_the_example_file() -> None:
    example = {}
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            example[name.lower()] = value
    assert example.keys() == Settings.model_fields.keys()
    defaults = load_settings()
    for name, value in example.items():
        default = getattr(defaults, name)
        if isinstance(default, bool):
            assert value == str(default).lower()
        elif isinstance(default, frozenset):
            assert value == ""
        else:
            assert value == (f"{default:g}" if isinstance(default, float) else str(default))


def test_they_come_from_the_environment_and_from_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("ADMIN_IDS=1, 2\nSEND_RATE=20\n")
    monkeypatch.setenv("SEND_RATE", "10")
    settings = load_settings()
    assert settings.admin_ids == {1, 2}
    assert settings.send_rate == 10


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "secret"),
        ("ADMIN_IDS", "ann"),
        ("DATABASE_URL", "mysql://localhost/jarshy"),
        ("DATABASE_URL", "jarshy.db"),
        ("POLL_MIN_SECONDS", "soon"),
        ("POLL_MIN_SECONDS", "0"),
        ("POLL_MAX_SECONDS", "1"),
        ("TELEGRAM_API_URL", "telegram"),
        ("SEND_RATE", "31"),
        ("SEND_RATE", "0"),
        ("PUBLIC_URL", "http://bot.example"),
        ("PUBLIC_URL", "https://bot.example:9000"),
        ("PUBLIC_URL", "bot.example"),
        ("WEB_PORT", "70000"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("MAX_FOLLOWS_PER_CHAT", "0"),
        ("ALLOW_PRIVATE_NETWORKS", "perhaps"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{name} takes ")
    assert "\n" not in str(caught.value)


def test_a_webhook_needs_the_web_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example:8443/jarshy")
    assert load_settings().public_url == "https://bot.example:8443/jarshy"
    monkeypatch.setenv("WEB_PORT", "0")
    with pytest.raises(SettingsError, match="WEB_PORT"):
        load_settings()


def test_tests_and_intranets_may_use_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:9000")
    monkeypatch.setenv("ALLOW_PRIVATE_NETWORKS", "true")
    assert load_settings().public_url


def test_paying_lifts_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_RATE", "1000")
    monkeypatch.setenv("PAID_BROADCAST", "true")
    assert load_settings().send_rate == 1000


def test_a_refused_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "12345:not a token but secret")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "secret" not in str(caught.value)
