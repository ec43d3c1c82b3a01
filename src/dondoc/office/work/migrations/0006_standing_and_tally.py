"""How a task stands as a column, copied to its units; the tally; indexes that match the questions of lists and board."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('registry', '0002_index_kind_and_issuer'),
        ('work', '0005_task_parent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.SmallIntegerField()),
                ('due', models.DateField(null=True)),
                ('number', models.IntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='task',
            name='task_state_due',
        ),
        migrations.RemoveIndex(
            model_name='task',
            name='task_due',
        ),
        migrations.RemoveIndex(
            model_name='taskunit',
            name='taskunit_unit_role_task',
        ),
        migrations.AddField(
            model_name='task',
            name='standing',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('state', 'withdrawn')), then=models.Value(6)), models.When(models.Q(('due__isnull', True), ('state', 'done')), then=models.Value(5)), models.When(models.Q(('completed_on__lte', models.F('due')), ('state', 'done')), then=models.Value(3)), models.When(models.Q(('state', 'done')), then=models.Value(4)), models.When(models.Q(('due__isnull', False)), then=models.Value(0)), models.When(models.Q(('deadline_kind__in', ('open', 'recurring'))), then=models.Value(1)), default=models.Value(2)), output_field=models.SmallIntegerField()),
        ),
        migrations.AddField(
            model_name='taskunit',
            name='document',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.document'),
        ),
        migrations.AddField(
            model_name='taskunit',
            name='due',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='taskunit',
            name='state',
            field=models.CharField(default='new', editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name='taskunit',
            name='standing',
            field=models.SmallIntegerField(default=2, editable=False),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['standing', 'due', 'document', 'id'], name='task_by_standing'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['standing', '-due', '-id'], name='task_by_standing_latest'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['state', 'standing', 'due', 'id'], name='task_by_state'),
        ),
        migrations.AddIndex(
            model_name='taskunit',
            index=models.Index(fields=['unit', 'standing', 'due', 'document', 'task'], name='taskunit_by_standing'),
        ),
        migrations.AddIndex(
            model_name='taskunit',
            index=models.Index(fields=['unit', 'role', 'standing', 'due', 'document', 'task'], name='taskunit_by_role'),
        ),
    ]
