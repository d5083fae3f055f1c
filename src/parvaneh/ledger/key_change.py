"""After a change of keys: every personal value sealed with the key in use, on record."""

from datetime import datetime

from parvaneh.frame.keyring import key_in_use
from parvaneh.frame.resealing import models_with_personal_fields, rows_reseal
from parvaneh.kit.keys import Purpose
from parvaneh.ledger.acts import Doer, act, event_write


def personal_fields_reseal(*, by: Doer, at: datetime) -> dict[str, int]:
    """Seal all personal values with the keys in use; one act and one event for each table.

    Stopped midway, it goes on where it was when it is run again.

    Returns:
        By table, how many rows had been sealed with an older key.

    Raises:
        NoKey: an older key is not in the keyring.
        NotSealedHere: a value was moved or damaged.
    """
    done = {}
    for model in models_with_personal_fields():
        table = model._meta.db_table
        with act(by=by, at=at):
            done[table] = rows_reseal(model)
            if done[table]:
                event_write(
                    kind="keys.fields-resealed",
                    subject=f"table:{table}",
                    facts={
                        "rows": done[table],
                        "encryption": key_in_use(Purpose.ENCRYPTION).id,
                        "index": key_in_use(Purpose.INDEX).id,
                    },
                )
    return done
