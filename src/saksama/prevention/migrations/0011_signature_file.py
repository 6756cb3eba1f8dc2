from django.db import migrations, models

KINDS = [
    ("attendance", "Daftar hadir"),
    ("photo", "Foto kegiatan"),
    ("signature", "Tanda tangan"),
    ("declaration", "Naskah deklarasi"),
    ("report", "Laporan atau bahan"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0010_activities_and_reports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="enclosure",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12),
        ),
    ]
