"""How long, how many, on what: read from the environment by `make soak`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One run; the same seed gives the same people the same inclinations, not the same clock."""

    seconds: float = 120
    people: int = 5
    """Processes of drafters, deciders and clerks who work by the services."""
    browsers: int = 3
    """Processes of clerks and heads who work by the pages."""
    database: str = "sqlite"
    numbers: int = 0
    """Go on until so many numbers are given, however long it takes; 0: for `seconds`."""
    kills: int = 0
    """With `numbers`: go on until so many processes were killed too."""
    seed: int = 302020
    calm: float = 2.0
    """Seconds between two kills on average."""
    registering: float = 0.5
    """How often a person registers another document instead of moving a plan."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Wish":
        """Return what SOAK_… says; what it does not say stays as it is."""
        return cls(
            seconds=float(env.get("SOAK_MINUTES", "2")) * 60,
            people=int(env.get("SOAK_PROCESSES", "5")),
            browsers=int(env.get("SOAK_BROWSERS", "3")),
            database=env.get("SOAK_DATABASE", "sqlite"),
            numbers=int(env.get("SOAK_NUMBERS", "0")),
            kills=int(env.get("SOAK_KILLS", "0")),
            seed=int(env.get("SOAK_SEED", "302020")),
            calm=float(env.get("SOAK_CALM", "2")),
            registering=float(env.get("SOAK_REGISTERING", "0.5")),
        )
