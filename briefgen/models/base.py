"""What every model is: frozen, closed, and comparable by value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value; an unknown field is an error.

    What validates it is made when it is first used: most commands use few of the models that they load.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
