import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import parvaneh.access.models.grants
import parvaneh.access.scopes
import parvaneh.frame.migration
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        parvaneh.frame.migration.Together(
            operations=[migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('username', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('mobile', models.CharField(blank=True, max_length=16)),
                    ('language', models.CharField(default='fa', max_length=2)),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_demo', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('username__regex', '^[a-z][a-z0-9._-]{1,39}$')), name='user_username_is_folded'), models.CheckConstraint(condition=models.Q(('mobile', ''), ('mobile__regex', '^\\+[1-9][0-9]{7,14}$'), _connector='OR'), name='user_mobile_is_e164'), models.CheckConstraint(condition=models.Q(('language__in', ('fa', 'en'))), name='user_language'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='user_has_a_name'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_is_unique'), models.UniqueConstraint(condition=models.Q(('mobile', ''), _negated=True), fields=('mobile',), name='user_mobile_is_unique')],
                },
            ), migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(max_length=40)),
                    ('scope', models.CharField(choices=[('country', 'country'), ('province', 'province'), ('kanoon', 'kanoon'), ('office', 'office'), ('case', 'case')], max_length=10)),
                    ('scope_key', models.CharField(blank=True, max_length=40)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('given_by', models.CharField(max_length=40)),
                    ('given_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at__isnull', True)), expressions=[('user', '='), ('role', '='), ('scope', '='), ('scope_key', '='), (parvaneh.access.models.grants.Days(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='grant_once_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='grant_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('scope', parvaneh.access.scopes.Scope['COUNTRY']), ('scope_key', '')), models.Q(('scope__in', [parvaneh.access.scopes.Scope['PROVINCE'], parvaneh.access.scopes.Scope['KANOON'], parvaneh.access.scopes.Scope['OFFICE'], parvaneh.access.scopes.Scope['CASE']]), models.Q(('scope_key', ''), _negated=True)), _connector='OR'), name='grant_names_its_place'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), _connector='OR'), name='grant_withdrawn_by_somebody')],
                },
            ), migrations.CreateModel(
                name='Delegation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('may_pass_on', models.BooleanField(default=False)),
                    ('reason', models.TextField()),
                    ('given_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_given', to=settings.AUTH_USER_MODEL)),
                    ('passed_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations_passed_on', to='access.delegation')),
                    ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_received', to=settings.AUTH_USER_MODEL)),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='access.grant')),
                ],
                options={
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at__isnull', True)), expressions=[('receiver', '='), ('grant', '='), (parvaneh.access.models.grants.Days(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='delegation_once_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='delegation_to_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='delegation_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), _connector='OR'), name='delegation_withdrawn_by_somebody')],
                },
            ), migrations.CreateModel(
                name='DelegationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('may_pass_on', models.BooleanField(default=False)),
                    ('reason', models.TextField()),
                    ('given_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('giver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('passed_from', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.delegation')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.delegation')),
                    ('receiver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.grant')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='GrantEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(max_length=40)),
                    ('scope', models.CharField(choices=[('country', 'country'), ('province', 'province'), ('kanoon', 'kanoon'), ('office', 'office'), ('case', 'case')], max_length=10)),
                    ('scope_key', models.CharField(blank=True, max_length=40)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('given_by', models.CharField(max_length=40)),
                    ('given_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.grant')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Kept',
                fields=[
                    ('name', models.CharField(max_length=255, primary_key=True, serialize=False)),
                    ('content', models.JSONField()),
                    ('expires_at', models.DateTimeField(null=True)),
                ],
            ), migrations.CreateModel(
                name='PasswordCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.BinaryField(max_length=32, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='password_codes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='password_code_expires_later')],
                },
            ), migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('subject', models.CharField(max_length=80)),
                    ('content', models.JSONField()),
                    ('digest', models.CharField(max_length=64)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('kanoon', models.CharField(blank=True, max_length=20)),
                    ('office', models.CharField(blank=True, max_length=12)),
                    ('case', models.CharField(blank=True, max_length=24)),
                    ('proposed_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declined_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals_made', to=settings.AUTH_USER_MODEL)),
                    ('proposed_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('confirmed_at__isnull', True), ('declined_at__isnull', True)), fields=['kind', 'subject'], name='proposal_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='proposal_confirmed_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at__isnull', True), ('declined_by__isnull', True)), models.Q(('declined_at__isnull', False), ('declined_by__isnull', False)), _connector='OR'), name='proposal_declined_by_somebody'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='proposal_has_one_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), ('proposed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), models.Q(('confirmed_by__isnull', True), ('proposed_for__isnull', True), models.Q(('confirmed_by', models.F('proposed_for')), _negated=True), _connector='OR'), models.Q(('confirmed_for__isnull', True), ('proposed_by__isnull', True), models.Q(('confirmed_for', models.F('proposed_by')), _negated=True), _connector='OR'), models.Q(('confirmed_for__isnull', True), ('proposed_for__isnull', True), models.Q(('confirmed_for', models.F('proposed_for')), _negated=True), _connector='OR')), name='proposal_takes_two_people'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('confirmed_at__lt', models.F('expires_at')), _connector='OR'), name='proposal_confirmed_in_time')],
                },
            ), migrations.CreateModel(
                name='ProposalEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('kind', models.CharField(max_length=40)),
                    ('subject', models.CharField(max_length=80)),
                    ('content', models.JSONField()),
                    ('digest', models.CharField(max_length=64)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('kanoon', models.CharField(blank=True, max_length=20)),
                    ('office', models.CharField(blank=True, max_length=12)),
                    ('case', models.CharField(blank=True, max_length=24)),
                    ('proposed_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('confirmed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_for', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declined_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.proposal')),
                    ('proposed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_for', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Session',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.BinaryField(max_length=32, unique=True)),
                    ('content', models.TextField()),
                    ('device', models.CharField(blank=True, max_length=200)),
                    ('address', models.GenericIPAddressField(null=True)),
                    ('made_at', models.DateTimeField()),
                    ('last_seen_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_why', models.CharField(blank=True, max_length=20)),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['user'], name='session_open_of_user'), models.Index(fields=['expires_at'], name='session_expires')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_why', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='session_ended_for_a_reason'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='session_expires_after_it_is_made')],
                },
            ), migrations.CreateModel(
                name='Throttle',
                fields=[
                    ('bucket', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('count', models.PositiveIntegerField()),
                    ('since_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('username', models.CharField(max_length=40)),
                    ('name', models.CharField(max_length=120)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('mobile', models.CharField(blank=True, max_length=16)),
                    ('language', models.CharField(default='fa', max_length=2)),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_demo', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField()),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_userevent" ("code", "created_at", "email", "id", "is_active", "is_demo", "language", "mobile", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."code", new_values."created_at", new_values."email", new_values."id", new_values."is_active", new_values."is_demo", new_values."language", new_values."mobile", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e7c31b62aed8150f4a54147e9ea8a3a2e11faba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b2fac', referencing='REFERENCING NEW TABLE AS new_values ', table='access_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "access_userevent" ("code", "created_at", "email", "id", "is_active", "is_demo", "language", "mobile", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."code", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."language", NEW."mobile", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;', hash='3e0cf154c39871d108ae51819b9f541643db1465', operation='UPDATE', pgid='pgtrigger_update_update_5efde', table='access_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_userevent" ("code", "created_at", "email", "id", "is_active", "is_demo", "language", "mobile", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."code", OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."is_demo", OLD."language", OLD."mobile", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;', hash='92457b42ea868b7785497b43c84f8b10f389f0b2', operation='DELETE', pgid='pgtrigger_delete_delete_dea43', table='access_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_grantevent" ("ends_on", "given_at", "given_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope", "scope_key", "starts_on", "user_id", "withdrawn_at", "withdrawn_by") SELECT new_values."ends_on", new_values."given_at", new_values."given_by", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."role", new_values."scope", new_values."scope_key", new_values."starts_on", new_values."user_id", new_values."withdrawn_at", new_values."withdrawn_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='391aa60e4b0de0a7bbe4e38b1ca127156d9b7a3c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1423b', referencing='REFERENCING NEW TABLE AS new_values ', table='access_grant', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_grantevent" ("ends_on", "given_at", "given_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope", "scope_key", "starts_on", "user_id", "withdrawn_at", "withdrawn_by") VALUES (NEW."ends_on", NEW."given_at", NEW."given_by", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role", NEW."scope", NEW."scope_key", NEW."starts_on", NEW."user_id", NEW."withdrawn_at", NEW."withdrawn_by"); RETURN NULL;', hash='8702a59df43bc60a5f938f638078645fadf73ac3', operation='UPDATE', pgid='pgtrigger_update_update_c99f4', table='access_grant', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_grantevent" ("ends_on", "given_at", "given_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope", "scope_key", "starts_on", "user_id", "withdrawn_at", "withdrawn_by") VALUES (OLD."ends_on", OLD."given_at", OLD."given_by", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."scope", OLD."scope_key", OLD."starts_on", OLD."user_id", OLD."withdrawn_at", OLD."withdrawn_by"); RETURN NULL;', hash='f95afaafecd97946836ca29dcc7a33a4cf48c09e', operation='DELETE', pgid='pgtrigger_delete_delete_b6eaf', table='access_grant', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_delegationevent" ("ends_on", "given_at", "giver_id", "grant_id", "id", "may_pass_on", "passed_from_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id", "starts_on", "withdrawn_at", "withdrawn_by") SELECT new_values."ends_on", new_values."given_at", new_values."giver_id", new_values."grant_id", new_values."id", new_values."may_pass_on", new_values."passed_from_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."reason", new_values."receiver_id", new_values."starts_on", new_values."withdrawn_at", new_values."withdrawn_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f4031a129cafe854db603f87f52d8a930d4d8b0e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2a7ee', referencing='REFERENCING NEW TABLE AS new_values ', table='access_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_delegationevent" ("ends_on", "given_at", "giver_id", "grant_id", "id", "may_pass_on", "passed_from_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id", "starts_on", "withdrawn_at", "withdrawn_by") VALUES (NEW."ends_on", NEW."given_at", NEW."giver_id", NEW."grant_id", NEW."id", NEW."may_pass_on", NEW."passed_from_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason", NEW."receiver_id", NEW."starts_on", NEW."withdrawn_at", NEW."withdrawn_by"); RETURN NULL;', hash='a5c4a35a4537c6a671c44487431e599a23dcf189', operation='UPDATE', pgid='pgtrigger_update_update_5158b', table='access_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='delegation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_delegationevent" ("ends_on", "given_at", "giver_id", "grant_id", "id", "may_pass_on", "passed_from_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id", "starts_on", "withdrawn_at", "withdrawn_by") VALUES (OLD."ends_on", OLD."given_at", OLD."giver_id", OLD."grant_id", OLD."id", OLD."may_pass_on", OLD."passed_from_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."receiver_id", OLD."starts_on", OLD."withdrawn_at", OLD."withdrawn_by"); RETURN NULL;', hash='e15a7c8dac9a8ca071983dad6a437300b4729530', operation='DELETE', pgid='pgtrigger_delete_delete_af94b', table='access_delegation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='proposal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_proposalevent" ("case", "code", "confirmed_at", "confirmed_by_id", "confirmed_for_id", "content", "declined_at", "declined_by_id", "digest", "expires_at", "id", "kanoon", "kind", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_for_id", "province", "reason", "subject") SELECT new_values."case", new_values."code", new_values."confirmed_at", new_values."confirmed_by_id", new_values."confirmed_for_id", new_values."content", new_values."declined_at", new_values."declined_by_id", new_values."digest", new_values."expires_at", new_values."id", new_values."kanoon", new_values."kind", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."proposed_for_id", new_values."province", new_values."reason", new_values."subject" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8fdb50696a03040f236b21eedeefaef13086a427', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f83a4', referencing='REFERENCING NEW TABLE AS new_values ', table='access_proposal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='proposal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_proposalevent" ("case", "code", "confirmed_at", "confirmed_by_id", "confirmed_for_id", "content", "declined_at", "declined_by_id", "digest", "expires_at", "id", "kanoon", "kind", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_for_id", "province", "reason", "subject") VALUES (NEW."case", NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_for_id", NEW."content", NEW."declined_at", NEW."declined_by_id", NEW."digest", NEW."expires_at", NEW."id", NEW."kanoon", NEW."kind", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."proposed_for_id", NEW."province", NEW."reason", NEW."subject"); RETURN NULL;', hash='c752e65c55bcef15307a929bcf5859c9568a92b1', operation='UPDATE', pgid='pgtrigger_update_update_dd2f6', table='access_proposal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='proposal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_proposalevent" ("case", "code", "confirmed_at", "confirmed_by_id", "confirmed_for_id", "content", "declined_at", "declined_by_id", "digest", "expires_at", "id", "kanoon", "kind", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_for_id", "province", "reason", "subject") VALUES (OLD."case", OLD."code", OLD."confirmed_at", OLD."confirmed_by_id", OLD."confirmed_for_id", OLD."content", OLD."declined_at", OLD."declined_by_id", OLD."digest", OLD."expires_at", OLD."id", OLD."kanoon", OLD."kind", OLD."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."proposed_for_id", OLD."province", OLD."reason", OLD."subject"); RETURN NULL;', hash='a668c08c77141e5d72899b827b62c7f918577f7f', operation='DELETE', pgid='pgtrigger_delete_delete_e5737', table='access_proposal', when='AFTER')),
            )],
        ),
    ]
