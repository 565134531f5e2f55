from django.urls import path

from . import views

urlpatterns = [
    path("me/", views.MyAccountView.as_view(), name="account_me"),
    path("me/devices/<int:pk>/revoke/", views.revoke_device, name="account-device-revoke"),
]
