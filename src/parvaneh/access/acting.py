"""Who acts: the user, and for whom by delegation. Every operation takes it as `by`."""

from dataclasses import dataclass

from parvaneh.access.models import User


@dataclass(frozen=True)
class Acting:
    """A user who acts, for themselves or, by delegation, for another."""

    user: User
    acts_for: User | None = None

    @property
    def key(self) -> str:
        """Key of who acts, as events name them."""
        return f"user:{self.user.code}"

    @property
    def for_key(self) -> str:
        """Key of whom they act for; empty where they act for themselves."""
        return f"user:{self.acts_for.code}" if self.acts_for else ""
