"""The archive's tables. May import `text` and `dates`."""

from articles.models.authorities import AUTHORITIES, Agency, Author, City, Outlet
from articles.models.editions import EarlierVersion, Edition
from articles.models.quotations import Quotation
from articles.models.texts import Article, Byline, Component, PressRelease

__all__ = [
    "AUTHORITIES",
    "Agency",
    "Article",
    "Author",
    "Byline",
    "City",
    "Component",
    "EarlierVersion",
    "Edition",
    "Outlet",
    "PressRelease",
    "Quotation",
]
