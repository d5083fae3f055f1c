"""Routes of users, roles, delegations and proposals."""

from django.urls import path

from parvaneh.site.access.delegations import (
    delegation,
    delegation_end,
    delegation_further,
    delegation_new,
    delegations,
)
from parvaneh.site.access.grants import grant_end, grant_new
from parvaneh.site.access.leaving import user_leaving
from parvaneh.site.access.proposals import (
    proposal,
    proposal_confirm,
    proposal_turn_down,
    proposals,
)
from parvaneh.site.access.roles import role, role_matrix, roles
from parvaneh.site.access.user_acts import (
    user_deactivate_page,
    user_factor_reset,
    user_reactivate_page,
    user_sign_out,
)
from parvaneh.site.access.user_list import users
from parvaneh.site.access.users import (
    user,
    user_code,
    user_invitation,
    user_new,
    user_rename,
)

urlpatterns = [
    path("users/", users, name="users"),
    path("users/new/", user_new, name="user_new"),
    path("users/<str:code>/", user, name="user"),
    path("users/<str:code>/rename/", user_rename, name="user_rename"),
    path("users/<str:code>/code/", user_code, name="user_code"),
    path("users/<str:code>/invitation/", user_invitation, name="user_invitation"),
    path("users/<str:code>/deactivate/", user_deactivate_page, name="user_deactivate"),
    path("users/<str:code>/reactivate/", user_reactivate_page, name="user_reactivate"),
    path("users/<str:code>/sign-out/", user_sign_out, name="user_sign_out"),
    path("users/<str:code>/second-factor/", user_factor_reset, name="user_factor_reset"),
    path("users/<str:code>/leaving/", user_leaving, name="user_leaving"),
    path("users/<str:code>/roles/give/", grant_new, name="grant_new"),
    path("users/<str:code>/roles/<int:number>/withdraw/", grant_end, name="grant_end"),
    path("roles/", roles, name="roles"),
    path("roles/table/", role_matrix, name="role_matrix"),
    path("roles/<slug:code>/", role, name="role"),
    path("proposals/", proposals, name="proposals"),
    path("proposals/<str:code>/", proposal, name="proposal"),
    path("proposals/<str:code>/confirm/", proposal_confirm, name="proposal_confirm"),
    path("proposals/<str:code>/decline/", proposal_turn_down, name="proposal_decline"),
    path("delegations/", delegations, name="delegations"),
    path("delegations/give/", delegation_new, name="delegation_new"),
    path("delegations/<int:number>/", delegation, name="delegation"),
    path("delegations/<int:number>/pass-on/", delegation_further, name="delegation_further"),
    path("delegations/<int:number>/withdraw/", delegation_end, name="delegation_end"),
]
