"""A simulated Telegram Bot API, as strict as the real one."""

from demo.telegram.simulator import SimulatedTelegram

__all__ = ["SimulatedTelegram"]
