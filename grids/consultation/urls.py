"""Addresses of 居民议事: the community's under consult/, everybody's under consultations/."""

from django.urls import path

from .views import money, public, staff, votes

urlpatterns = [
    path("consult/", staff.consultation_list, name="consultation-list"),
    path("consult/new/", staff.consultation_new, name="consultation-new"),
    path("consult/households/", votes.household_list, name="consultation-households"),
    path("consult/households/<int:pk>/strike/", votes.household_strike, name="consultation-household-strike"),
    path("consult/<int:pk>/", staff.consultation_detail, name="consultation"),
    path("consult/<int:pk>/edit/", staff.consultation_edit, name="consultation-edit"),
    path("consult/<int:pk>/steps/<slug:name>/", staff.consultation_step, name="consultation-step"),
    path("consult/<int:pk>/files/<uuid:token>/", staff.consultation_file, name="consultation-file"),
    path("consult/<int:pk>/votes/enter/", votes.vote_entry, name="consultation-vote-entry"),
    path("consult/<int:pk>/votes/slips/", votes.slips, name="consultation-slips"),
    path("consult/<int:pk>/votes/reveal/", votes.reveal, name="consultation-reveal"),
    path("consult/<int:pk>/votes/<int:turnout_pk>/void/", votes.void, name="consultation-void"),
    path("consult/<int:pk>/money/shares/<int:share_pk>/", money.relieve, name="consultation-relieve"),
    path("consult/<int:pk>/money/receive/", money.receive, name="consultation-receive"),
    path("consult/<int:pk>/money/pay/", money.pay, name="consultation-pay"),
    path("consult/<int:pk>/money/<int:line_pk>/reverse/", money.reverse_line, name="consultation-reverse"),
    path("consultations/", public.public_list, name="consultations"),
    path("consultations/<int:pk>/", public.public_one, name="consultation-public"),
    path("consultations/<int:pk>/vote/", public.public_vote, name="consultation-vote"),
    path("consultations/<int:pk>/files/<uuid:token>/", public.public_file, name="consultation-public-file"),
]
