"""Addresses of petitions and suggestions under /petitions/: one table per room."""

from .urls_desk import urlpatterns as desk
from .urls_public import urlpatterns as public
from .urls_suggestions import urlpatterns as suggestions

app_name = "petitions"

urlpatterns = [*desk, *public, *suggestions]
