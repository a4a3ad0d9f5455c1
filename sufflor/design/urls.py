"""The gallery's address."""

from django.urls import path

from sufflor.design import gallery

urlpatterns = [path("galleri/", gallery.gallery, name="gallery")]
