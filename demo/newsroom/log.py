"""Who asked the newsroom for what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, logged when it was answered.

    Attributes:
        host: the host and port asked for.
        if_none_match, if_modified_since: its conditions, empty for none.
        status: what was answered; 0 if the reader went away first.
        at: when it came, in monotonic seconds.
        took: how many seconds it lasted.
        concurrent: how many requests to this host were open when it came, itself included.
    """

    path: str
    host: str
    if_none_match: str
    if_modified_since: str
    user_agent: str
    status: int
    at: float
    took: float
    concurrent: int
