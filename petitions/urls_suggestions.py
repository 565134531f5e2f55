"""Suggestions and campaigns: citizens' pages under suggestions/, the desk's under campaigns/."""

from django.urls import path

from .views import public_adopted, public_suggesting, public_suggestions, staff_campaigns, staff_suggesting

urlpatterns = [
    path("suggestions/", public_suggestions.suggestions_home, name="suggestions"),
    path("suggestions/campaigns/<int:pk>/", public_suggestions.campaign_page, name="campaign"),
    path("suggestions/new/", public_suggesting.suggest, name="suggest"),
    path("suggestions/similar/", public_suggesting.similar, name="suggestions-similar"),
    path("suggestions/adopted/", public_adopted.adopted_list, name="adopted"),
    path("suggestions/adopted/<slug:number>/", public_adopted.adopted_one, name="adopted-one"),
    path("suggestions/adopted/<slug:number>/vote/", public_adopted.vote, name="adopted-vote"),
    path("suggestions/register/", staff_suggesting.register, name="suggestion-register"),
    path("campaigns/", staff_campaigns.campaign_list, name="campaign-list"),
    path("campaigns/new/", staff_campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<int:pk>/", staff_campaigns.campaign_detail, name="campaign-detail"),
    path("campaigns/<int:pk>/edit/", staff_campaigns.campaign_edit, name="campaign-edit"),
    path("campaigns/<int:pk>/moves/<slug:name>/", staff_campaigns.campaign_move, name="campaign-move"),
]
