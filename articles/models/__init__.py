"""The archive's tables."""

from articles.models.authorities import AUTHORITIES, Agency, Author, City, Outlet
from articles.models.duplicates import Duplicate
from articles.models.editions import EarlierVersion, Edition
from articles.models.fingerprint_index import Block, Segment
from articles.models.profiles import Figure
from articles.models.quotations import Holding, Quotation
from articles.models.texts import Article, Byline, Component, PressRelease

__all__ = [
    "AUTHORITIES",
    "Agency",
    "Article",
    "Author",
    "Block",
    "Byline",
    "City",
    "Component",
    "Duplicate",
    "EarlierVersion",
    "Edition",
    "Figure",
    "Holding",
    "Outlet",
    "PressRelease",
    "Quotation",
    "Segment",
]
