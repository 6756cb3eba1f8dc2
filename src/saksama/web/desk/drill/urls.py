"""The address of the exercise."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("latihan/", views.show, name="drill")]
