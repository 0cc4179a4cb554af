"""The site's URLs and error pages; all other URLs are in `articles.urls`."""

from django.urls import include, path

urlpatterns = [path("", include("articles.urls"))]

handler400 = "articles.views.errors.bad_request"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
