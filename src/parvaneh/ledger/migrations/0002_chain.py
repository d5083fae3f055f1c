"""Triggers that number and chain events, and refuse every change to what is written.

Not declared with pgtrigger: what it installs can be ignored by a session.
"""

from django.db import migrations

CHAIN = """
CREATE FUNCTION ledger_event_chain() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    said jsonb := NEW.body::jsonb;
    last record;
    mine record;
BEGIN
    -- The head is locked here and stays so until the commit: this statement is the act's last.
    SELECT number, hash INTO last FROM ledger_head WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        -- The first acts of all: one makes the head, the others wait for it to commit.
        PERFORM pg_advisory_xact_lock(hashtext('ledger_head'));
        SELECT number, hash INTO last FROM ledger_head WHERE id = 1 FOR UPDATE;
    END IF;
    IF NOT FOUND THEN
        IF EXISTS (SELECT FROM ledger_event) THEN
            RAISE EXCEPTION 'the head of the log is missing' USING ERRCODE = 'restrict_violation';
        END IF;
        INSERT INTO ledger_head (id, number, previous, hash)
            VALUES (1, 0, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))
            RETURNING number, hash INTO last;
    END IF;
    -- Rows that this statement has inserted before this one. The head itself is moved once, after
    -- the statement: moved row by row it would be sought through all its own earlier versions.
    SELECT number, hash INTO mine FROM ledger_event
        WHERE number > last.number ORDER BY number DESC LIMIT 1;
    IF FOUND THEN
        last := mine;
    END IF;
    NEW.number := last.number + 1;
    NEW.previous := last.hash;
    NEW.hash := sha256(convert_to(
        format(E'parvaneh-event-1\\n%s\\n%s\\n%s',
               NEW.number, encode(NEW.previous, 'hex'), NEW.body),
        'UTF8'));
    NEW.at := said->>'at';
    NEW.kind := said->>'kind';
    NEW.subject := said->>'subject';
    NEW.by := said->>'by';
    NEW.acted_for := coalesce(said->>'for', '');
    NEW."case" := coalesce(said->>'case', '');
    NEW.before := coalesce(said->>'before', '');
    NEW.after := coalesce(said->>'after', '');
    RETURN NEW;
END $$;
CREATE FUNCTION ledger_head_move() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    UPDATE ledger_head SET number = last.number, previous = last.previous, hash = last.hash
    FROM (SELECT number, previous, hash FROM ledger_event ORDER BY number DESC LIMIT 1) AS last
    WHERE id = 1;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_event_chain BEFORE INSERT ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_chain();
CREATE TRIGGER ledger_head_move AFTER INSERT ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_head_move();
"""
UNCHAIN = """
DROP TRIGGER ledger_event_chain ON ledger_event;
DROP TRIGGER ledger_head_move ON ledger_event;
DROP FUNCTION ledger_event_chain();
DROP FUNCTION ledger_head_move();
"""

REFUSAL = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""
# What is never done to a table. A private value may be deleted, and sealed with a newer key.
REFUSED = {
    "ledger_event": "UPDATE OR DELETE",
    "ledger_tile": "UPDATE OR DELETE",
    "ledger_checkpoint": "UPDATE OR DELETE",
    "ledger_private": "UPDATE OF commitment, name, salt",
    "ledger_head": "DELETE",
}


def guarded(table: str, refused: str) -> migrations.RunSQL:
    """Refuse some operations on a table, and to empty it at once."""
    return migrations.RunSQL(
        f"""
CREATE TRIGGER {table}_append_only BEFORE {refused} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
""",
        f"""
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_not_emptied ON {table};
""",
    )


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(CHAIN, UNCHAIN),
        migrations.RunSQL(REFUSAL, "DROP FUNCTION ledger_refuse();"),
        *(guarded(table, refused) for table, refused in REFUSED.items()),
    ]
