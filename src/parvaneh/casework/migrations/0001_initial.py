import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import parvaneh.frame.fields
import parvaneh.frame.migration
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('registry', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        parvaneh.frame.migration.Together(
            operations=[migrations.CreateModel(
                name='Case',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=24, unique=True)),
                    ('procedure', models.CharField(max_length=60)),
                    ('state', models.CharField(max_length=60)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('outcome', models.CharField(blank=True, max_length=60)),
                    ('subject', models.CharField(max_length=80)),
                    ('source', models.CharField(blank=True, max_length=80)),
                    ('office_code', models.CharField(blank=True, max_length=12)),
                    ('province', models.CharField(max_length=5)),
                    ('kanoon', models.CharField(blank=True, max_length=20)),
                    ('waits_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('due_on', models.DateField(null=True)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.CharField(max_length=40)),
                    ('entered_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_assigned', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='registry.office')),
                ],
                options={
                    'indexes': [models.Index(fields=['province', '-id'], name='case_province'), models.Index(condition=models.Q(('kanoon', ''), _negated=True), fields=['kanoon', '-id'], name='case_kanoon'), models.Index(condition=models.Q(('office_code', ''), _negated=True), fields=['office_code', '-id'], name='case_office'), models.Index(fields=['subject'], name='case_subject'), models.Index(condition=models.Q(('source', ''), _negated=True), fields=['source'], name='case_source'), models.Index(condition=models.Q(('ended_on', None)), fields=['province', 'due_on', 'id'], name='case_province_due'), models.Index(condition=models.Q(('ended_on', None)), fields=['due_on', 'id'], name='case_due'), models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'id'], name='case_due_known'), models.Index(condition=models.Q(('ended_on', None)), fields=['assigned_to', 'due_on', 'id'], name='case_mine'), django.contrib.postgres.indexes.GinIndex(models.F('waits_for'), condition=models.Q(('ended_on', None)), name='case_waits_for')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('office', None), ('office_code', '')), models.Q(('office__isnull', False), models.Q(('office_code', ''), _negated=True)), _connector='OR'), name='case_office_and_its_code'), models.CheckConstraint(condition=models.Q(('ended_on', None), models.Q(('due_on', None), ('ended_on__gte', models.F('entered_on')), ('waits_for', [])), _connector='OR'), name='case_ended_waits_for_nobody'), models.CheckConstraint(condition=models.Q(('province__regex', '^IR-[0-9]{2}$')), name='case_province_is_one')],
                },
            ), migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField(blank=True)),
                    ('assigned_at', models.DateTimeField()),
                    ('assigned_by', models.CharField(max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='casework.case')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['user'], name='assignment_user')],
                    'constraints': [models.UniqueConstraint(models.F('case'), condition=models.Q(('ended_at', None)), name='assignment_to_one'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='assignment_ended_at_and_by')],
                },
            ), migrations.CreateModel(
                name='AssignmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('reason', models.TextField(blank=True)),
                    ('assigned_at', models.DateTimeField()),
                    ('assigned_by', models.CharField(max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.assignment')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='CaseEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('number', models.CharField(max_length=24)),
                    ('procedure', models.CharField(max_length=60)),
                    ('state', models.CharField(max_length=60)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('outcome', models.CharField(blank=True, max_length=60)),
                    ('subject', models.CharField(max_length=80)),
                    ('source', models.CharField(blank=True, max_length=80)),
                    ('office_code', models.CharField(blank=True, max_length=12)),
                    ('province', models.CharField(max_length=5)),
                    ('kanoon', models.CharField(blank=True, max_length=20)),
                    ('waits_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('due_on', models.DateField(null=True)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.CharField(max_length=40)),
                    ('entered_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('assigned_to', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.case')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Counter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('series', models.CharField(max_length=2)),
                    ('last', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('year'), models.F('series'), name='counter_once')],
                },
            ), migrations.CreateModel(
                name='Deadline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=80)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('open', 'Open'), ('stopped', 'Stopped'), ('met', 'Met'), ('lapsed', 'Lapsed'), ('dropped', 'Dropped')], max_length=10)),
                    ('province', models.CharField(max_length=5)),
                    ('facts', models.JSONField(default=dict)),
                    ('starts_on', models.DateField(null=True)),
                    ('amount', models.PositiveSmallIntegerField(null=True)),
                    ('unit', models.CharField(blank=True, max_length=6)),
                    ('counting', models.CharField(blank=True, max_length=80)),
                    ('nominal_on', models.DateField(null=True)),
                    ('counted_on', models.DateField(null=True)),
                    ('added_days', models.PositiveSmallIntegerField(default=0)),
                    ('last_on', models.DateField(null=True)),
                    ('calendar', models.CharField(max_length=40)),
                    ('stopped_on', models.DateField(null=True)),
                    ('ended_on', models.DateField(null=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='casework.case')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'open', 'stopped'))), fields=['last_on', 'id'], name='deadline_last'), models.Index(condition=models.Q(('state__in', ('waiting', 'open', 'stopped'))), fields=['province', 'last_on'], name='deadline_place')],
                    'constraints': [models.UniqueConstraint(models.F('case'), models.F('key'), condition=models.Q(('state__in', ('waiting', 'open', 'stopped'))), name='deadline_runs_once'), models.CheckConstraint(condition=models.Q(models.Q(('last_on', None), ('state__in', ('waiting', 'dropped'))), models.Q(('counted_on__gte', models.F('nominal_on')), ('counted_on__isnull', False), ('last_on__gte', models.F('counted_on')), ('last_on__isnull', False), ('nominal_on__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='deadline_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), ('stopped_on__isnull', False)), models.Q(models.Q(('state', 'stopped'), _negated=True), ('stopped_on', None)), _connector='OR'), name='deadline_stopped_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('waiting', 'open', 'stopped')), ('ended_on', None)), models.Q(models.Q(('state__in', ('waiting', 'open', 'stopped')), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='deadline_ended_on_a_day')],
                },
            ), migrations.CreateModel(
                name='DeadlineChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('stop', 'Stop'), ('restart', 'Restart'), ('extend', 'Extend'), ('calendar', 'Calendar')], max_length=8)),
                    ('on', models.DateField()),
                    ('days', models.SmallIntegerField(default=0)),
                    ('reason', models.TextField()),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.CharField(max_length=40)),
                    ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='casework.deadline')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='deadline_change_has_reason')],
                },
            ), migrations.CreateModel(
                name='DeadlineChangeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('stop', 'Stop'), ('restart', 'Restart'), ('extend', 'Extend'), ('calendar', 'Calendar')], max_length=8)),
                    ('on', models.DateField()),
                    ('days', models.SmallIntegerField(default=0)),
                    ('reason', models.TextField()),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.CharField(max_length=40)),
                    ('deadline', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.deadline')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.deadlinechange')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DeadlineEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=80)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('open', 'Open'), ('stopped', 'Stopped'), ('met', 'Met'), ('lapsed', 'Lapsed'), ('dropped', 'Dropped')], max_length=10)),
                    ('province', models.CharField(max_length=5)),
                    ('facts', models.JSONField(default=dict)),
                    ('starts_on', models.DateField(null=True)),
                    ('amount', models.PositiveSmallIntegerField(null=True)),
                    ('unit', models.CharField(blank=True, max_length=6)),
                    ('counting', models.CharField(blank=True, max_length=80)),
                    ('nominal_on', models.DateField(null=True)),
                    ('counted_on', models.DateField(null=True)),
                    ('added_days', models.PositiveSmallIntegerField(default=0)),
                    ('last_on', models.DateField(null=True)),
                    ('calendar', models.CharField(max_length=40)),
                    ('stopped_on', models.DateField(null=True)),
                    ('ended_on', models.DateField(null=True)),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.deadline')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32, unique=True)),
                    ('visibility', models.CharField(choices=[('private', 'Private'), ('unit', 'Unit'), ('parties', 'Parties')], max_length=10)),
                    ('unit', models.CharField(blank=True, max_length=80)),
                    ('is_draft', models.BooleanField(default=False)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.CharField(max_length=40)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='casework.case')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'id'], name='note_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('visibility', 'unit'), models.Q(('unit', ''), _negated=True)), models.Q(models.Q(('visibility', 'unit'), _negated=True), ('unit', '')), _connector='OR'), name='note_of_a_unit_names_it')],
                },
            ), migrations.CreateModel(
                name='NoteEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=32)),
                    ('visibility', models.CharField(choices=[('private', 'Private'), ('unit', 'Unit'), ('parties', 'Parties')], max_length=10)),
                    ('unit', models.CharField(blank=True, max_length=80)),
                    ('is_draft', models.BooleanField(default=False)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.CharField(max_length=40)),
                    ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.note')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='NoteVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.TextField()),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.CharField(max_length=40)),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='casework.note')),
                ],
                options={
                    'ordering': (models.OrderBy(models.F('number')),),
                    'constraints': [models.UniqueConstraint(models.F('note'), models.F('number'), name='note_version_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('text', ''), _negated=True)), name='note_version_says_something')],
                },
            ), migrations.CreateModel(
                name='Party',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('actor', models.CharField(max_length=40)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='casework.case')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='registry.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('case'), models.F('person'), models.F('actor'), name='party_once_as_each_actor')],
                },
            ), migrations.CreateModel(
                name='PartyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('actor', models.CharField(max_length=40)),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.party')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('standing', models.CharField(choices=[('recused', 'Recused'), ('absent', 'Absent'), ('abstained', 'Abstained')], max_length=10)),
                    ('reason', models.TextField()),
                    ('declared_at', models.DateTimeField()),
                    ('declared_by', models.CharField(max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='casework.case')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='registry.person')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('user__isnull', False), ('person__isnull', False), _connector='OR'), name='recusal_of_somebody'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recusal_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='recusal_ended_at_and_by'), models.UniqueConstraint(models.F('case'), models.F('user'), condition=models.Q(('ended_at', None)), name='recusal_of_a_user_once'), models.UniqueConstraint(models.F('case'), models.F('person'), condition=models.Q(('ended_at', None)), name='recusal_of_a_person_once')],
                },
            ), migrations.CreateModel(
                name='RecusalEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('standing', models.CharField(choices=[('recused', 'Recused'), ('absent', 'Absent'), ('abstained', 'Abstained')], max_length=10)),
                    ('reason', models.TextField()),
                    ('declared_at', models.DateTimeField()),
                    ('declared_by', models.CharField(max_length=40)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.recusal')),
                    ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SavedSearch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('asks', models.JSONField()),
                    ('unit', models.CharField(blank=True, max_length=80)),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by', models.CharField(max_length=40)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searches', to=settings.AUTH_USER_MODEL)),
                    ('is_default', models.BooleanField(default=False)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('unit', ''), _negated=True), fields=['unit'], name='search_unit')],
                    'constraints': [models.UniqueConstraint(models.F('owner'), models.F('name'), name='search_named_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='search_has_a_name'), models.UniqueConstraint(models.F('owner'), condition=models.Q(('is_default', True)), name='search_default_once')],
                },
            ), migrations.CreateModel(
                name='SavedSearchEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=32)),
                    ('name', models.CharField(max_length=120)),
                    ('asks', models.JSONField()),
                    ('unit', models.CharField(blank=True, max_length=80)),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by', models.CharField(max_length=40)),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.savedsearch')),
                    ('is_default', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Content',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('size', models.PositiveIntegerField()),
                    ('media_type', models.CharField(max_length=80)),
                    ('box', models.BinaryField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='content_named_by_its_hash')],
                },
            ), migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=16, unique=True)),
                    ('kind', models.CharField(max_length=60)),
                    ('number', models.CharField(blank=True, max_length=40)),
                    ('series', models.CharField(max_length=16)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('state', models.CharField(choices=[('pending', 'Pending'), ('ready', 'Ready'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn')], max_length=12)),
                    ('language', models.CharField(default='fa', max_length=2)),
                    ('visible_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('name', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('facts', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('short_signature', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('ready_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawal_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.case')),
                    ('content', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.content')),
                ],
                options={
                    'ordering': (models.OrderBy(models.F('id')),),
                    'indexes': [models.Index(fields=['case', 'id'], name='document_case')],
                    'constraints': [models.UniqueConstraint(models.F('series'), models.F('version'), name='document_version_once'), models.UniqueConstraint(models.F('series'), condition=models.Q(('state', 'ready')), name='document_one_version_stands'), models.UniqueConstraint(models.F('number'), condition=models.Q(('number', ''), _negated=True), name='document_number_once'), models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'ready', 'superseded', 'withdrawn'])), name='document_state_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('content', None), ('ready_at', None), ('state', 'pending')), ('state', 'withdrawn'), models.Q(('content__isnull', False), ('ready_at__isnull', False), ('state__in', ('ready', 'superseded'))), _connector='OR'), name='document_ready_has_content'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_by', '')), _connector='OR'), name='document_withdrawn_by_and_at'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='document_version_from_1')],
                },
            ), migrations.CreateModel(
                name='DocumentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=16)),
                    ('kind', models.CharField(max_length=60)),
                    ('number', models.CharField(blank=True, max_length=40)),
                    ('series', models.CharField(max_length=16)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('state', models.CharField(choices=[('pending', 'Pending'), ('ready', 'Ready'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn')], max_length=12)),
                    ('language', models.CharField(default='fa', max_length=2)),
                    ('visible_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('name', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('facts', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('short_signature', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('ready_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawal_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('content', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.content')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.document')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='LetterCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.CharField(max_length=8)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('unit'), models.F('year'), name='letter_counter_once')],
                },
            ), migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=160, unique=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('channel', models.CharField(choices=[('app', 'App'), ('email', 'Email'), ('sms', 'Sms')], max_length=8)),
                    ('subject', models.CharField(max_length=80)),
                    ('facts', models.JSONField(default=dict)),
                    ('is_direct', models.BooleanField(default=False)),
                    ('written_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('channel', 'app')), fields=['to', '-id'], name='message_to'), models.Index(condition=models.Q(('sent_at', None)), fields=['id'], name='message_unsent')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['app', 'email', 'sms'])), name='message_channel_is_one')],
                },
            ), migrations.CreateModel(
                name='MessageEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=160)),
                    ('kind', models.CharField(max_length=40)),
                    ('channel', models.CharField(choices=[('app', 'App'), ('email', 'Email'), ('sms', 'Sms')], max_length=8)),
                    ('subject', models.CharField(max_length=80)),
                    ('facts', models.JSONField(default=dict)),
                    ('is_direct', models.BooleanField(default=False)),
                    ('written_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.message')),
                    ('to', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='MessageRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by_email', models.BooleanField(default=True)),
                    ('by_sms', models.BooleanField(default=True)),
                    ('muted_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('muted_until', models.DateTimeField(null=True)),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='message_rule', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='MessageRuleEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('by_email', models.BooleanField(default=True)),
                    ('by_sms', models.BooleanField(default=True)),
                    ('muted_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('muted_until', models.DateTimeField(null=True)),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.messagerule')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=16, unique=True)),
                    ('starts_time', models.BooleanField(default=True)),
                    ('sent_at', models.DateTimeField()),
                    ('sent_by', models.CharField(max_length=40)),
                    ('viewed_at', models.DateTimeField(null=True)),
                    ('served_on', models.DateField(null=True)),
                    ('served_at', models.DateTimeField(null=True)),
                    ('served_by', models.CharField(blank=True, max_length=40)),
                    ('proof', models.CharField(blank=True, choices=[('viewed', 'Viewed'), ('delivered', 'Delivered'), ('paper', 'Paper')], max_length=10)),
                    ('returned_at', models.DateTimeField(null=True)),
                    ('returned_by', models.CharField(blank=True, max_length=40)),
                    ('return_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawal_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='casework.case')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='casework.document')),
                    ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='registry.office')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='registry.person')),
                    ('receipt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.document')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('office__isnull', False), ('person', None)), models.Q(('office', None), ('person__isnull', False)), _connector='OR'), name='notice_to_one'), models.UniqueConstraint(models.F('document'), models.F('person'), condition=models.Q(('returned_at', None), ('withdrawn_at', None), ('person__isnull', False)), name='notice_once_to_a_person'), models.UniqueConstraint(models.F('document'), models.F('office'), condition=models.Q(('returned_at', None), ('withdrawn_at', None), ('office__isnull', False)), name='notice_once_to_an_office'), models.CheckConstraint(condition=models.Q(models.Q(('proof', ''), ('receipt', None), ('served_at', None), ('served_by', ''), ('served_on', None)), models.Q(('proof__in', ['viewed', 'delivered', 'paper']), ('served_at__isnull', False), ('served_on__isnull', False), models.Q(('served_by', ''), _negated=True)), _connector='OR'), name='notice_served_by_at_on_and_how'), models.CheckConstraint(condition=models.Q(models.Q(('proof', 'paper'), _negated=True), ('receipt__isnull', False), _connector='OR'), name='notice_on_paper_has_its_receipt'), models.CheckConstraint(condition=models.Q(models.Q(('proof', 'viewed'), _negated=True), ('viewed_at__isnull', False), _connector='OR'), name='notice_viewed_was_seen'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at', None), ('returned_by', '')), models.Q(('returned_at__isnull', False), ('served_on', None), models.Q(('returned_by', ''), _negated=True)), _connector='OR'), name='notice_returned_by_at_and_unserved'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', '')), models.Q(('returned_at', None), ('served_on', None), ('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), _connector='OR'), name='notice_withdrawn_by_at_and_unserved')],
                },
            ), migrations.CreateModel(
                name='NoticeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=16)),
                    ('starts_time', models.BooleanField(default=True)),
                    ('sent_at', models.DateTimeField()),
                    ('sent_by', models.CharField(max_length=40)),
                    ('viewed_at', models.DateTimeField(null=True)),
                    ('served_on', models.DateField(null=True)),
                    ('served_at', models.DateTimeField(null=True)),
                    ('served_by', models.CharField(blank=True, max_length=40)),
                    ('proof', models.CharField(blank=True, choices=[('viewed', 'Viewed'), ('delivered', 'Delivered'), ('paper', 'Paper')], max_length=10)),
                    ('returned_at', models.DateTimeField(null=True)),
                    ('returned_by', models.CharField(blank=True, max_length=40)),
                    ('return_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                    ('withdrawal_reason', parvaneh.frame.fields.EncryptedTextField(blank=True, row='code')),
                    ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.case')),
                    ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.document')),
                    ('office', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.office')),
                    ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.person')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.notice')),
                    ('receipt', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='casework.document')),
                ],
                options={
                    'abstract': False,
                },
            ), pgtrigger.migrations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_caseevent" ("assigned_to_id", "due_on", "ended_on", "entered_on", "id", "kanoon", "number", "office_code", "office_id", "opened_at", "opened_by", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure", "province", "source", "state", "subject", "version", "waits_for") SELECT new_values."assigned_to_id", new_values."due_on", new_values."ended_on", new_values."entered_on", new_values."id", new_values."kanoon", new_values."number", new_values."office_code", new_values."office_id", new_values."opened_at", new_values."opened_by", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."procedure", new_values."province", new_values."source", new_values."state", new_values."subject", new_values."version", new_values."waits_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9880782ea596e8ac71da19f52a35782569628e95', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_825cb', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_case', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_caseevent" ("assigned_to_id", "due_on", "ended_on", "entered_on", "id", "kanoon", "number", "office_code", "office_id", "opened_at", "opened_by", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure", "province", "source", "state", "subject", "version", "waits_for") VALUES (NEW."assigned_to_id", NEW."due_on", NEW."ended_on", NEW."entered_on", NEW."id", NEW."kanoon", NEW."number", NEW."office_code", NEW."office_id", NEW."opened_at", NEW."opened_by", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."procedure", NEW."province", NEW."source", NEW."state", NEW."subject", NEW."version", NEW."waits_for"); RETURN NULL;', hash='f8e4db72d394b706fc6ee9becdef3c09ed6ec796', operation='UPDATE', pgid='pgtrigger_update_update_6bba9', table='casework_case', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='case',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_caseevent" ("assigned_to_id", "due_on", "ended_on", "entered_on", "id", "kanoon", "number", "office_code", "office_id", "opened_at", "opened_by", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure", "province", "source", "state", "subject", "version", "waits_for") VALUES (OLD."assigned_to_id", OLD."due_on", OLD."ended_on", OLD."entered_on", OLD."id", OLD."kanoon", OLD."number", OLD."office_code", OLD."office_id", OLD."opened_at", OLD."opened_by", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."procedure", OLD."province", OLD."source", OLD."state", OLD."subject", OLD."version", OLD."waits_for"); RETURN NULL;', hash='aa1f2b8ea375992966b06dbdb9831e030c383b43', operation='DELETE', pgid='pgtrigger_delete_delete_9d0e0', table='casework_case', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_assignmentevent" ("assigned_at", "assigned_by", "case_id", "ended_at", "ended_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") SELECT new_values."assigned_at", new_values."assigned_by", new_values."case_id", new_values."ended_at", new_values."ended_by", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."reason", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a2157e81f5826dbab6ad04295733714741a3ee7f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec92e', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_assignmentevent" ("assigned_at", "assigned_by", "case_id", "ended_at", "ended_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."assigned_at", NEW."assigned_by", NEW."case_id", NEW."ended_at", NEW."ended_by", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;', hash='c5b568484d8172f516b187c9d27da25c2fe726d2', operation='UPDATE', pgid='pgtrigger_update_update_d3dfb', table='casework_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_assignmentevent" ("assigned_at", "assigned_by", "case_id", "ended_at", "ended_by", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (OLD."assigned_at", OLD."assigned_by", OLD."case_id", OLD."ended_at", OLD."ended_by", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."user_id"); RETURN NULL;', hash='2150cf70d1411ff8aeab4c49ca9b856df3e3f404', operation='DELETE', pgid='pgtrigger_delete_delete_c4f0b', table='casework_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_deadlineevent" ("added_days", "amount", "calendar", "case_id", "counted_on", "counting", "ended_on", "facts", "id", "key", "last_on", "nominal_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "state", "stopped_on", "unit") SELECT new_values."added_days", new_values."amount", new_values."calendar", new_values."case_id", new_values."counted_on", new_values."counting", new_values."ended_on", new_values."facts", new_values."id", new_values."key", new_values."last_on", new_values."nominal_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."province", new_values."starts_on", new_values."state", new_values."stopped_on", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f45d3c5ad94156d6124a27ecde5030e08bb85c72', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e3f49', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_deadline', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_deadlineevent" ("added_days", "amount", "calendar", "case_id", "counted_on", "counting", "ended_on", "facts", "id", "key", "last_on", "nominal_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "state", "stopped_on", "unit") VALUES (NEW."added_days", NEW."amount", NEW."calendar", NEW."case_id", NEW."counted_on", NEW."counting", NEW."ended_on", NEW."facts", NEW."id", NEW."key", NEW."last_on", NEW."nominal_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."province", NEW."starts_on", NEW."state", NEW."stopped_on", NEW."unit"); RETURN NULL;', hash='60839b69568ba4e744bb16e7e9afd710a9279de9', operation='UPDATE', pgid='pgtrigger_update_update_489d4', table='casework_deadline', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadline',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_deadlineevent" ("added_days", "amount", "calendar", "case_id", "counted_on", "counting", "ended_on", "facts", "id", "key", "last_on", "nominal_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province", "starts_on", "state", "stopped_on", "unit") VALUES (OLD."added_days", OLD."amount", OLD."calendar", OLD."case_id", OLD."counted_on", OLD."counting", OLD."ended_on", OLD."facts", OLD."id", OLD."key", OLD."last_on", OLD."nominal_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province", OLD."starts_on", OLD."state", OLD."stopped_on", OLD."unit"); RETURN NULL;', hash='96c1b8485da4201b373bd07ec2ed6b2aa282bc32', operation='DELETE', pgid='pgtrigger_delete_delete_bc9c8', table='casework_deadline', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadlinechange',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_deadlinechangeevent" ("changed_at", "changed_by", "days", "deadline_id", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."changed_at", new_values."changed_by", new_values."days", new_values."deadline_id", new_values."id", new_values."kind", new_values."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1d75c89d7acf81becb766259a94f5aafb608a27', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3dce6', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_deadlinechange', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadlinechange',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_deadlinechangeevent" ("changed_at", "changed_by", "days", "deadline_id", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."changed_at", NEW."changed_by", NEW."days", NEW."deadline_id", NEW."id", NEW."kind", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='1f7fbc195a9b48ceaea9d2d62937660532a56d66', operation='UPDATE', pgid='pgtrigger_update_update_b2911', table='casework_deadlinechange', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='deadlinechange',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_deadlinechangeevent" ("changed_at", "changed_by", "days", "deadline_id", "id", "kind", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."changed_at", OLD."changed_by", OLD."days", OLD."deadline_id", OLD."id", OLD."kind", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='2c571c6ee3fe78db76282a097699e3807aa5450c', operation='DELETE', pgid='pgtrigger_delete_delete_1e1cd', table='casework_deadlinechange', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_noteevent" ("author_id", "case_id", "code", "id", "is_draft", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "version", "visibility", "written_at", "written_by") SELECT new_values."author_id", new_values."case_id", new_values."code", new_values."id", new_values."is_draft", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."unit", new_values."version", new_values."visibility", new_values."written_at", new_values."written_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c275c71f19fd341b63096b0853342f14c72bb507', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3246a', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_note', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_noteevent" ("author_id", "case_id", "code", "id", "is_draft", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "version", "visibility", "written_at", "written_by") VALUES (NEW."author_id", NEW."case_id", NEW."code", NEW."id", NEW."is_draft", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."unit", NEW."version", NEW."visibility", NEW."written_at", NEW."written_by"); RETURN NULL;', hash='31f1312c028349f198e159b01ccb43bf449c84fa', operation='UPDATE', pgid='pgtrigger_update_update_2778d', table='casework_note', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='note',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_noteevent" ("author_id", "case_id", "code", "id", "is_draft", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "version", "visibility", "written_at", "written_by") VALUES (OLD."author_id", OLD."case_id", OLD."code", OLD."id", OLD."is_draft", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."unit", OLD."version", OLD."visibility", OLD."written_at", OLD."written_by"); RETURN NULL;', hash='0aa05f10aca4b9ff93b04dc3ab510b0f85866995', operation='DELETE', pgid='pgtrigger_delete_delete_3d4aa', table='casework_note', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_partyevent" ("actor", "case_id", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."actor", new_values."case_id", new_values."id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5aa22ef33c357e4256aec947048cf53a7745fb3a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_14713', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_partyevent" ("actor", "case_id", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actor", NEW."case_id", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6d7315fc0ae73e0cfca27e36e8de2abf3a7cff22', operation='UPDATE', pgid='pgtrigger_update_update_b4e65', table='casework_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_partyevent" ("actor", "case_id", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actor", OLD."case_id", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='21799ee2a24116817f8edfe95288fc7193cd6495', operation='DELETE', pgid='pgtrigger_delete_delete_0a04b', table='casework_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='recusal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_recusalevent" ("case_id", "declared_at", "declared_by", "ended_at", "ended_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "standing", "user_id") SELECT new_values."case_id", new_values."declared_at", new_values."declared_by", new_values."ended_at", new_values."ended_by", new_values."id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."reason", new_values."standing", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb09066ce5ab9aba7665f6ecbaa2e5cec56ce283', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9d87f', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_recusal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='recusal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_recusalevent" ("case_id", "declared_at", "declared_by", "ended_at", "ended_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "standing", "user_id") VALUES (NEW."case_id", NEW."declared_at", NEW."declared_by", NEW."ended_at", NEW."ended_by", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason", NEW."standing", NEW."user_id"); RETURN NULL;', hash='1012f7111de2e8efb9d6c65d477bf49cd4e9f2f0', operation='UPDATE', pgid='pgtrigger_update_update_d653c', table='casework_recusal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='recusal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_recusalevent" ("case_id", "declared_at", "declared_by", "ended_at", "ended_by", "id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "standing", "user_id") VALUES (OLD."case_id", OLD."declared_at", OLD."declared_by", OLD."ended_at", OLD."ended_by", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."standing", OLD."user_id"); RETURN NULL;', hash='836a8c645965c069873700e305c2a0de22f01fde', operation='DELETE', pgid='pgtrigger_delete_delete_01abf', table='casework_recusal', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='content',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bc899505543dc6c5d5a0fba372844a1cb2791a80', operation='UPDATE', pgid='pgtrigger_never_changed_76413', table='casework_content', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='content',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1f06bd73bf4669900a09ddd39cb18d79fc0d4837', operation='DELETE', pgid='pgtrigger_never_deleted_3bf12', table='casework_content', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_documentevent" ("case_id", "code", "content_id", "facts", "id", "kind", "language", "made_at", "made_by", "name", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "series", "short_signature", "state", "version", "visible_to", "withdrawal_reason", "withdrawn_at", "withdrawn_by") SELECT new_values."case_id", new_values."code", new_values."content_id", new_values."facts", new_values."id", new_values."kind", new_values."language", new_values."made_at", new_values."made_by", new_values."name", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."ready_at", new_values."series", new_values."short_signature", new_values."state", new_values."version", new_values."visible_to", new_values."withdrawal_reason", new_values."withdrawn_at", new_values."withdrawn_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b3dc5a72b19834f108200784355dd0bbf2bb7761', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b9496', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_document', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_documentevent" ("case_id", "code", "content_id", "facts", "id", "kind", "language", "made_at", "made_by", "name", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "series", "short_signature", "state", "version", "visible_to", "withdrawal_reason", "withdrawn_at", "withdrawn_by") VALUES (NEW."case_id", NEW."code", NEW."content_id", NEW."facts", NEW."id", NEW."kind", NEW."language", NEW."made_at", NEW."made_by", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."ready_at", NEW."series", NEW."short_signature", NEW."state", NEW."version", NEW."visible_to", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by"); RETURN NULL;', hash='e5144bca2a7b22a673ba1c1867670d576858534a', operation='UPDATE', pgid='pgtrigger_update_update_e5ee4', table='casework_document', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_documentevent" ("case_id", "code", "content_id", "facts", "id", "kind", "language", "made_at", "made_by", "name", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "series", "short_signature", "state", "version", "visible_to", "withdrawal_reason", "withdrawn_at", "withdrawn_by") VALUES (OLD."case_id", OLD."code", OLD."content_id", OLD."facts", OLD."id", OLD."kind", OLD."language", OLD."made_at", OLD."made_by", OLD."name", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."ready_at", OLD."series", OLD."short_signature", OLD."state", OLD."version", OLD."visible_to", OLD."withdrawal_reason", OLD."withdrawn_at", OLD."withdrawn_by"); RETURN NULL;', hash='6481d5493f2d673f67846d6540251c2a767a547a', operation='DELETE', pgid='pgtrigger_delete_delete_33a90', table='casework_document', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_messageevent" ("channel", "facts", "id", "is_direct", "key", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "sent_at", "subject", "to_id", "written_at") SELECT new_values."channel", new_values."facts", new_values."id", new_values."is_direct", new_values."key", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."read_at", new_values."sent_at", new_values."subject", new_values."to_id", new_values."written_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='67667878560b71ccb63de74bc3d9c32eb2610357', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_583f5', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_message', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_messageevent" ("channel", "facts", "id", "is_direct", "key", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "sent_at", "subject", "to_id", "written_at") VALUES (NEW."channel", NEW."facts", NEW."id", NEW."is_direct", NEW."key", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."read_at", NEW."sent_at", NEW."subject", NEW."to_id", NEW."written_at"); RETURN NULL;', hash='def57789dd2cba675d962494671b10ed1c5256ae', operation='UPDATE', pgid='pgtrigger_update_update_7e5b6', table='casework_message', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_messageevent" ("channel", "facts", "id", "is_direct", "key", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "sent_at", "subject", "to_id", "written_at") VALUES (OLD."channel", OLD."facts", OLD."id", OLD."is_direct", OLD."key", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."read_at", OLD."sent_at", OLD."subject", OLD."to_id", OLD."written_at"); RETURN NULL;', hash='8b12c070f1a8e22fd0cb9a3c6432acad7fbabb02', operation='DELETE', pgid='pgtrigger_delete_delete_6972c', table='casework_message', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='messagerule',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_messageruleevent" ("by_email", "by_sms", "id", "muted_kinds", "muted_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."by_email", new_values."by_sms", new_values."id", new_values."muted_kinds", new_values."muted_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a28763891d7fb063499f45c1a00f05ddf0177376', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_43508', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_messagerule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='messagerule',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_messageruleevent" ("by_email", "by_sms", "id", "muted_kinds", "muted_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."by_email", NEW."by_sms", NEW."id", NEW."muted_kinds", NEW."muted_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='4dadcb9c71a119dd8783ede00648a945bcec883b', operation='UPDATE', pgid='pgtrigger_update_update_cd94f', table='casework_messagerule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='messagerule',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_messageruleevent" ("by_email", "by_sms", "id", "muted_kinds", "muted_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."by_email", OLD."by_sms", OLD."id", OLD."muted_kinds", OLD."muted_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='73c914470474713972bf4e65a298c73ec9a64832', operation='DELETE', pgid='pgtrigger_delete_delete_721ad', table='casework_messagerule', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='notice',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_noticeevent" ("case_id", "code", "document_id", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "receipt_id", "return_reason", "returned_at", "returned_by", "sent_at", "sent_by", "served_at", "served_by", "served_on", "starts_time", "viewed_at", "withdrawal_reason", "withdrawn_at", "withdrawn_by") SELECT new_values."case_id", new_values."code", new_values."document_id", new_values."id", new_values."office_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."proof", new_values."receipt_id", new_values."return_reason", new_values."returned_at", new_values."returned_by", new_values."sent_at", new_values."sent_by", new_values."served_at", new_values."served_by", new_values."served_on", new_values."starts_time", new_values."viewed_at", new_values."withdrawal_reason", new_values."withdrawn_at", new_values."withdrawn_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f31c897d49960b495c52021e2bd8fe5f0bd674b1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aa5dc', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_notice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='notice',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_noticeevent" ("case_id", "code", "document_id", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "receipt_id", "return_reason", "returned_at", "returned_by", "sent_at", "sent_by", "served_at", "served_by", "served_on", "starts_time", "viewed_at", "withdrawal_reason", "withdrawn_at", "withdrawn_by") VALUES (NEW."case_id", NEW."code", NEW."document_id", NEW."id", NEW."office_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proof", NEW."receipt_id", NEW."return_reason", NEW."returned_at", NEW."returned_by", NEW."sent_at", NEW."sent_by", NEW."served_at", NEW."served_by", NEW."served_on", NEW."starts_time", NEW."viewed_at", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by"); RETURN NULL;', hash='625c66d25aaf741a3f39a8449ed695969b7a38e2', operation='UPDATE', pgid='pgtrigger_update_update_4a848', table='casework_notice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='notice',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_noticeevent" ("case_id", "code", "document_id", "id", "office_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "receipt_id", "return_reason", "returned_at", "returned_by", "sent_at", "sent_by", "served_at", "served_by", "served_on", "starts_time", "viewed_at", "withdrawal_reason", "withdrawn_at", "withdrawn_by") VALUES (OLD."case_id", OLD."code", OLD."document_id", OLD."id", OLD."office_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proof", OLD."receipt_id", OLD."return_reason", OLD."returned_at", OLD."returned_by", OLD."sent_at", OLD."sent_by", OLD."served_at", OLD."served_by", OLD."served_on", OLD."starts_time", OLD."viewed_at", OLD."withdrawal_reason", OLD."withdrawn_at", OLD."withdrawn_by"); RETURN NULL;', hash='494a97661ff6a9f6221830c1188cf6b0ea1dc26c', operation='DELETE', pgid='pgtrigger_delete_delete_5e9b1', table='casework_notice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='savedsearch',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "casework_savedsearchevent" ("asks", "code", "id", "is_default", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by", "unit") SELECT new_values."asks", new_values."code", new_values."id", new_values."is_default", new_values."name", new_values."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."saved_at", new_values."saved_by", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='442ac00b2f8ac608cc3b71174f8f90a35f928c12', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_98eae', referencing='REFERENCING NEW TABLE AS new_values ', table='casework_savedsearch', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='savedsearch',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_savedsearchevent" ("asks", "code", "id", "is_default", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by", "unit") VALUES (NEW."asks", NEW."code", NEW."id", NEW."is_default", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."saved_at", NEW."saved_by", NEW."unit"); RETURN NULL;', hash='4b92e11c7c8fab76daf28f4dbe589d1ed9d8b0ea', operation='UPDATE', pgid='pgtrigger_update_update_ba9f9', table='casework_savedsearch', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='savedsearch',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_savedsearchevent" ("asks", "code", "id", "is_default", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by", "unit") VALUES (OLD."asks", OLD."code", OLD."id", OLD."is_default", OLD."name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."saved_by", OLD."unit"); RETURN NULL;', hash='fa2209b2aeea757ae9531d6d6e09f71452280fe9', operation='DELETE', pgid='pgtrigger_delete_delete_d490f', table='casework_savedsearch', when='AFTER')),
            )],
        ),
    ]
