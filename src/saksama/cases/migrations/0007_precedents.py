"""What ended cases tell later ones, behind the second wall."""

import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
from saksama.store.engine import enable_row_security


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_assigned'),
    ]

    operations = [
        migrations.CreateModel(
            name='Precedent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('office_position', models.BigIntegerField()),
                ('oversight_office', models.CharField(blank=True, max_length=40)),
                ('agency_key', models.CharField(blank=True, max_length=40)),
                ('authority', models.CharField(blank=True, max_length=120)),
                ('agency', models.CharField(blank=True, max_length=40)),
                ('violation', models.CharField(max_length=16)),
                ('track', models.CharField(blank=True, max_length=16)),
                ('post_class', models.CharField(blank=True, max_length=16)),
                ('season', models.CharField(blank=True, max_length=24)),
                ('outcome', models.CharField(max_length=24)),
                ('grade', models.CharField(blank=True, max_length=16)),
                ('differs', models.BooleanField(default=False)),
                ('aggravating', models.JSONField(default=list)),
                ('mitigating', models.JSONField(default=list)),
                ('ended_on', models.DateField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='precedents', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('oversight_office', ''), _negated=True), fields=['oversight_office', 'violation', 'track', 'post_class', 'season', 'grade', 'authority', 'agency', 'case'], name='cases_precedent_of_overseer'), models.Index(fields=['violation', 'track', 'post_class', 'season', 'grade', 'office_position', 'authority', 'agency', 'case'], name='cases_precedent_of_bawaslu')],
                'constraints': [models.UniqueConstraint(fields=('case', 'violation'), name='cases_precedent_once')],
            },
        ),
        *enable_row_security("cases_precedent", key=("oversight_office", "agency_key")),
    ]
