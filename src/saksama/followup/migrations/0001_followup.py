"""Prepared letters, what may be listed, and an agency's own words."""

import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
from saksama.store.engine import enable_row_security

CASE = ("case_id", "cases_case")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0007_precedents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('agency_key', models.CharField(max_length=40, unique=True)),
                ('words', models.CharField(max_length=600)),
                ('names_removed', models.BooleanField(default=False)),
                ('cleared_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('rung', models.CharField(max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'disiapkan, belum dikirim'), ('sent', 'dikirim'), ('dropped', 'tidak diperlukan lagi')], default='waiting', max_length=8)),
                ('due_since', models.DateTimeField()),
                ('prepared_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='cases.case')),
            ],
            options={
                'ordering': ['due_since', 'pk'],
                'indexes': [models.Index(fields=['state', 'due_since'], name='followup_draft_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('case', 'rung'), name='followup_draft_waits_once')],
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('agency_key', models.CharField(max_length=40)),
                ('authority', models.CharField(max_length=120)),
                ('noticed_at', models.DateTimeField()),
                ('correctable_until', models.DateTimeField()),
                ('served_on', models.DateField()),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('corrected_as', models.CharField(blank=True, default='', max_length=8)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='listing', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['correctable_until'], name='followup_listing_window')],
            },
        ),
        *enable_row_security("followup_draft", through=CASE),
        *enable_row_security("followup_listing", through=CASE),
    ]
