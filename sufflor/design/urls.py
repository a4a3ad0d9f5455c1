"""The gallery's address."""

from django.urls import path

from sufflor.design.gallery import gallery

urlpatterns = [path("galleri/", gallery, name="gallery")]
