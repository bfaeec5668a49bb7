"""A token never reaches a log, whichever way it comes."""

import json
import logging

import pytest
import structlog

from bot.logs import configure_logs

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.mark.parametrize("fmt", ["console", "json"])
def test_tokens_are_hidden(fmt: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", fmt)
    log = structlog.get_logger("test")
    event = f"asked https://api.telegram.org/bot{TOKEN}/getMe"
    log.info(event, url=f"/bot{TOKEN}/", parts=[TOKEN])
    logging.getLogger("some_package").error("failed: %s", f"/bot{TOKEN}/sendMessage")
    try:
        raise RuntimeError(f"cannot reach /bot{TOKEN}/")
    except RuntimeError:
        log.exception("it failed")
        logging.getLogger("some_package").exception("it failed as well")
    said = capsys.readouterr().err
    assert TOKEN not in said
    assert said.count("<token>") >= 6


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger("test").info("привет", chat=7)
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert said["event"] == "привет"
    assert said["chat"] == 7


def test_quiet_levels_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("WARNING", "console")
    structlog.get_logger("test").info("chatter")
    assert capsys.readouterr().err == ""
