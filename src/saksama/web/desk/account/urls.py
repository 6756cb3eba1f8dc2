"""URLs of signing in and of keys. allauth looks its own names up here: no page of its own is reachable."""

from __future__ import annotations

from django.urls import path

from . import mine, office, people, releases, signin

urlpatterns = [
    path("masuk/", signin.sign_in, name="account_login"),
    path("masuk/kode/", signin.second_factor, name="mfa_authenticate"),
    path("masuk/keluar/", signin.sign_out, name="account_logout"),
    path("masuk/tidak-aktif/", signin.inactive, name="account_inactive"),
    path("masuk/lanjut/", signin.go_on, name="account_continue"),
    path("masuk/sandi/", signin.own_passphrase, name="account_own_passphrase"),
    path("masuk/aplikasi/", signin.factor, name="account_factor"),
    path("masuk/kunci/", signin.key, name="account_key"),
    path("masuk/lupa/", signin.lost, name="account_lost"),
    path("masuk/pertama/", signin.first_administrator, name="account_setup"),
    path("akun/kode/", mine.confirm, name="account_confirm"),
    path("akun/", mine.account, name="account_home"),
    path("akun/bertugas/", mine.choose_post, name="account_post"),
    path("akun/kunci/", mine.keys, name="account_keys"),
    path("akun/kunci/sandi/", mine.change_passphrase, name="account_change_passphrase"),
    path("akun/kunci/lembar/", mine.new_sheet, name="account_new_sheet"),
    path("akun/kantor/", office.keys, name="office_keys"),
    path("akun/kantor/buat/", office.found, name="office_found"),
    path("akun/kantor/terima/<uuid:person>/", office.admit, name="office_admit"),
    path("akun/kantor/keluarkan/<uuid:person>/", office.dismiss, name="office_dismiss"),
    path("akun/kantor/ganti/", office.rotate, name="office_rotate"),
    path("akun/kantor/sandikan/", office.rewrap, name="office_rewrap"),
    path("akun/kantor/hilang/<uuid:person>/", office.key_lost, name="office_key_lost"),
    path("akun/kantor/pulihkan/<uuid:below>/<uuid:person>/", office.refound, name="office_refound"),
    path("akun/pembukaan/", releases.index, name="releases"),
    path("akun/pembukaan/baru/<uuid:compartment>/", releases.ask, name="release_ask"),
    path("akun/pembukaan/<uuid:request_id>/setujui/", releases.grant, name="release_grant"),
    path("akun/pembukaan/<uuid:request_id>/", releases.show, name="release_show"),
    path("akun/pembukaan/<uuid:request_id>/berkas/<uuid:item>/", releases.download, name="release_file"),
    path("kelola/petugas/", people.index, name="people"),
    path("kelola/petugas/pohon/", people.tree, name="people_tree"),
    path("kelola/petugas/baru/", people.create, name="person_new"),
    path("kelola/petugas/<uuid:person>/", people.show, name="person"),
    path("kelola/petugas/<uuid:person>/peran/", people.give_role, name="person_role"),
    path("kelola/petugas/<uuid:person>/peran/<uuid:grant>/akhiri/", people.end_role, name="person_role_end"),
    path("kelola/petugas/<uuid:person>/instansi/", people.home_agency, name="person_home"),
    path("kelola/petugas/<uuid:person>/bantu/<slug:what>/", people.help_in, name="person_help"),
    path("kelola/petugas/<uuid:person>/tutup/", people.close, name="person_close"),
]
