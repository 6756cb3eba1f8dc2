from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store.engine import enable_row_security


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OfficeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('office', models.CharField(max_length=40, unique=True)),
                ('before', models.JSONField(default=list)),
                ('changed_by', models.CharField(max_length=80)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('person', models.CharField(max_length=40, unique=True)),
                ('address', saksama.vault.fields.EncryptedTextField(blank=True)),
                ('mailed', models.JSONField(default=list)),
                ('hidden', models.JSONField(default=list)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_to', models.TimeField(blank=True, null=True)),
                ('stop_mark', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('feed_mark', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('feed_made_at', models.DateTimeField(blank=True, null=True)),
                ('feed_numbers', models.BooleanField(default=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=16)),
                ('trouble_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Watermark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('name', models.CharField(max_length=24, unique=True)),
                ('until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ('person', models.CharField(max_length=40)),
                ('office', models.CharField(blank=True, max_length=40)),
                ('office_position', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('case', models.UUIDField(blank=True, db_index=True, null=True)),
                ('limb', models.CharField(default='asn', max_length=8)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('subject', models.CharField(blank=True, max_length=24)),
                ('started_by', models.PositiveIntegerField(default=0)),
                ('moment', models.CharField(blank=True, max_length=12)),
                ('due', models.DateTimeField(blank=True, null=True)),
                ('count', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('key', models.CharField(max_length=200, unique=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('withdrawn_at', None)), fields=['person', 'at'], name='notices_notice_of_person'), models.Index(condition=models.Q(('read_at', None), ('withdrawn_at', None)), fields=['person'], name='notices_notice_unread')],
            },
        ),
        *enable_row_security("notices_notice", key="office"),
    ]
