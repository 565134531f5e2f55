from django.apps import AppConfig


class WorkcalendarConfig(AppConfig):
    name = "jiaozuo_social.workcalendar"
    label = "workcalendar"
    verbose_name = "工作日历"
