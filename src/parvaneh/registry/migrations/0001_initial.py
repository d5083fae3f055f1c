import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import parvaneh.frame.fields
import parvaneh.frame.migration
import parvaneh.frame.persian
import parvaneh.law.directive_1392.person
import parvaneh.law.judicial_calendar
import parvaneh.law.vocabulary
import parvaneh.registry.models.bodies
import parvaneh.registry.models.periods
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        # Ours are many and point at users: whatever changes theirs comes first, while it is quick.
        ('mfa', '0003_authenticator_type_uniq'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        ('procrastinate', '0041_post_retry_failed_job'),
        ('access', '__first__'),
        ('frame', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(
            sql='CREATE EXTENSION IF NOT EXISTS btree_gist',
            reverse_sql='',
        ),
        migrations.RunSQL(
            sql='CREATE SEQUENCE registry_version_number',
            reverse_sql='DROP SEQUENCE registry_version_number',
        ),
        parvaneh.frame.migration.Together(
            operations=[migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('kind', models.CharField(default='natural', max_length=8)),
                    ('name', models.CharField(max_length=120)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('man', models.BooleanField(null=True)),
                    ('national_id', parvaneh.frame.fields.EncryptedTextField(row='code')),
                    ('national_index', parvaneh.frame.fields.BlindIndexField(domain='national_id', editable=False, max_length=80, null=True, of='national_id', unique=True)),
                    ('born_on', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('mobile', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('died_on', models.DateField(null=True)),
                    ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(parvaneh.frame.persian.FaKey('name'), models.F('code'), name='person_by_name'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(parvaneh.frame.persian.FaNorm('name'), 'gin_trgm_ops'), name='person_search')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('natural', 'legal'))), name='person_kind_known'), models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30', ''))), name='person_province_known')],
                },
            ), migrations.CreateModel(
                name='Certificate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=24)),
                    ('detail', models.CharField(blank=True, max_length=20)),
                    ('holds', models.BooleanField(default=True)),
                    ('issuer', models.CharField(blank=True, max_length=120)),
                    ('computer_for', models.GeneratedField(db_persist=True, expression=models.Case(models.When(kind='computer_skill', then=models.F('detail')), default=models.Value('')), output_field=models.CharField(max_length=20))),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='registry.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='certificate_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('kind', '='), ('computer_for', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='certificate_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('detail', ''), ('kind__in', ('iranian', 'constitution', 'islam', 'free_of_addiction', 'free_of_criminal_record', 'able'))), models.Q(('kind', 'military_service'), ('detail__in', ('completed', 'permanently_exempt', 'deferred', 'owed'))), models.Q(('kind', 'computer_skill'), ('detail__in', ('manager', 'legal_expert', 'it_expert', 'clerk'))), _connector='OR'), name='certificate_detail_known')],
                },
            ), migrations.CreateModel(
                name='DayOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('kind', models.CharField(max_length=8)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('fa', models.CharField(max_length=120)),
                    ('en', models.CharField(max_length=120)),
                    ('source', models.CharField(max_length=120)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('holiday', 'closure', 'outage'))), name='dayoff_kind_known'), models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30', ''))), name='dayoff_province_known'), models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('on', 'kind', 'province', 'fa'), name='dayoff_once'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='dayoff_withdrawn_pair')],
                },
            ), migrations.CreateModel(
                name='DayOffEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('on', models.DateField()),
                    ('kind', models.CharField(max_length=8)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('fa', models.CharField(max_length=120)),
                    ('en', models.CharField(max_length=120)),
                    ('source', models.CharField(max_length=120)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.dayoff')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Declaration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('declared_on', models.DateField()),
                    ('occupations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'declared_on'), name='declaration_once'), models.CheckConstraint(condition=models.Q(('occupations__contained_by', ['lawyer', 'adviser_187', 'official_expert', 'judge', 'notary', 'merchant', 'state_staff', 'public_body_staff'])), name='declaration_occupations_known')],
                },
            ), migrations.CreateModel(
                name='DeclarationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('declared_on', models.DateField()),
                    ('occupations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.declaration')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Degree',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('level', models.CharField(max_length=12)),
                    ('field', models.CharField(blank=True, max_length=60)),
                    ('institution', models.CharField(blank=True, max_length=120)),
                    ('awarded_on', models.DateField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('level__in', (parvaneh.law.directive_1392.person.Level['ASSOCIATE'], parvaneh.law.directive_1392.person.Level['BACHELOR'], parvaneh.law.directive_1392.person.Level['MASTER'], parvaneh.law.directive_1392.person.Level['DOCTORATE'], parvaneh.law.directive_1392.person.Level['SEMINARY_1'], parvaneh.law.directive_1392.person.Level['SEMINARY_2'], parvaneh.law.directive_1392.person.Level['SEMINARY_3'], parvaneh.law.directive_1392.person.Level['SEMINARY_4']))), name='degree_level_known'), models.UniqueConstraint(fields=('person', 'level', 'field'), name='degree_once')],
                },
            ), migrations.CreateModel(
                name='DegreeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('level', models.CharField(max_length=12)),
                    ('field', models.CharField(blank=True, max_length=60)),
                    ('institution', models.CharField(blank=True, max_length=120)),
                    ('awarded_on', models.DateField()),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.degree')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Dismissal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=24)),
                    ('permanent', models.BooleanField()),
                    ('final_on', models.DateField(null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('office__in', (parvaneh.law.directive_1392.person.Occupation['LAWYER'], parvaneh.law.directive_1392.person.Occupation['ADVISER_187'], parvaneh.law.directive_1392.person.Occupation['OFFICIAL_EXPERT'], parvaneh.law.directive_1392.person.Occupation['JUDGE'], parvaneh.law.directive_1392.person.Occupation['NOTARY'], parvaneh.law.directive_1392.person.Occupation['MERCHANT'], parvaneh.law.directive_1392.person.Occupation['STATE_STAFF'], parvaneh.law.directive_1392.person.Occupation['PUBLIC_BODY_STAFF']))), name='dismissal_office_known')],
                },
            ), migrations.CreateModel(
                name='DismissalEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=24)),
                    ('permanent', models.BooleanField()),
                    ('final_on', models.DateField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.dismissal')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Experience',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('work', models.CharField(max_length=200)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('related', models.BooleanField(default=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='experience_in_order')],
                },
            ), migrations.CreateModel(
                name='ExperienceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('work', models.CharField(max_length=200)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('related', models.BooleanField(default=False)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.experience')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('province', models.CharField(max_length=5)),
                    ('title', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [models.Index(fields=['province', 'code'], name='office_by_province'), models.Index(parvaneh.frame.persian.FaKey('title'), models.F('code'), name='office_by_title'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(parvaneh.frame.persian.FaNorm('title'), 'gin_trgm_ops'), name='office_search')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{1,12}$')), name='office_digits'), models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30'))), name='office_province_known')],
                },
            ), migrations.CreateModel(
                name='Licence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=16, unique=True)),
                    ('state', models.CharField(max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('issued_by', models.CharField(max_length=40)),
                    ('issued_at', models.DateTimeField()),
                    ('predecessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='registry.licence')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='registry.office')),
                    ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='registry.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'number'], name='licence_by_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('issued', 'active', 'renewal_due', 'suspended', 'expired', 'withdrawn', 'deceased', 'replaced', 'succeeded', 'closed', 'revoked'))), name='licence_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state__in', ('issued', 'active', 'suspended', 'renewal_due'))), models.Q(models.Q(('state__in', ('issued', 'active', 'suspended', 'renewal_due')), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='licence_ended_if_not_standing'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='licence_in_order'), models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{4}-[0-9]{5,}-[0-9]$')), name='licence_number_form'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('id')), _negated=True), name='licence_not_its_own_predecessor'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), (models.Func(models.F('starts_on'), models.F('ended_on'), models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='licence_one_an_office'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('manager', '='), (models.Func(models.F('starts_on'), models.F('ended_on'), models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='licence_one_a_manager')],
                },
            ), migrations.CreateModel(
                name='LicenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('number', models.CharField(max_length=16)),
                    ('state', models.CharField(max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('issued_by', models.CharField(max_length=40)),
                    ('issued_at', models.DateTimeField()),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.licence')),
                    ('predecessor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.licence')),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('manager', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='LicenceStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(max_length=12)),
                    ('state', models.CharField(max_length=12)),
                    ('takes_effect_on', models.DateField()),
                    ('actor', models.CharField(max_length=40)),
                    ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('source', models.CharField(blank=True, max_length=80)),
                    ('taken_by', models.CharField(max_length=40)),
                    ('taken_at', models.DateTimeField()),
                    ('licence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='registry.licence')),
                ],
                options={
                    'indexes': [models.Index(fields=['licence', 'takes_effect_on', 'id'], name='licencestep_by_day')],
                },
            ), migrations.CreateModel(
                name='LicenceTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('months', models.PositiveSmallIntegerField()),
                    ('due_on', models.DateField()),
                    ('source', models.CharField(blank=True, max_length=80)),
                    ('licence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='registry.licence')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='licenceterm_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('licence', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='licenceterm_one_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', False), ('months__gte', 1)), name='licenceterm_ends'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('starts_on')), ('due_on__lte', models.F('ends_on'))), name='licenceterm_due_within')],
                },
            ), migrations.CreateModel(
                name='LicenceTermEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('months', models.PositiveSmallIntegerField()),
                    ('due_on', models.DateField()),
                    ('source', models.CharField(blank=True, max_length=80)),
                    ('licence', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.licence')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.licenceterm')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='NumberSeries',
                fields=[
                    ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('last', models.PositiveIntegerField()),
                ],
            ), migrations.CreateModel(
                name='OfficeAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('county', models.PositiveIntegerField(null=True)),
                    ('city', models.CharField(blank=True, max_length=100)),
                    ('street', models.CharField(max_length=400)),
                    ('postal_code', models.CharField(blank=True, max_length=10)),
                    ('latitude', models.DecimalField(decimal_places=6, max_digits=8, null=True)),
                    ('longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='officeaddress_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='officeaddress_one_at_a_time'), models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30'))), name='officeaddress_province_known'), models.CheckConstraint(condition=models.Q(('postal_code', ''), ('postal_code__regex', '^[0-9]{10}$'), _connector='OR'), name='officeaddress_postal_code'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False), ('latitude__range', (24, 40)), ('longitude__range', (44, 64))), _connector='OR'), name='officeaddress_place')],
                },
            ), migrations.CreateModel(
                name='OfficeAddressEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('county', models.PositiveIntegerField(null=True)),
                    ('city', models.CharField(blank=True, max_length=100)),
                    ('street', models.CharField(max_length=400)),
                    ('postal_code', models.CharField(blank=True, max_length=10)),
                    ('latitude', models.DecimalField(decimal_places=6, max_digits=8, null=True)),
                    ('longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.officeaddress')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OfficeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('province', models.CharField(max_length=5)),
                    ('title', models.CharField(max_length=200)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.office')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OfficeHours',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('weekday', models.CharField(max_length=9)),
                    ('shift', models.PositiveSmallIntegerField(default=1)),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='officehours_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('weekday', '='), ('shift', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='officehours_one_at_a_time'), models.CheckConstraint(condition=models.Q(('weekday__in', (parvaneh.law.judicial_calendar.Weekday['SATURDAY'], parvaneh.law.judicial_calendar.Weekday['SUNDAY'], parvaneh.law.judicial_calendar.Weekday['MONDAY'], parvaneh.law.judicial_calendar.Weekday['TUESDAY'], parvaneh.law.judicial_calendar.Weekday['WEDNESDAY'], parvaneh.law.judicial_calendar.Weekday['THURSDAY'], parvaneh.law.judicial_calendar.Weekday['FRIDAY']))), name='officehours_weekday_known'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='officehours_in_order_of_day'), models.CheckConstraint(condition=models.Q(('shift__in', (1, 2))), name='officehours_shifts')],
                },
            ), migrations.CreateModel(
                name='OfficeHoursEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('weekday', models.CharField(max_length=9)),
                    ('shift', models.PositiveSmallIntegerField(default=1)),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.officehours')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OfficePhone',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='officephone_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('number', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='officephone_one_at_a_time'), models.CheckConstraint(condition=models.Q(('number__regex', '^\\+[1-9][0-9]{6,14}$')), name='officephone_e164')],
                },
            ), migrations.CreateModel(
                name='OfficePhoneEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.officephone')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OfficeService',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('service', models.CharField(max_length=40)),
                    ('rials', models.BigIntegerField(null=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='officeservice_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('service', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='officeservice_one_at_a_time'), models.CheckConstraint(condition=models.Q(('service__regex', '^[a-z0-9][a-z0-9_.-]*$')), name='officeservice_code'), models.CheckConstraint(condition=models.Q(('rials__isnull', True), ('rials__gte', 0), _connector='OR'), name='officeservice_rials')],
                },
            ), migrations.CreateModel(
                name='OfficeServiceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('service', models.CharField(max_length=40)),
                    ('rials', models.BigIntegerField(null=True)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.officeservice')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OfficeTitle',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('title', models.CharField(max_length=200)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='officetitle_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='officetitle_one_at_a_time')],
                },
            ), migrations.CreateModel(
                name='OfficeTitleEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('title', models.CharField(max_length=200)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.officetitle')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PersonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('kind', models.CharField(default='natural', max_length=8)),
                    ('name', models.CharField(max_length=120)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('man', models.BooleanField(null=True)),
                    ('national_id', parvaneh.frame.fields.EncryptedTextField(row='code')),
                    ('national_index', parvaneh.frame.fields.BlindIndexField(domain='national_id', editable=False, max_length=80, null=True, of='national_id')),
                    ('born_on', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('mobile', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('died_on', models.DateField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.person')),
                    ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('post', models.CharField(max_length=12)),
                    ('full_time', models.BooleanField(default=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='registry.office')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='registry.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['office', 'starts_on'], name='post_by_office')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('person', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='post_one_at_a_time'), models.CheckConstraint(condition=models.Q(('post__in', (parvaneh.law.vocabulary.Post['MANAGER'], parvaneh.law.vocabulary.Post['LEGAL_EXPERT'], parvaneh.law.vocabulary.Post['IT_EXPERT'], parvaneh.law.vocabulary.Post['CLERK']))), name='post_post_known'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'manager')), expressions=[('office', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='post_one_manager'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'manager')), expressions=[('person', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='post_manages_one'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('full_time', True)), expressions=[('person', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='post_one_full_time'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by', '')), models.Q(('ended_at__isnull', False), ('ends_on__isnull', False), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='post_ended_pair')],
                },
            ), migrations.CreateModel(
                name='PostEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('post', models.CharField(max_length=12)),
                    ('full_time', models.BooleanField(default=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.post')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='StaffOrder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('post', models.CharField(max_length=12)),
                    ('persons', models.PositiveSmallIntegerField()),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_orders', to='registry.office')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='stafforder_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('post', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='stafforder_one_at_a_time'), models.CheckConstraint(condition=models.Q(('post__in', (parvaneh.law.vocabulary.Post['MANAGER'], parvaneh.law.vocabulary.Post['LEGAL_EXPERT'], parvaneh.law.vocabulary.Post['IT_EXPERT'], parvaneh.law.vocabulary.Post['CLERK']))), name='stafforder_post_known'), models.CheckConstraint(condition=models.Q(('persons__gte', 1)), name='stafforder_some')],
                },
            ), migrations.CreateModel(
                name='StaffOrderEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('post', models.CharField(max_length=12)),
                    ('persons', models.PositiveSmallIntegerField()),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.stafforder')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Suspension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('route', models.CharField(max_length=14)),
                    ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                    ('ruling', models.CharField(max_length=80)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('lifted_on', models.DateField(null=True)),
                    ('lifted_by', models.CharField(blank=True, max_length=40)),
                    ('lifted_at', models.DateTimeField(null=True)),
                    ('licence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='registry.licence')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('route__in', ('administrative', 'disciplinary'))), name='suspension_route_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='suspension_in_order'), models.CheckConstraint(condition=models.Q(('cites__len__gte', 1), models.Q(('ruling', ''), _negated=True)), name='suspension_is_ruled'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by', ''), ('lifted_on__isnull', True)), models.Q(('lifted_on__gte', models.F('starts_on')), ('lifted_on__lte', models.F('ends_on')), ('lifted_at__isnull', False), ('lifted_on__isnull', False), models.Q(('lifted_by', ''), _negated=True)), _connector='OR'), name='suspension_lifted_pair'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('licence', '='), (models.Func(models.F('starts_on'), django.db.models.functions.comparison.Coalesce(models.F('lifted_on'), django.db.models.expressions.CombinedExpression(models.F('ends_on'), '+', models.Value(1))), models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='suspension_one_a_day')],
                },
            ), migrations.CreateModel(
                name='SuspensionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('route', models.CharField(max_length=14)),
                    ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                    ('ruling', models.CharField(max_length=80)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('lifted_on', models.DateField(null=True)),
                    ('lifted_by', models.CharField(blank=True, max_length=40)),
                    ('lifted_at', models.DateTimeField(null=True)),
                    ('licence', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.licence')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.suspension')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='WeekendRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), default=list, size=None)),
                    ('province', models.CharField(blank=True, max_length=5)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='weekendrule_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('province', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='weekendrule_one_at_a_time'), models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30', ''))), name='weekendrule_province_known'), models.CheckConstraint(condition=models.Q(('weekdays__contained_by', ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday']), ('weekdays__len__lte', 5)), name='weekendrule_weekdays_known')],
                },
            ), migrations.CreateModel(
                name='WeekendRuleEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), default=list, size=None)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.weekendrule')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='CertificateEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=24)),
                    ('detail', models.CharField(blank=True, max_length=20)),
                    ('holds', models.BooleanField(default=True)),
                    ('issuer', models.CharField(blank=True, max_length=120)),
                    ('computer_for', models.GeneratedField(db_persist=True, expression=models.Case(models.When(kind='computer_skill', then=models.F('detail')), default=models.Value('')), output_field=models.CharField(max_length=20))),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.certificate')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ApprovedValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('key', models.CharField(max_length=80)),
                    ('content', models.JSONField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('source', models.CharField(max_length=300)),
                    ('status', models.CharField(max_length=15)),
                    ('authority', models.CharField(max_length=120)),
                    ('proposed_by', models.CharField(max_length=40)),
                    ('proposed_for', models.CharField(blank=True, max_length=40)),
                    ('proposed_at', models.DateTimeField()),
                    ('confirmed_by', models.CharField(blank=True, max_length=40)),
                    ('confirmed_for', models.CharField(blank=True, max_length=40)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('declined_by', models.CharField(blank=True, max_length=40)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('used_until', models.DateField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='value_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('source', ''), _negated=True), models.Q(('authority', ''), _negated=True)), name='value_says_where_it_stands'), models.CheckConstraint(condition=models.Q(('status__in', ['official', 'assumed', 'provisional', 'demonstration'])), name='value_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', ''), ('confirmed_for', '')), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False)), _connector='OR'), name='value_confirmed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_by', '')), models.Q(models.Q(('declined_by', ''), _negated=True), ('declined_at__isnull', False)), _connector='OR'), name='value_declined_by_and_at'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('declined_at', None), _connector='OR'), name='value_confirmed_or_declined'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), models.Q(('proposed_for', ''), models.Q(('confirmed_by', models.F('proposed_for')), _negated=True), _connector='OR'), models.Q(('confirmed_for', ''), models.Q(models.Q(('confirmed_for', models.F('proposed_by')), _negated=True), models.Q(('confirmed_for', models.F('proposed_for')), _negated=True)), _connector='OR')), name='value_confirmed_by_another'), models.CheckConstraint(condition=models.Q(('used_until', None), models.Q(('confirmed_at__isnull', False), ('used_until__gte', models.F('starts_on')), models.Q(('ends_on', None), ('ends_on__gte', models.F('used_until')), _connector='OR')), _connector='OR'), name='value_used_only_while_it_held'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('confirmed_at__isnull', False)), expressions=[('key', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='value_one_at_a_time')],
                },
            ), migrations.CreateModel(
                name='ApprovedValueEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=12)),
                    ('key', models.CharField(max_length=80)),
                    ('content', models.JSONField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('source', models.CharField(max_length=300)),
                    ('status', models.CharField(max_length=15)),
                    ('authority', models.CharField(max_length=120)),
                    ('proposed_by', models.CharField(max_length=40)),
                    ('proposed_for', models.CharField(blank=True, max_length=40)),
                    ('proposed_at', models.DateTimeField()),
                    ('confirmed_by', models.CharField(blank=True, max_length=40)),
                    ('confirmed_for', models.CharField(blank=True, max_length=40)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('declined_by', models.CharField(blank=True, max_length=40)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('used_until', models.DateField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.approvedvalue')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('first', models.DateField()),
                    ('last', models.DateField()),
                    ('source', models.CharField(max_length=80)),
                    ('sheets', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                    ('outside', models.JSONField(default=dict)),
                    ('rows', models.PositiveIntegerField()),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='registry.batch')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='batch_in_order'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='batch_has_source'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='batch_says_why_it_replaces')],
                },
            ), migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('province', models.CharField(max_length=5)),
                    ('criterion', models.CharField(max_length=5)),
                    ('method', models.PositiveSmallIntegerField()),
                    ('assessed_on', models.DateField()),
                    ('score', models.PositiveIntegerField()),
                    ('reference', models.CharField(blank=True, max_length=120)),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('withdrawn', models.BooleanField(default=False)),
                    ('corrects', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='registry.assessment')),
                    ('office', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='registry.office')),
                    ('batch', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='registry.batch')),
                ],
                options={
                    'indexes': [models.Index(fields=['office', 'assessed_on'], name='assessment_by_office'), models.Index(fields=['province', 'assessed_on'], name='assessment_by_province')],
                    'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='assessment_once_in_batch'), models.UniqueConstraint(condition=models.Q(('corrects__isnull', False)), fields=('corrects',), name='assessment_corrected_once'), models.CheckConstraint(condition=models.Q(('criterion__in', ('I1.a', 'I1.b', 'I1.c', 'I1.d', 'I2.a', 'I2.b', 'I2.c', 'I2.d', 'I3.a', 'I3.b', 'I3.c', 'I4.a', 'I4.b', 'I4.c', 'I4.d', 'I5.a', 'I5.b', 'I5.c', 'I5.d', 'I6.a', 'I6.b', 'I6.c', 'I6.d', 'I6.e', 'I8.a', 'I8.b', 'I9.a', 'I9.b', 'I9.c', 'I9.d', 'I10.a', 'I10.b', 'I10.c', 'I10.d', 'I10.e'))), name='assessment_of_a_criterion'), models.CheckConstraint(condition=models.Q(('method__in', [1, 2, 3, 4, 5, 6])), name='assessment_by_a_method'), models.CheckConstraint(condition=models.Q(('score__lte', 1000000)), name='assessment_score_of_hundred'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('corrects', None), ('withdrawn', False)), models.Q(('corrects__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='assessment_says_why_it_corrects')],
                },
            ), migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=24, unique=True)),
                    ('kind', models.CharField(max_length=20)),
                    ('title', models.CharField(max_length=200)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('kanoon', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='registry.body')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[a-z0-9][a-z0-9-]{1,23}$')), name='body_code_form'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='body_has_title'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='body_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('kanoon', None), ('kind__in', (parvaneh.registry.models.bodies.BodyKind['CENTER'], parvaneh.registry.models.bodies.BodyKind['DEPARTMENT'], parvaneh.registry.models.bodies.BodyKind['COUNCIL'], parvaneh.registry.models.bodies.BodyKind['APPEAL_BOARD'])), ('province', '')), models.Q(('kanoon', None), ('kind__in', (parvaneh.registry.models.bodies.BodyKind['PROVINCIAL_DEPUTY'], parvaneh.registry.models.bodies.BodyKind['KANOON'])), ('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30'))), models.Q(('kanoon__isnull', False), ('kind__in', (parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD'], parvaneh.registry.models.bodies.BodyKind['PRIMARY_BOARD'])), ('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30'))), _connector='OR'), name='body_lies_where_its_kind_does'), models.UniqueConstraint(fields=('id', 'kind'), name='body_and_kind'), models.UniqueConstraint(fields=('id', 'kind', 'kanoon'), name='body_kind_and_kanoon'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind__in', (parvaneh.registry.models.bodies.BodyKind['CENTER'], parvaneh.registry.models.bodies.BodyKind['DEPARTMENT'], parvaneh.registry.models.bodies.BodyKind['COUNCIL'], parvaneh.registry.models.bodies.BodyKind['APPEAL_BOARD']))), expressions=[('kind', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='body_one_in_the_country'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind__in', (parvaneh.registry.models.bodies.BodyKind['PROVINCIAL_DEPUTY'], parvaneh.registry.models.bodies.BodyKind['KANOON']))), expressions=[('kind', '='), ('province', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='body_one_in_a_province'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind__in', (parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD'], parvaneh.registry.models.bodies.BodyKind['PRIMARY_BOARD']))), expressions=[('kind', '='), ('kanoon', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='body_one_for_a_kanoon')],
                },
            ), migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('kind', models.CharField(default=parvaneh.registry.models.bodies.BodyKind['KANOON'], max_length=20)),
                    ('source', models.CharField(max_length=200)),
                    ('kanoon', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='registry.body')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('province__in', ('IR-00', 'IR-01', 'IR-02', 'IR-03', 'IR-04', 'IR-05', 'IR-06', 'IR-07', 'IR-08', 'IR-09', 'IR-10', 'IR-11', 'IR-12', 'IR-13', 'IR-14', 'IR-15', 'IR-16', 'IR-17', 'IR-18', 'IR-19', 'IR-20', 'IR-21', 'IR-22', 'IR-23', 'IR-24', 'IR-25', 'IR-26', 'IR-27', 'IR-28', 'IR-29', 'IR-30'))), name='assignment_of_a_province'), models.CheckConstraint(condition=models.Q(('kind', 'kanoon')), name='assignment_to_a_kanoon'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='assignment_in_order'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='assignment_has_source'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('province', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='assignment_one_kanoon_a_day')],
                },
            ), migrations.CreateModel(
                name='AssignmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('kind', models.CharField(default=parvaneh.registry.models.bodies.BodyKind['KANOON'], max_length=20)),
                    ('source', models.CharField(max_length=200)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.assignment')),
                    ('kanoon', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.body')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='BodyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=24)),
                    ('kind', models.CharField(max_length=20)),
                    ('title', models.CharField(max_length=200)),
                    ('province', models.CharField(blank=True, max_length=5)),
                    ('kanoon', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.body')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.body')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Count',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('province', models.CharField(max_length=5)),
                    ('sheet', models.CharField(max_length=20)),
                    ('key', models.CharField(blank=True, max_length=60)),
                    ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='registry.batch')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='registry.office')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('batch', 'office', 'sheet', 'key'), name='count_once_in_batch'), models.CheckConstraint(condition=models.Q(('sheet__in', ('survey', 'services', 'monitoring', 'training', 'staff'))), name='count_of_a_sheet')],
                },
            ), migrations.CreateModel(
                name='Grade',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('cycle', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveSmallIntegerField()),
                    ('total', models.CharField(blank=True, max_length=400)),
                    ('grade', models.CharField(blank=True, max_length=20)),
                    ('place', models.PositiveIntegerField(null=True)),
                    ('standing', models.CharField(max_length=15)),
                    ('extraordinary', models.BooleanField(default=False)),
                    ('void', models.BooleanField(default=False)),
                    ('event', models.CharField(max_length=60)),
                    ('source', models.CharField(max_length=60)),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='registry.office')),
                    ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='registry.grade')),
                ],
                options={
                    'indexes': [models.Index(fields=['cycle', 'place'], name='grade_by_cycle')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='grade_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('void', False)), expressions=[('office', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='grade_one_a_day'), models.UniqueConstraint(fields=('office', 'cycle', 'event', 'version'), name='grade_one_of_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('replaces', None), ('version', 1)), models.Q(('replaces__isnull', False), ('version__gt', 1), models.Q(('because', ''), _negated=True)), _connector='OR'), name='grade_first_replaces_nothing'), models.CheckConstraint(condition=models.Q(('total', ''), ('total__regex', '^(0|[1-9][0-9]*)(/[1-9][0-9]*)?$'), _connector='OR'), name='grade_total_is_a_fraction'), models.CheckConstraint(condition=models.Q(('grade', ''), models.Q(('total', ''), _negated=True), _connector='OR'), name='grade_rests_on_a_total'), models.CheckConstraint(condition=models.Q(('place', None), models.Q(('place__gte', 1), models.Q(('grade', ''), _negated=True)), _connector='OR'), name='grade_place_of_a_graded_office'), models.CheckConstraint(condition=models.Q(('standing__in', ('official', 'provisional', 'demonstration'))), name='grade_standing_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='grade_says_where_it_stands')],
                },
            ), migrations.CreateModel(
                name='GradeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('province', models.CharField(max_length=5)),
                    ('cycle', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveSmallIntegerField()),
                    ('total', models.CharField(blank=True, max_length=400)),
                    ('grade', models.CharField(blank=True, max_length=20)),
                    ('place', models.PositiveIntegerField(null=True)),
                    ('standing', models.CharField(max_length=15)),
                    ('extraordinary', models.BooleanField(default=False)),
                    ('void', models.BooleanField(default=False)),
                    ('event', models.CharField(max_length=60)),
                    ('source', models.CharField(max_length=60)),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.grade')),
                    ('replaces', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.grade')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Holding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=20)),
                    ('role', models.CharField(max_length=20)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('term_ends_on', models.DateField(null=True)),
                    ('proposer', models.CharField(blank=True, max_length=20)),
                    ('approver', models.CharField(blank=True, max_length=20)),
                    ('judicial_years', models.PositiveSmallIntegerField(null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('left_because', models.CharField(blank=True, max_length=200)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='registry.body')),
                    ('kanoon', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings_of_boards', to='registry.body')),
                    ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='registry.office')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='registry.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='holding_in_order'), models.CheckConstraint(condition=models.Q(('kind__in', (parvaneh.registry.models.bodies.BodyKind['COUNCIL'], parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD'], parvaneh.registry.models.bodies.BodyKind['PRIMARY_BOARD']))), name='holding_in_a_seated_body'), models.CheckConstraint(condition=models.Q(models.Q(('kanoon', None), ('kind', parvaneh.registry.models.bodies.BodyKind['COUNCIL'])), models.Q(models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['COUNCIL']), _negated=True), ('kanoon__isnull', False)), _connector='OR'), name='holding_names_its_kanoon'), models.CheckConstraint(condition=models.Q(('place__gte', 1)), name='holding_place_from_one'), models.CheckConstraint(condition=models.Q(('term_ends_on', None), models.Q(('ends_on__isnull', False), ('ends_on__lte', models.F('term_ends_on'))), _connector='OR'), name='holding_ends_with_its_term'), models.CheckConstraint(condition=models.Q(('proposer__in', ['', parvaneh.law.vocabulary.Actor['APPLICANT'], parvaneh.law.vocabulary.Actor['MANAGER'], parvaneh.law.vocabulary.Actor['COMPLAINANT'], parvaneh.law.vocabulary.Actor['DEFENDANT'], parvaneh.law.vocabulary.Actor['INSPECTOR'], parvaneh.law.vocabulary.Actor['KANOON'], parvaneh.law.vocabulary.Actor['KANOON_MEMBERS'], parvaneh.law.vocabulary.Actor['KANOON_BOARD'], parvaneh.law.vocabulary.Actor['KANOON_CHAIR'], parvaneh.law.vocabulary.Actor['PRIMARY_BOARD'], parvaneh.law.vocabulary.Actor['APPEAL_BOARD'], parvaneh.law.vocabulary.Actor['COUNCIL'], parvaneh.law.vocabulary.Actor['GENERAL_DEPARTMENT'], parvaneh.law.vocabulary.Actor['PROVINCIAL_DEPUTY'], parvaneh.law.vocabulary.Actor['CENTER_HEAD'], parvaneh.law.vocabulary.Actor['HEAD_OF_JUDICIARY'], parvaneh.law.vocabulary.Actor['COMPETENT_AUTHORITY'], parvaneh.law.vocabulary.Actor['CLOCK']]), ('approver__in', ['', parvaneh.law.vocabulary.Actor['APPLICANT'], parvaneh.law.vocabulary.Actor['MANAGER'], parvaneh.law.vocabulary.Actor['COMPLAINANT'], parvaneh.law.vocabulary.Actor['DEFENDANT'], parvaneh.law.vocabulary.Actor['INSPECTOR'], parvaneh.law.vocabulary.Actor['KANOON'], parvaneh.law.vocabulary.Actor['KANOON_MEMBERS'], parvaneh.law.vocabulary.Actor['KANOON_BOARD'], parvaneh.law.vocabulary.Actor['KANOON_CHAIR'], parvaneh.law.vocabulary.Actor['PRIMARY_BOARD'], parvaneh.law.vocabulary.Actor['APPEAL_BOARD'], parvaneh.law.vocabulary.Actor['COUNCIL'], parvaneh.law.vocabulary.Actor['GENERAL_DEPARTMENT'], parvaneh.law.vocabulary.Actor['PROVINCIAL_DEPUTY'], parvaneh.law.vocabulary.Actor['CENTER_HEAD'], parvaneh.law.vocabulary.Actor['HEAD_OF_JUDICIARY'], parvaneh.law.vocabulary.Actor['COMPETENT_AUTHORITY'], parvaneh.law.vocabulary.Actor['CLOCK']])), name='holding_by_known_actors'), models.CheckConstraint(condition=models.Q(models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']), ('office__isnull', False), ('role', 'manager')), models.Q(models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']), ('role', 'manager'), _negated=True), ('office', None)), _connector='OR'), name='holding_office_of_a_manager'), models.CheckConstraint(condition=models.Q(models.Q(('judicial_years__isnull', False), ('kind', parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']), ('role', 'judge')), models.Q(models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']), ('role', 'judge'), _negated=True), ('judicial_years', None)), _connector='OR'), name='holding_years_of_a_judge'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='holding_has_source'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('role', '='), ('place', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='holding_one_in_a_seat'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('person', '='), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='holding_one_seat_of_a_body'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind__in', (parvaneh.registry.models.bodies.BodyKind['COUNCIL'], parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']))), expressions=[('person', '='), ('kind', '<>'), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='holding_council_or_kanoon_board'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['KANOON_BOARD']), models.Q(('kind', parvaneh.registry.models.bodies.BodyKind['PRIMARY_BOARD']), ('role', 'representative')), _connector='OR'), expressions=[('kanoon', '='), ('person', '='), ('kind', '<>'), (parvaneh.registry.models.periods.DateRange(models.F('starts_on'), models.F('ends_on'), models.Value('[]')), '&&')], name='holding_outsider_is_outside')],
                },
            ), migrations.CreateModel(
                name='HoldingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=20)),
                    ('role', models.CharField(max_length=20)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('term_ends_on', models.DateField(null=True)),
                    ('proposer', models.CharField(blank=True, max_length=20)),
                    ('approver', models.CharField(blank=True, max_length=20)),
                    ('judicial_years', models.PositiveSmallIntegerField(null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('left_because', models.CharField(blank=True, max_length=200)),
                    ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.body')),
                    ('kanoon', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.body')),
                    ('office', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.holding')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Record',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('province', models.CharField(max_length=5)),
                    ('kind', models.CharField(max_length=15)),
                    ('convicted', models.CharField(blank=True, max_length=10)),
                    ('degree', models.PositiveSmallIntegerField(null=True)),
                    ('intentional', models.BooleanField(null=True)),
                    ('ruled_on', models.DateField(null=True)),
                    ('final_on', models.DateField(null=True)),
                    ('ruling', models.CharField(max_length=120)),
                    ('revokes', models.BooleanField(default=False)),
                    ('demotion', models.PositiveSmallIntegerField(null=True)),
                    ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('source', models.CharField(max_length=60)),
                    ('because', models.CharField(blank=True, max_length=400)),
                    ('withdrawn', models.BooleanField(default=False)),
                    ('entered_by', models.CharField(max_length=40)),
                    ('entered_at', models.DateTimeField()),
                    ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='registry.record')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='registry.office')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='registry.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['office', 'final_on'], name='record_by_office'), models.Index(fields=['province', 'final_on'], name='record_by_province')],
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='record_one_of_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('corrects', None), ('version', 1), ('withdrawn', False)), models.Q(('corrects__isnull', False), ('version__gt', 1), models.Q(('because', ''), _negated=True)), _connector='OR'), name='record_first_corrects_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('degree__gte', 1), ('degree__isnull', False), ('intentional__isnull', False), ('kind', 'criminal')), models.Q(('degree__gte', 1), ('degree__isnull', False), ('demotion', None), ('intentional', None), ('kind', 'disciplinary')), models.Q(('convicted', ''), ('degree', None), ('demotion', None), ('intentional', None), ('kind', 'commendation'), ('revokes', False)), _connector='OR'), name='record_conviction_or_commendation'), models.CheckConstraint(condition=models.Q(('kind', 'commendation'), ('convicted__in', ['manager', 'staff']), _connector='OR'), name='record_says_who_was_convicted'), models.CheckConstraint(condition=models.Q(('final_on', None), ('ruled_on', None), ('final_on__gte', models.F('ruled_on')), _connector='OR'), name='record_final_after_ruling'), models.CheckConstraint(condition=models.Q(('ruled_on__isnull', False), ('final_on__isnull', False), _connector='OR'), name='record_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('ruling', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='record_says_where_it_stands')],
                },
            ), migrations.CreateModel(
                name='Version',
                fields=[
                    ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                    ('number', models.BigIntegerField()),
                ],
            ), migrations.CreateModel(
                name='Applicability',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('province', models.CharField(max_length=5)),
                    ('criterion', models.CharField(max_length=5)),
                    ('applicable', models.BooleanField()),
                    ('reason', models.CharField(blank=True, max_length=400)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applicability', to='registry.office')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applicability', to='registry.batch')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('batch', 'office', 'criterion'), name='applicability_once_in_batch'), models.CheckConstraint(condition=models.Q(('criterion__in', ('I1.a', 'I1.b', 'I1.c', 'I1.d', 'I2.a', 'I2.b', 'I2.c', 'I2.d', 'I3.a', 'I3.b', 'I3.c', 'I4.a', 'I4.b', 'I4.c', 'I4.d', 'I5.a', 'I5.b', 'I5.c', 'I5.d', 'I6.a', 'I6.b', 'I6.c', 'I6.d', 'I6.e', 'I8.a', 'I8.b', 'I9.a', 'I9.b', 'I9.c', 'I9.d', 'I10.a', 'I10.b', 'I10.c', 'I10.d', 'I10.e'))), name='applicability_of_a_criterion'), models.CheckConstraint(condition=models.Q(('applicable', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='applicability_has_reason')],
                },
            ), migrations.CreateModel(
                name='Demonstration',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('seed', models.BigIntegerField()),
                    ('size', models.CharField(max_length=20)),
                    ('standing', models.CharField(max_length=20)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='demonstration_once')],
                },
            ), pgtrigger.migrations.AddTrigger(
                model_name='dayoff',
                trigger=pgtrigger.compiler.Trigger(name='version_moves', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO registry_version (name, number) VALUES ('calendar', nextval('registry_version_number')) ON CONFLICT (name) DO UPDATE SET number = nextval('registry_version_number'); RETURN NULL;", hash='efd5eb6b4f93a4c06cc0ff2063ebf05904b0ac9e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_version_moves_fde1d', table='registry_dayoff', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dayoff',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_dayoffevent" ("en", "entered_at", "entered_by", "fa", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "reason", "source", "withdrawn_at", "withdrawn_by") SELECT new_values."en", new_values."entered_at", new_values."entered_by", new_values."fa", new_values."id", new_values."kind", new_values."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."reason", new_values."source", new_values."withdrawn_at", new_values."withdrawn_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3f68744789e99fd045c0b20e65b02e6fd067ee24', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9c6a9', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_dayoff', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dayoff',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_dayoffevent" ("en", "entered_at", "entered_by", "fa", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "reason", "source", "withdrawn_at", "withdrawn_by") VALUES (NEW."en", NEW."entered_at", NEW."entered_by", NEW."fa", NEW."id", NEW."kind", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."reason", NEW."source", NEW."withdrawn_at", NEW."withdrawn_by"); RETURN NULL;', hash='bf3cee428199295e86663ea8a447a92665ec738e', operation='UPDATE', pgid='pgtrigger_update_update_0cf41', table='registry_dayoff', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dayoff',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_dayoffevent" ("en", "entered_at", "entered_by", "fa", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "reason", "source", "withdrawn_at", "withdrawn_by") VALUES (OLD."en", OLD."entered_at", OLD."entered_by", OLD."fa", OLD."id", OLD."kind", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."reason", OLD."source", OLD."withdrawn_at", OLD."withdrawn_by"); RETURN NULL;', hash='fba52aeaaaba7300e88d3abd576933e0df52fb40', operation='DELETE', pgid='pgtrigger_delete_delete_5f82e', table='registry_dayoff', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='office',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officeevent" ("code", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "title") SELECT new_values."code", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2cb159244e8a8ec2b315c70bb887d37d82dc9ccc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8daaa', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_office', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='office',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officeevent" ("code", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "title") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."title"); RETURN NULL;', hash='b0b39cf407ed7e5fe6c5015ff962498cf341b69f', operation='UPDATE', pgid='pgtrigger_update_update_781c5', table='registry_office', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='office',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officeevent" ("code", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "title") VALUES (OLD."code", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."title"); RETURN NULL;', hash='b725e6df571932c937e566c44e93368f8cc9b5b4', operation='DELETE', pgid='pgtrigger_delete_delete_f4ced', table='registry_office', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='weekendrule',
                trigger=pgtrigger.compiler.Trigger(name='version_moves', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO registry_version (name, number) VALUES ('calendar', nextval('registry_version_number')) ON CONFLICT (name) DO UPDATE SET number = nextval('registry_version_number'); RETURN NULL;", hash='3a16ea948b87d46071e03ea792c55a5adb4aa977', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_version_moves_cce85', table='registry_weekendrule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='weekendrule',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_weekendruleevent" ("ends_on", "entered_at", "entered_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "weekdays") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."starts_on", new_values."weekdays" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1ae09129e475a563d6cfd6f9568f1144aac17686', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c81b2', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_weekendrule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='weekendrule',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_weekendruleevent" ("ends_on", "entered_at", "entered_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "weekdays") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."starts_on", NEW."weekdays"); RETURN NULL;', hash='45b272a05412e2645dcc5c1ad0208354f0f04ad5', operation='UPDATE', pgid='pgtrigger_update_update_c58aa', table='registry_weekendrule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='weekendrule',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_weekendruleevent" ("ends_on", "entered_at", "entered_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "weekdays") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."starts_on", OLD."weekdays"); RETURN NULL;', hash='bc2c130a02700a37745faad27425954c8d12b9c4', operation='DELETE', pgid='pgtrigger_delete_delete_141cc', table='registry_weekendrule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licencestep',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9ce6a17c68eb892bfe95c911417be2eadf3b7cac', operation='UPDATE', pgid='pgtrigger_never_changed_a5e34', table='registry_licencestep', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licencestep',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='a891e2e6033e11987605479940c3e611f6a0534e', operation='DELETE', pgid='pgtrigger_never_deleted_0715e', table='registry_licencestep', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licenceterm',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_licencetermevent" ("due_on", "ends_on", "entered_at", "entered_by", "id", "licence_id", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") SELECT new_values."due_on", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."licence_id", new_values."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e8f8d1c9899149d406ffee238edf7bc70fb7be7b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_61b10', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_licenceterm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licenceterm',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_licencetermevent" ("due_on", "ends_on", "entered_at", "entered_by", "id", "licence_id", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") VALUES (NEW."due_on", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."licence_id", NEW."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."starts_on"); RETURN NULL;', hash='ed8c7bf6c40d0d3c2f223ca787553e8e2a4eb3a9', operation='UPDATE', pgid='pgtrigger_update_update_e7167', table='registry_licenceterm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licenceterm',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_licencetermevent" ("due_on", "ends_on", "entered_at", "entered_by", "id", "licence_id", "months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") VALUES (OLD."due_on", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."licence_id", OLD."months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."starts_on"); RETURN NULL;', hash='725156534100e7129ac9be899ca527d6ced8224a', operation='DELETE', pgid='pgtrigger_delete_delete_6e53e', table='registry_licenceterm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeaddress',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officeaddressevent" ("city", "county", "ends_on", "entered_at", "entered_by", "id", "latitude", "longitude", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province", "starts_on", "street") SELECT new_values."city", new_values."county", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."latitude", new_values."longitude", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."postal_code", new_values."province", new_values."starts_on", new_values."street" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d6e50e8236612f08a3d4061255bdd7ee644e97ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f823f', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_officeaddress', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeaddress',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officeaddressevent" ("city", "county", "ends_on", "entered_at", "entered_by", "id", "latitude", "longitude", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province", "starts_on", "street") VALUES (NEW."city", NEW."county", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."latitude", NEW."longitude", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."postal_code", NEW."province", NEW."starts_on", NEW."street"); RETURN NULL;', hash='5abff40937c379bc8fbd2f03ddbc6e521630fc9c', operation='UPDATE', pgid='pgtrigger_update_update_ee5ea', table='registry_officeaddress', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeaddress',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officeaddressevent" ("city", "county", "ends_on", "entered_at", "entered_by", "id", "latitude", "longitude", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "province", "starts_on", "street") VALUES (OLD."city", OLD."county", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."latitude", OLD."longitude", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."province", OLD."starts_on", OLD."street"); RETURN NULL;', hash='a4280846a9d98379d4b992c559723b5a761b4c93', operation='DELETE', pgid='pgtrigger_delete_delete_57b16', table='registry_officeaddress', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officehours',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officehoursevent" ("closes", "ends_on", "entered_at", "entered_by", "id", "office_id", "opens", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shift", "starts_on", "weekday") SELECT new_values."closes", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."office_id", new_values."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."shift", new_values."starts_on", new_values."weekday" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='172914558f45fe86b49fc836767141a157c2663d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca215', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_officehours', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officehours',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officehoursevent" ("closes", "ends_on", "entered_at", "entered_by", "id", "office_id", "opens", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shift", "starts_on", "weekday") VALUES (NEW."closes", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."office_id", NEW."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."shift", NEW."starts_on", NEW."weekday"); RETURN NULL;', hash='5f87eeeced93625a05d6d939a1c187c71771f04f', operation='UPDATE', pgid='pgtrigger_update_update_fc4c1', table='registry_officehours', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officehours',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officehoursevent" ("closes", "ends_on", "entered_at", "entered_by", "id", "office_id", "opens", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shift", "starts_on", "weekday") VALUES (OLD."closes", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."office_id", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."shift", OLD."starts_on", OLD."weekday"); RETURN NULL;', hash='0c794e40883c2f5da08cefbd4cb5b3cef7367b92', operation='DELETE', pgid='pgtrigger_delete_delete_1f2d4', table='registry_officehours', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officephone',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officephoneevent" ("ends_on", "entered_at", "entered_by", "id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."number", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='696da6dc2cf70356e2e485214bd55213ba0da594', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_29117', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_officephone', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officephone',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officephoneevent" ("ends_on", "entered_at", "entered_by", "id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."number", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='7ec8e02d2f189887b1791251c8cf58777dbdce52', operation='UPDATE', pgid='pgtrigger_update_update_99ea5', table='registry_officephone', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officephone',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officephoneevent" ("ends_on", "entered_at", "entered_by", "id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."number", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;', hash='8237fd119f6f553501b37c43fac89f78b8c3d5c4', operation='DELETE', pgid='pgtrigger_delete_delete_5359c', table='registry_officephone', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeservice',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officeserviceevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rials", "service", "starts_on") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."rials", new_values."service", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39f0744e38bd3703e694e86ce73ef29cc1e2784e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cc740', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_officeservice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeservice',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officeserviceevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rials", "service", "starts_on") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."rials", NEW."service", NEW."starts_on"); RETURN NULL;', hash='9033cee15373a4982da14b184fc50f4e3b32476c', operation='UPDATE', pgid='pgtrigger_update_update_a6319', table='registry_officeservice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officeservice',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officeserviceevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rials", "service", "starts_on") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."rials", OLD."service", OLD."starts_on"); RETURN NULL;', hash='7676cb0902fd4d7d3cd07c5d4c75097dfbe3f4f4', operation='DELETE', pgid='pgtrigger_delete_delete_44541', table='registry_officeservice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officetitle',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_officetitleevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."starts_on", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4ab1204b0d3ee6a05fdf50e901bfe3138f74cb51', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5b4ed', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_officetitle', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officetitle',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_officetitleevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."starts_on", NEW."title"); RETURN NULL;', hash='3522fd11ebeba4ee40581fa14a4c81b5ba65d0a7', operation='UPDATE', pgid='pgtrigger_update_update_9f546', table='registry_officetitle', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='officetitle',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_officetitleevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "title") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."title"); RETURN NULL;', hash='8f56deb834b5899fffab1af946759c6caff502e6', operation='DELETE', pgid='pgtrigger_delete_delete_67d4f', table='registry_officetitle', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_personevent" ("born_on", "code", "died_on", "id", "kind", "man", "mobile", "name", "national_id", "national_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "user_id") SELECT new_values."born_on", new_values."code", new_values."died_on", new_values."id", new_values."kind", new_values."man", new_values."mobile", new_values."name", new_values."national_id", new_values."national_index", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ded5c99286145f448a1d9b8134da865d69c861ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2388e', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_personevent" ("born_on", "code", "died_on", "id", "kind", "man", "mobile", "name", "national_id", "national_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "user_id") VALUES (NEW."born_on", NEW."code", NEW."died_on", NEW."id", NEW."kind", NEW."man", NEW."mobile", NEW."name", NEW."national_id", NEW."national_index", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."user_id"); RETURN NULL;', hash='24a13b42d9cbdcc7771b42645da122c6dbcc150d', operation='UPDATE', pgid='pgtrigger_update_update_56ba8', table='registry_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_personevent" ("born_on", "code", "died_on", "id", "kind", "man", "mobile", "name", "national_id", "national_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "user_id") VALUES (OLD."born_on", OLD."code", OLD."died_on", OLD."id", OLD."kind", OLD."man", OLD."mobile", OLD."name", OLD."national_id", OLD."national_index", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."user_id"); RETURN NULL;', hash='f8e6d63bdd79c2b6c8f974f1941948d2ac6f3d80', operation='DELETE', pgid='pgtrigger_delete_delete_a3234', table='registry_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_licenceevent" ("ended_on", "id", "issued_at", "issued_by", "manager_id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts_on", "state") SELECT new_values."ended_on", new_values."id", new_values."issued_at", new_values."issued_by", new_values."manager_id", new_values."number", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."predecessor_id", new_values."starts_on", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e3c78a3fd93bc30729aa46d309989eb88d10007', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_955be', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_licence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_licenceevent" ("ended_on", "id", "issued_at", "issued_by", "manager_id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts_on", "state") VALUES (NEW."ended_on", NEW."id", NEW."issued_at", NEW."issued_by", NEW."manager_id", NEW."number", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."starts_on", NEW."state"); RETURN NULL;', hash='f84f17b72907f756f271b2a44effbd7534c7b485', operation='UPDATE', pgid='pgtrigger_update_update_b4ce2', table='registry_licence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='licence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_licenceevent" ("ended_on", "id", "issued_at", "issued_by", "manager_id", "number", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "starts_on", "state") VALUES (OLD."ended_on", OLD."id", OLD."issued_at", OLD."issued_by", OLD."manager_id", OLD."number", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."starts_on", OLD."state"); RETURN NULL;', hash='f0e96039110fa161ba09a30f4989d975b22336a4', operation='DELETE', pgid='pgtrigger_delete_delete_807c4', table='registry_licence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='experience',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_experienceevent" ("ends_on", "entered_at", "entered_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "related", "starts_on", "work") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."related", new_values."starts_on", new_values."work" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='895ae7307f85b223bc4d1b974115defbff8cb214', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c33bc', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_experience', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='experience',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_experienceevent" ("ends_on", "entered_at", "entered_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "related", "starts_on", "work") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."related", NEW."starts_on", NEW."work"); RETURN NULL;', hash='e94ace56c4fbe3b56eef5b501de6810d8e331e48', operation='UPDATE', pgid='pgtrigger_update_update_a56d1', table='registry_experience', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='experience',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_experienceevent" ("ends_on", "entered_at", "entered_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "related", "starts_on", "work") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."related", OLD."starts_on", OLD."work"); RETURN NULL;', hash='b99126277bd35ac6ae52c37a1c09c4bb17bca478', operation='DELETE', pgid='pgtrigger_delete_delete_ccb73', table='registry_experience', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dismissal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_dismissalevent" ("entered_at", "entered_by", "final_on", "id", "office", "permanent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."entered_at", new_values."entered_by", new_values."final_on", new_values."id", new_values."office", new_values."permanent", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7d83cf1373acd6bdfc8f5ae4aa2efc795a25504b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f9c16', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_dismissal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dismissal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_dismissalevent" ("entered_at", "entered_by", "final_on", "id", "office", "permanent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."entered_at", NEW."entered_by", NEW."final_on", NEW."id", NEW."office", NEW."permanent", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b4229cc979eb7ca747c285a082d41d2f39eb8875', operation='UPDATE', pgid='pgtrigger_update_update_54efd', table='registry_dismissal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='dismissal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_dismissalevent" ("entered_at", "entered_by", "final_on", "id", "office", "permanent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."entered_at", OLD."entered_by", OLD."final_on", OLD."id", OLD."office", OLD."permanent", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d529f653372ecc17b981284eff1d1bfd34526c87', operation='DELETE', pgid='pgtrigger_delete_delete_fbd84', table='registry_dismissal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='degree',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_degreeevent" ("awarded_on", "entered_at", "entered_by", "field", "id", "institution", "level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."awarded_on", new_values."entered_at", new_values."entered_by", new_values."field", new_values."id", new_values."institution", new_values."level", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='97384356576905d9bf66b072d0d7c3b5e04438b2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_74a32', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_degree', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='degree',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_degreeevent" ("awarded_on", "entered_at", "entered_by", "field", "id", "institution", "level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."awarded_on", NEW."entered_at", NEW."entered_by", NEW."field", NEW."id", NEW."institution", NEW."level", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5ba6e7cc86091c8444187ff17bea43c476f8925d', operation='UPDATE', pgid='pgtrigger_update_update_0b851', table='registry_degree', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='degree',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_degreeevent" ("awarded_on", "entered_at", "entered_by", "field", "id", "institution", "level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."awarded_on", OLD."entered_at", OLD."entered_by", OLD."field", OLD."id", OLD."institution", OLD."level", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='a139e6d04557f978327c4259717e5ae262126ca8', operation='DELETE', pgid='pgtrigger_delete_delete_b7da3', table='registry_degree', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='declaration',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_declarationevent" ("declared_on", "entered_at", "entered_by", "id", "occupations", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."declared_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."occupations", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bc7310ac0f4210888cd1a7af1b4898e1095c391d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_500af', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_declaration', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='declaration',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_declarationevent" ("declared_on", "entered_at", "entered_by", "id", "occupations", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."declared_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."occupations", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='fc0337b5dcfd7ea5b020615e856db3e62881e626', operation='UPDATE', pgid='pgtrigger_update_update_2f599', table='registry_declaration', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='declaration',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_declarationevent" ("declared_on", "entered_at", "entered_by", "id", "occupations", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."declared_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."occupations", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='1060574ccae94e46d4826fbee0d4f123eb711586', operation='DELETE', pgid='pgtrigger_delete_delete_eee7f', table='registry_declaration', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_certificateevent" ("detail", "ends_on", "entered_at", "entered_by", "holds", "id", "issuer", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") SELECT new_values."detail", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."holds", new_values."id", new_values."issuer", new_values."kind", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1068fbcff31cd2fb25095c86afffed1cba1523e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_233b5', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_certificate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_certificateevent" ("detail", "ends_on", "entered_at", "entered_by", "holds", "id", "issuer", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."detail", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."holds", NEW."id", NEW."issuer", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='4f68449f309874dc8e2c30051f4988d9d0a427e3', operation='UPDATE', pgid='pgtrigger_update_update_9bb13', table='registry_certificate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_certificateevent" ("detail", "ends_on", "entered_at", "entered_by", "holds", "id", "issuer", "kind", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."detail", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."holds", OLD."id", OLD."issuer", OLD."kind", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;', hash='9fbfc905069bd95da1a820428af6c49ce3b17979', operation='DELETE', pgid='pgtrigger_delete_delete_e13cf', table='registry_certificate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_postevent" ("ended_at", "ended_by", "ends_on", "entered_at", "entered_by", "full_time", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "starts_on") SELECT new_values."ended_at", new_values."ended_by", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."full_time", new_values."id", new_values."office_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."post", new_values."reason", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e9f613ff9f6069f3b9689bc4349607bfb9384f42', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3bec3', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_postevent" ("ended_at", "ended_by", "ends_on", "entered_at", "entered_by", "full_time", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "starts_on") VALUES (NEW."ended_at", NEW."ended_by", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."full_time", NEW."id", NEW."office_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."post", NEW."reason", NEW."starts_on"); RETURN NULL;', hash='f9e1029578da6e4941b7884a92b437d9a09b39c0', operation='UPDATE', pgid='pgtrigger_update_update_0ea53', table='registry_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_postevent" ("ended_at", "ended_by", "ends_on", "entered_at", "entered_by", "full_time", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "reason", "starts_on") VALUES (OLD."ended_at", OLD."ended_by", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."full_time", OLD."id", OLD."office_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."post", OLD."reason", OLD."starts_on"); RETURN NULL;', hash='716c43230ea3ce8651167e7f517fa9cd5ded7501', operation='DELETE', pgid='pgtrigger_delete_delete_c798a', table='registry_post', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='stafforder',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_stafforderevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "persons", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."office_id", new_values."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."post", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0f9ddc9146174f14886f8735402f3832b2abe50b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6bb0f', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_stafforder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='stafforder',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_stafforderevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "persons", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."office_id", NEW."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."post", NEW."starts_on"); RETURN NULL;', hash='b93fc79672340a7481b212cd3711391722ac9785', operation='UPDATE', pgid='pgtrigger_update_update_02226', table='registry_stafforder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='stafforder',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_stafforderevent" ("ends_on", "entered_at", "entered_by", "id", "office_id", "persons", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts_on") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."office_id", OLD."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."post", OLD."starts_on"); RETURN NULL;', hash='295762432355d662f5959bf747997942d950c6b1', operation='DELETE', pgid='pgtrigger_delete_delete_ff1a0', table='registry_stafforder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_suspensionevent" ("cites", "ends_on", "entered_at", "entered_by", "id", "licence_id", "lifted_at", "lifted_by", "lifted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "ruling", "starts_on") SELECT new_values."cites", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."licence_id", new_values."lifted_at", new_values."lifted_by", new_values."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."route", new_values."ruling", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ae93313ad85a4f9d74de50178e5bcd5743a984c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d9938', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_suspension', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_suspensionevent" ("cites", "ends_on", "entered_at", "entered_by", "id", "licence_id", "lifted_at", "lifted_by", "lifted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "ruling", "starts_on") VALUES (NEW."cites", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."licence_id", NEW."lifted_at", NEW."lifted_by", NEW."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."route", NEW."ruling", NEW."starts_on"); RETURN NULL;', hash='3bfa24d83397a7e880a84f975cfdb2e090232245', operation='UPDATE', pgid='pgtrigger_update_update_4643a', table='registry_suspension', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='suspension',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_suspensionevent" ("cites", "ends_on", "entered_at", "entered_by", "id", "licence_id", "lifted_at", "lifted_by", "lifted_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "ruling", "starts_on") VALUES (OLD."cites", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."licence_id", OLD."lifted_at", OLD."lifted_by", OLD."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."route", OLD."ruling", OLD."starts_on"); RETURN NULL;', hash='3c5857c4941469d06dc3386f99945482bbafc085', operation='DELETE', pgid='pgtrigger_delete_delete_49dc3', table='registry_suspension', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='version_moves', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO registry_version (name, number) VALUES ('values', nextval('registry_version_number')) ON CONFLICT (name) DO UPDATE SET number = nextval('registry_version_number'); RETURN NULL;", hash='7f1db082d80fbf4d8fd5c18acf7ccd4f3cd2637e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_version_moves_eefc0', table='registry_approvedvalue', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='proposed_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."authority" IS DISTINCT FROM (NEW."authority") OR OLD."proposed_by" IS DISTINCT FROM (NEW."proposed_by") OR OLD."proposed_for" IS DISTINCT FROM (NEW."proposed_for") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='65a13e88a6b94e2bb40ccf02914b10c2b5b856be', operation='UPDATE', pgid='pgtrigger_proposed_is_final_090c7', table='registry_approvedvalue', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='end_moves_when_followed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."confirmed_at" IS NULL AND OLD."ends_on" IS DISTINCT FROM (NEW."ends_on"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6afa6077fbd28d36ecddae192666adea8b69d21f', operation='UPDATE', pgid='pgtrigger_end_moves_when_followed_d8768', table='registry_approvedvalue', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='confirmed_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."confirmed_at" IS NOT NULL AND (OLD."confirmed_by" IS DISTINCT FROM (NEW."confirmed_by") OR OLD."confirmed_for" IS DISTINCT FROM (NEW."confirmed_for") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."declined_by" IS DISTINCT FROM (NEW."declined_by") OR OLD."declined_at" IS DISTINCT FROM (NEW."declined_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9a91357cb0ac8caba4f7297271ba69b5b2964b26', operation='UPDATE', pgid='pgtrigger_confirmed_is_final_dc0bb', table='registry_approvedvalue', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='declined_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."declined_at" IS NOT NULL AND (OLD."confirmed_by" IS DISTINCT FROM (NEW."confirmed_by") OR OLD."confirmed_for" IS DISTINCT FROM (NEW."confirmed_for") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."declined_by" IS DISTINCT FROM (NEW."declined_by") OR OLD."declined_at" IS DISTINCT FROM (NEW."declined_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ecce0beb7bca4beea62bd1e86d2a434a82947ff0', operation='UPDATE', pgid='pgtrigger_declined_is_final_8f7a6', table='registry_approvedvalue', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e76e26a658e33bd491f555a029475c796e30d65b', operation='DELETE', pgid='pgtrigger_never_deleted_1dadf', table='registry_approvedvalue', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_approvedvalueevent" ("authority", "code", "confirmed_at", "confirmed_by", "confirmed_for", "content", "declined_at", "declined_by", "ends_on", "id", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "proposed_for", "source", "starts_on", "status", "used_until") SELECT new_values."authority", new_values."code", new_values."confirmed_at", new_values."confirmed_by", new_values."confirmed_for", new_values."content", new_values."declined_at", new_values."declined_by", new_values."ends_on", new_values."id", new_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by", new_values."proposed_for", new_values."source", new_values."starts_on", new_values."status", new_values."used_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5171f22e7e928ff4dbb22df2014833aaa5db34c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_02a84', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_approvedvalue', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_approvedvalueevent" ("authority", "code", "confirmed_at", "confirmed_by", "confirmed_for", "content", "declined_at", "declined_by", "ends_on", "id", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "proposed_for", "source", "starts_on", "status", "used_until") VALUES (NEW."authority", NEW."code", NEW."confirmed_at", NEW."confirmed_by", NEW."confirmed_for", NEW."content", NEW."declined_at", NEW."declined_by", NEW."ends_on", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by", NEW."proposed_for", NEW."source", NEW."starts_on", NEW."status", NEW."used_until"); RETURN NULL;', hash='cfd82cd717aafeaffcca0d0b1060d0ce2452ae27', operation='UPDATE', pgid='pgtrigger_update_update_982d2', table='registry_approvedvalue', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='approvedvalue',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_approvedvalueevent" ("authority", "code", "confirmed_at", "confirmed_by", "confirmed_for", "content", "declined_at", "declined_by", "ends_on", "id", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "proposed_for", "source", "starts_on", "status", "used_until") VALUES (OLD."authority", OLD."code", OLD."confirmed_at", OLD."confirmed_by", OLD."confirmed_for", OLD."content", OLD."declined_at", OLD."declined_by", OLD."ends_on", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by", OLD."proposed_for", OLD."source", OLD."starts_on", OLD."status", OLD."used_until"); RETURN NULL;', hash='3052fa8eeed1ae967a7f0042c9520175242aed38', operation='DELETE', pgid='pgtrigger_delete_delete_4e7fa', table='registry_approvedvalue', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='batch',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6f57273f625fa2f7017fe7737389278d9e424517', operation='UPDATE', pgid='pgtrigger_never_changed_7942e', table='registry_batch', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='batch',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='dd2b602a55c9eab9b7fd79818ce5a0fd14907d77', operation='DELETE', pgid='pgtrigger_never_deleted_79aef', table='registry_batch', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='batch_is_there', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE keys BIGINT[]; held BIGINT;', func="\nkeys := ARRAY(SELECT DISTINCT batch_id FROM added WHERE batch_id IS NOT NULL);\nPERFORM FROM registry_batch WHERE id = ANY (keys) ORDER BY id FOR KEY SHARE;\nGET DIAGNOSTICS held = ROW_COUNT;\nIF held < cardinality(keys) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.batch_id refers to what is not there';\nEND IF;\nRETURN NULL;\n", hash='9e6c6b3380ccc4f3f99a467fa383baab0826409e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_batch_is_there_f8b46', referencing='REFERENCING NEW TABLE AS added ', table='registry_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='office_is_there', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE keys BIGINT[]; held BIGINT;', func="\nkeys := ARRAY(SELECT DISTINCT office_id FROM added WHERE office_id IS NOT NULL);\nPERFORM FROM registry_office WHERE id = ANY (keys) ORDER BY id FOR KEY SHARE;\nGET DIAGNOSTICS held = ROW_COUNT;\nIF held < cardinality(keys) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.office_id refers to what is not there';\nEND IF;\nRETURN NULL;\n", hash='6e9baf616b1f13c3e8c7ff346a70293646d7bbed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_office_is_there_246d3', referencing='REFERENCING NEW TABLE AS added ', table='registry_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='corrects_is_there', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE keys BIGINT[]; held BIGINT;', func="\nkeys := ARRAY(SELECT DISTINCT corrects_id FROM added WHERE corrects_id IS NOT NULL);\nPERFORM FROM registry_assessment WHERE id = ANY (keys) ORDER BY id FOR KEY SHARE;\nGET DIAGNOSTICS held = ROW_COUNT;\nIF held < cardinality(keys) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.corrects_id refers to what is not there';\nEND IF;\nRETURN NULL;\n", hash='4ca9cacdc4f49694405ab67c19ec61a3f1f3b1cf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_corrects_is_there_187f3', referencing='REFERENCING NEW TABLE AS added ', table='registry_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='held_by_assessment_corrects', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF current_setting('transaction_isolation') <> 'read committed' THEN\n    RAISE feature_not_supported USING MESSAGE = 'registry_assessment loses rows in read committed only';\nEND IF;\nIF EXISTS (SELECT FROM registry_assessment WHERE corrects_id = OLD.id) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.corrects_id refers to this';\nEND IF;\nRETURN NULL;\n", hash='6c8060519fba668fe48ebbdd8ce170f28a457c5e', operation='DELETE OR UPDATE OF "id"', pgid='pgtrigger_held_by_assessment_corrects_de19f', table='registry_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='batch',
                trigger=pgtrigger.compiler.Trigger(name='held_by_assessment_batch', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF current_setting('transaction_isolation') <> 'read committed' THEN\n    RAISE feature_not_supported USING MESSAGE = 'registry_batch loses rows in read committed only';\nEND IF;\nIF EXISTS (SELECT FROM registry_assessment WHERE batch_id = OLD.id) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.batch_id refers to this';\nEND IF;\nRETURN NULL;\n", hash='5f4b6289fc1ae62ce9ccdd9b8a20091e89fc6aae', operation='DELETE OR UPDATE OF "id"', pgid='pgtrigger_held_by_assessment_batch_bd650', table='registry_batch', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='office',
                trigger=pgtrigger.compiler.Trigger(name='held_by_assessment_office', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF current_setting('transaction_isolation') <> 'read committed' THEN\n    RAISE feature_not_supported USING MESSAGE = 'registry_office loses rows in read committed only';\nEND IF;\nIF EXISTS (SELECT FROM registry_assessment WHERE office_id = OLD.id) THEN\n    RAISE foreign_key_violation USING MESSAGE = 'registry_assessment.office_id refers to this';\nEND IF;\nRETURN NULL;\n", hash='70d9e541de8a89f596b84d15c0225c62c5d40fae', operation='DELETE OR UPDATE OF "id"', pgid='pgtrigger_held_by_assessment_office_2b5bb', table='registry_office', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='70a8f25332d7bd896199df4d40649117e934617d', operation='UPDATE', pgid='pgtrigger_never_changed_c0b14', table='registry_assessment', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0912506a745888a950afe82c4a4318db52803c18', operation='DELETE', pgid='pgtrigger_never_deleted_b7e39', table='registry_assessment', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='applicability',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='63f764729dfd804826f079e441166a5a74afd34b', operation='UPDATE', pgid='pgtrigger_never_changed_baa1a', table='registry_applicability', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='applicability',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b96427096d7c7b826cdd6edfd3ad79f8a7745fd3', operation='DELETE', pgid='pgtrigger_never_deleted_8ac10', table='registry_applicability', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_bodyevent" ("code", "ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "title") SELECT new_values."code", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."kanoon_id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."starts_on", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52de331a95bd810ef41ca1bdc04b455162cfc4a5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4b766', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_body', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_bodyevent" ("code", "ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "title") VALUES (NEW."code", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."kanoon_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."starts_on", NEW."title"); RETURN NULL;', hash='a85cfe733f8871373f01f47678968addee177153', operation='UPDATE', pgid='pgtrigger_update_update_180bf', table='registry_body', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_bodyevent" ("code", "ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "title") VALUES (OLD."code", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."kanoon_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."starts_on", OLD."title"); RETURN NULL;', hash='0669fa53c0df70ef61054a0962453a224d5cddb6', operation='DELETE', pgid='pgtrigger_delete_delete_5e7cf', table='registry_body', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_assignmentevent" ("ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "source", "starts_on") SELECT new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."kanoon_id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2c76e385f95f82fa2a231d8e5bba4bceb76c71a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9ddd6', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_assignmentevent" ("ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "source", "starts_on") VALUES (NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."kanoon_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."source", NEW."starts_on"); RETURN NULL;', hash='bd1f015e95590dc756b9192cedd0c26f5f6c90f1', operation='UPDATE', pgid='pgtrigger_update_update_71174', table='registry_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_assignmentevent" ("ends_on", "entered_at", "entered_by", "id", "kanoon_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "source", "starts_on") VALUES (OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."kanoon_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."source", OLD."starts_on"); RETURN NULL;', hash='b5ae2e134f5be3b75c0a2c9b7bf217db066ef77b', operation='DELETE', pgid='pgtrigger_delete_delete_cc312', table='registry_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='count',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='45a2efd1089f07c3f23936960b0ffc0d0e79c184', operation='UPDATE', pgid='pgtrigger_never_changed_ff999', table='registry_count', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='count',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='9cc1fb29248cbe0dc1df0c6804f9dfe121142037', operation='DELETE', pgid='pgtrigger_never_deleted_5e54f', table='registry_count', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grade',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_gradeevent" ("because", "cycle", "ends_on", "entered_at", "entered_by", "event", "extraordinary", "grade", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province", "replaces_id", "source", "standing", "starts_on", "total", "version", "void") SELECT new_values."because", new_values."cycle", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."event", new_values."extraordinary", new_values."grade", new_values."id", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."place", new_values."province", new_values."replaces_id", new_values."source", new_values."standing", new_values."starts_on", new_values."total", new_values."version", new_values."void" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='916d0ac2673768935737ba0867d7cdcf435987f7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_48dda', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_grade', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grade',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_gradeevent" ("because", "cycle", "ends_on", "entered_at", "entered_by", "event", "extraordinary", "grade", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province", "replaces_id", "source", "standing", "starts_on", "total", "version", "void") VALUES (NEW."because", NEW."cycle", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."event", NEW."extraordinary", NEW."grade", NEW."id", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."province", NEW."replaces_id", NEW."source", NEW."standing", NEW."starts_on", NEW."total", NEW."version", NEW."void"); RETURN NULL;', hash='0f5ea0d1a502f8293ffffffbd3c1ebf773e84882', operation='UPDATE', pgid='pgtrigger_update_update_ae0f7', table='registry_grade', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='grade',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_gradeevent" ("because", "cycle", "ends_on", "entered_at", "entered_by", "event", "extraordinary", "grade", "id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province", "replaces_id", "source", "standing", "starts_on", "total", "version", "void") VALUES (OLD."because", OLD."cycle", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."event", OLD."extraordinary", OLD."grade", OLD."id", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."province", OLD."replaces_id", OLD."source", OLD."standing", OLD."starts_on", OLD."total", OLD."version", OLD."void"); RETURN NULL;', hash='85d818cfd01c53bd4d4dfd31556c74b1ad7bbb30', operation='DELETE', pgid='pgtrigger_delete_delete_a9918', table='registry_grade', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='holding',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_holdingevent" ("approver", "body_id", "ends_on", "entered_at", "entered_by", "id", "judicial_years", "kanoon_id", "kind", "left_because", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposer", "role", "source", "starts_on", "term_ends_on") SELECT new_values."approver", new_values."body_id", new_values."ends_on", new_values."entered_at", new_values."entered_by", new_values."id", new_values."judicial_years", new_values."kanoon_id", new_values."kind", new_values."left_because", new_values."office_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."place", new_values."proposer", new_values."role", new_values."source", new_values."starts_on", new_values."term_ends_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e12cbe0c5da7a5bb17a093b3a872cc0ff996108f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7818c', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_holding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='holding',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_holdingevent" ("approver", "body_id", "ends_on", "entered_at", "entered_by", "id", "judicial_years", "kanoon_id", "kind", "left_because", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposer", "role", "source", "starts_on", "term_ends_on") VALUES (NEW."approver", NEW."body_id", NEW."ends_on", NEW."entered_at", NEW."entered_by", NEW."id", NEW."judicial_years", NEW."kanoon_id", NEW."kind", NEW."left_because", NEW."office_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."proposer", NEW."role", NEW."source", NEW."starts_on", NEW."term_ends_on"); RETURN NULL;', hash='b319746c82c959e625b2ff3cc59b124796b94a28', operation='UPDATE', pgid='pgtrigger_update_update_9840d', table='registry_holding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='holding',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_holdingevent" ("approver", "body_id", "ends_on", "entered_at", "entered_by", "id", "judicial_years", "kanoon_id", "kind", "left_because", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposer", "role", "source", "starts_on", "term_ends_on") VALUES (OLD."approver", OLD."body_id", OLD."ends_on", OLD."entered_at", OLD."entered_by", OLD."id", OLD."judicial_years", OLD."kanoon_id", OLD."kind", OLD."left_because", OLD."office_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."proposer", OLD."role", OLD."source", OLD."starts_on", OLD."term_ends_on"); RETURN NULL;', hash='a418a73a7633c6775abd3b27e7eb0aba6b3b4766', operation='DELETE', pgid='pgtrigger_delete_delete_6f99f', table='registry_holding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='record',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e53e50f699608a63c698ae45e6831a2841fb4787', operation='UPDATE', pgid='pgtrigger_never_changed_27c51', table='registry_record', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='record',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='91822032c7238bf4b73036219c4186b57507f048', operation='DELETE', pgid='pgtrigger_never_deleted_16337', table='registry_record', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='demonstration',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='64bccdb288c739a03c81593d7a1d1185a755441d', operation='UPDATE', pgid='pgtrigger_never_changed_9aa04', table='registry_demonstration', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='demonstration',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='23b4d8f88630b4ca3bd7c09d8137a2b5aa4d5479', operation='DELETE', pgid='pgtrigger_never_deleted_f587c', table='registry_demonstration', when='BEFORE')),
            )],
        ),
        migrations.RunSQL(
            sql='ALTER TABLE registry_holding ADD CONSTRAINT holding_of_the_bodys_kind FOREIGN KEY (body_id, kind) REFERENCES registry_body (id, kind)',
            reverse_sql='ALTER TABLE registry_holding DROP CONSTRAINT holding_of_the_bodys_kind',
        ),
        migrations.RunSQL(
            sql='ALTER TABLE registry_holding ADD CONSTRAINT holding_of_the_bodys_kanoon FOREIGN KEY (body_id, kind, kanoon_id) REFERENCES registry_body (id, kind, kanoon_id)',
            reverse_sql='ALTER TABLE registry_holding DROP CONSTRAINT holding_of_the_bodys_kanoon',
        ),
        migrations.RunSQL(
            sql='ALTER TABLE registry_assignment ADD CONSTRAINT assignment_of_a_kanoon FOREIGN KEY (kanoon_id, kind) REFERENCES registry_body (id, kind)',
            reverse_sql='ALTER TABLE registry_assignment DROP CONSTRAINT assignment_of_a_kanoon',
        ),
    ]
