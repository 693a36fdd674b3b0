from django.urls import path

from kudosbay.faces.portal import account_views, factor_views, look_views, passkey_views, sign_in_views

urlpatterns = [
    path("sign-in/", sign_in_views.sign_in, name="sign_in"),
    path("sign-in/new/", sign_in_views.open_account, name="open_account"),
    path("sign-in/code/", sign_in_views.sign_in_code, name="sign_in_code"),
    path("sign-in/link/<str:token>/", sign_in_views.sign_in_link, name="sign_in_link"),
    path("sign-in/password/", sign_in_views.sign_in_password, name="sign_in_password"),
    path("sign-in/passkey/", passkey_views.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/second/", factor_views.second_factor, name="second_factor"),
    path("sign-in/second/passkey/", passkey_views.second_factor_passkey, name="second_factor_passkey"),
    path("sign-in/second/set-up/", factor_views.second_factor_set_up, name="second_factor_set_up"),
    path("sign-out/", sign_in_views.sign_out, name="sign_out"),
    path("account/", account_views.account, name="account"),
    path("account/looks/", look_views.looks, name="looks"),
    path("account/told/", account_views.told, name="told"),
    path("account/sign-out-elsewhere/", account_views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/password/", account_views.own_password, name="own_password"),
    path("account/codes/", account_views.own_codes, name="own_codes"),
    path("account/codes/off/", account_views.own_codes_off, name="own_codes_off"),
    path("account/recovery-codes/", account_views.own_recovery_codes, name="own_recovery_codes"),
    path("account/passkeys/new/", passkey_views.own_passkey, name="own_passkey"),
    path("account/passkeys/<int:passkey_id>/remove/", passkey_views.own_passkey_remove, name="own_passkey_remove"),
]
