from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_boundaries"),
    ]

    operations = [
        migrations.AddField(
            model_name="division",
            name="is_active",
            field=models.BooleanField(
                default=True,
                help_text="停用的区划不再供选择，也不再由定位得出；旧事项仍指向它。",
                verbose_name="启用",
            ),
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
            options={"verbose_name": "版本", "verbose_name_plural": "版本"},
        ),
    ]
