from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "jiaozuo_social.places"
    label = "places"
    verbose_name = "区划"
