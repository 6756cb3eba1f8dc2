
import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
from saksama.store import engine


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_append_only'),
        ('prevention', '0001_visits_and_plans'),
        ('vault', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('code', models.CharField(max_length=8, unique=True)),
                ('situation', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=2)),
                ('issued_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('answer_public_id', models.UUIDField(db_index=True)),
                ('asked', models.CharField(max_length=300)),
                ('answered', models.TextField()),
                ('verdict', models.CharField(choices=[('boleh', 'boleh'), ('boleh_dengan_syarat', 'boleh_dengan_syarat'), ('tidak_boleh', 'tidak_boleh'), ('tanya_dulu', 'tanya_dulu')], max_length=20)),
                ('rules', models.JSONField(default=list)),
                ('written_by', models.CharField(max_length=40)),
                ('written_at', models.DateTimeField()),
                ('approved_by', models.CharField(blank=True, default='', max_length=40)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('locator', models.CharField(max_length=64)),
                ('mailbox_key', models.CharField(max_length=120)),
                ('place_code', models.CharField(max_length=13)),
                ('office', models.UUIDField()),
                ('office_position', models.BigIntegerField()),
                ('shield', models.CharField(blank=True, default='', max_length=80)),
                ('asked_at', models.DateTimeField()),
                ('due', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('compartment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.compartment')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('nth', models.PositiveIntegerField()),
                ('verdict', models.CharField(choices=[('boleh', 'boleh'), ('boleh_dengan_syarat', 'boleh_dengan_syarat'), ('tidak_boleh', 'tidak_boleh'), ('tanya_dulu', 'tanya_dulu')], max_length=20)),
                ('rules', models.JSONField(default=list)),
                ('check_code', models.CharField(max_length=8, unique=True)),
                ('answered_by', models.CharField(max_length=40)),
                ('answered_at', models.DateTimeField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.item')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='prevention.question')),
            ],
            options={
                'ordering': ['nth'],
            },
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['office_position', 'due'], name='prevention_question_due'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('locator',), name='prevention_question_locator_once'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('question', 'nth'), name='prevention_answer_nth'),
        ),
        *engine.enable_row_security("prevention_question", key="locator"),
        *engine.enable_row_security("prevention_answer", through=("question_id", "prevention_question")),
    ]
