import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # No paper was made before this one: the defaults below never reach a row.
    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='seen',
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveField(
            model_name='generatedpaper',
            name='data',
        ),
        migrations.AddField(
            model_name='generatedpaper',
            name='sealed_data',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='generatedpaper',
            name='reference',
            field=models.CharField(db_index=True, default='', max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='generatedpaper',
            name='file',
            field=models.ForeignKey(default=None, on_delete=django.db.models.deletion.PROTECT, related_name='generated_papers', to='documents.storedfile'),
            preserve_default=False,
        ),
    ]
