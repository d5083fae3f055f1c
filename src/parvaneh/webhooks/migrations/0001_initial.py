import django.contrib.postgres.fields
import django.db.models.deletion
import parvaneh.frame.fields
import parvaneh.frame.migration
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        parvaneh.frame.migration.Together(
            operations=[migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=16, unique=True)),
                    ('title', models.CharField(max_length=120)),
                    ('url', models.CharField(max_length=300)),
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                    ('secret', parvaneh.frame.fields.EncryptedTextField(row='code')),
                    ('made_by', models.CharField(max_length=40)),
                    ('made_at', models.DateTimeField()),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('because', models.CharField(blank=True, max_length=400)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('url',), name='target_address_once'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('ended_at', None), ('ended_by', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_by', ''), _negated=True), models.Q(('because', ''), _negated=True)), _connector='OR'), name='target_ended_by_and_why')],
                },
            ), migrations.CreateModel(
                name='TargetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=16)),
                    ('title', models.CharField(max_length=120)),
                    ('url', models.CharField(max_length=300)),
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                    ('secret', parvaneh.frame.fields.EncryptedTextField(row='code')),
                    ('made_by', models.CharField(max_length=40)),
                    ('made_at', models.DateTimeField()),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='webhooks.target')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('body', models.TextField()),
                    ('written_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ranking.announced', 'grade.changed'])), name='webhook_message_kind_known')],
                },
            ), migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(default='waiting', max_length=8)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('due_at', models.DateTimeField()),
                    ('answered', models.PositiveSmallIntegerField(null=True)),
                    ('failure', models.CharField(blank=True, max_length=60)),
                    ('tried_at', models.DateTimeField(null=True)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='webhooks.message')),
                    ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='webhooks.target')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['target', 'due_at'], name='delivery_due'), models.Index(fields=['target', '-id'], name='delivery_by_target')],
                    'constraints': [models.UniqueConstraint(fields=('message', 'target'), name='delivery_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'arrived', 'given_up'])), name='delivery_state_known')],
                },
            ), pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0dfa9d0452e016535445a6a422d37a17810c0bdd', operation='UPDATE', pgid='pgtrigger_never_changed_ce7cf', table='webhooks_message', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5dc71119ab29ae20cee3297f581d67551c9f3b2c', operation='DELETE', pgid='pgtrigger_never_deleted_3617d', table='webhooks_message', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='target',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "webhooks_targetevent" ("because", "code", "ended_at", "ended_by", "id", "kinds", "made_at", "made_by", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret", "title", "url") SELECT new_values."because", new_values."code", new_values."ended_at", new_values."ended_by", new_values."id", new_values."kinds", new_values."made_at", new_values."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."secret", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='553480cae754e1553275d3fe5774fa0644b0db14', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2f86d', referencing='REFERENCING NEW TABLE AS new_values ', table='webhooks_target', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='target',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "webhooks_targetevent" ("because", "code", "ended_at", "ended_by", "id", "kinds", "made_at", "made_by", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret", "title", "url") VALUES (NEW."because", NEW."code", NEW."ended_at", NEW."ended_by", NEW."id", NEW."kinds", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."secret", NEW."title", NEW."url"); RETURN NULL;', hash='e07c4b32bdaf8ce3bdb71c1d2a013e370e774ad2', operation='UPDATE', pgid='pgtrigger_update_update_20e4c', table='webhooks_target', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='target',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "webhooks_targetevent" ("because", "code", "ended_at", "ended_by", "id", "kinds", "made_at", "made_by", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "secret", "title", "url") VALUES (OLD."because", OLD."code", OLD."ended_at", OLD."ended_by", OLD."id", OLD."kinds", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."secret", OLD."title", OLD."url"); RETURN NULL;', hash='a4c09c1ca60a1f94e262029085520b3dce169bbb', operation='DELETE', pgid='pgtrigger_delete_delete_76d8d', table='webhooks_target', when='AFTER')),
            )],
        ),
    ]
