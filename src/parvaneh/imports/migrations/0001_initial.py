import django.db.models.deletion
import parvaneh.frame.fields
import parvaneh.frame.migration
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_initial'),
    ]

    operations = [
        parvaneh.frame.migration.Together(
            operations=[migrations.CreateModel(
                name='Import',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('kind', models.CharField(max_length=12)),
                    ('state', models.CharField(default='given', max_length=8)),
                    ('name', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('counts', models.JSONField(default=dict)),
                    ('partly', models.BooleanField(default=False)),
                    ('given_by', models.CharField(max_length=40)),
                    ('given_for', models.CharField(blank=True, max_length=40)),
                    ('given_at', models.DateTimeField()),
                    ('done_by', models.CharField(blank=True, max_length=40)),
                    ('done_for', models.CharField(blank=True, max_length=40)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('undone_by', models.CharField(blank=True, max_length=40)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('because', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='casework.content')),
                    ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_reports', to='casework.content')),
                ],
                options={
                    'ordering': ('-given_at', '-pk'),
                    'indexes': [models.Index(fields=['kind', '-given_at'], name='import_by_kind')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['given', 'checked', 'ordered', 'done', 'undone'])), name='import_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state__in', ('done', 'undone')), models.Q(('done_by', ''), _negated=True)), models.Q(('done_at', None), ('done_by', ''), ('state__in', ('given', 'checked'))), models.Q(('done_at', None), ('state', 'ordered'), models.Q(('done_by', ''), _negated=True)), _connector='OR'), name='import_done_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False), models.Q(('undone_by', ''), _negated=True)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None), ('undone_by', '')), _connector='OR'), name='import_undone_by_and_at')],
                },
            ), migrations.CreateModel(
                name='ImportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('kind', models.CharField(max_length=12)),
                    ('state', models.CharField(default='given', max_length=8)),
                    ('name', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('counts', models.JSONField(default=dict)),
                    ('partly', models.BooleanField(default=False)),
                    ('given_by', models.CharField(max_length=40)),
                    ('given_for', models.CharField(blank=True, max_length=40)),
                    ('given_at', models.DateTimeField()),
                    ('done_by', models.CharField(blank=True, max_length=40)),
                    ('done_for', models.CharField(blank=True, max_length=40)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('undone_by', models.CharField(blank=True, max_length=40)),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('because', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.content')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imports.import')),
                    ('report', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.content')),
                ],
                options={
                    'abstract': False,
                },
            ), pgtrigger.migrations.AddTrigger(
                model_name='import',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "imports_importevent" ("because", "code", "counts", "done_at", "done_by", "done_for", "file_id", "given_at", "given_by", "given_for", "id", "kind", "name", "partly", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "state", "undone_at", "undone_by") SELECT new_values."because", new_values."code", new_values."counts", new_values."done_at", new_values."done_by", new_values."done_for", new_values."file_id", new_values."given_at", new_values."given_by", new_values."given_for", new_values."id", new_values."kind", new_values."name", new_values."partly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."report_id", new_values."state", new_values."undone_at", new_values."undone_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='70eba120a080129ff488447536f7c30b05b9d944', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5809a', referencing='REFERENCING NEW TABLE AS new_values ', table='imports_import', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='import',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "imports_importevent" ("because", "code", "counts", "done_at", "done_by", "done_for", "file_id", "given_at", "given_by", "given_for", "id", "kind", "name", "partly", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "state", "undone_at", "undone_by") VALUES (NEW."because", NEW."code", NEW."counts", NEW."done_at", NEW."done_by", NEW."done_for", NEW."file_id", NEW."given_at", NEW."given_by", NEW."given_for", NEW."id", NEW."kind", NEW."name", NEW."partly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."report_id", NEW."state", NEW."undone_at", NEW."undone_by"); RETURN NULL;', hash='3d11a96c4be7dd4bc0b6d8d1ac693706ce6cc09c', operation='UPDATE', pgid='pgtrigger_update_update_43cf2', table='imports_import', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='import',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imports_importevent" ("because", "code", "counts", "done_at", "done_by", "done_for", "file_id", "given_at", "given_by", "given_for", "id", "kind", "name", "partly", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "state", "undone_at", "undone_by") VALUES (OLD."because", OLD."code", OLD."counts", OLD."done_at", OLD."done_by", OLD."done_for", OLD."file_id", OLD."given_at", OLD."given_by", OLD."given_for", OLD."id", OLD."kind", OLD."name", OLD."partly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."report_id", OLD."state", OLD."undone_at", OLD."undone_by"); RETURN NULL;', hash='abf1d80d5e7405763d3bf7d23753824ce121fc58', operation='DELETE', pgid='pgtrigger_delete_delete_1f381', table='imports_import', when='AFTER')),
            )],
        ),
    ]
