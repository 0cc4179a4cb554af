"""The database tables and their querysets."""

from articles.models.authorities import AUTHORITY_MODELS, Agency, Author, City, Outlet
from articles.models.duplicates import Duplicate
from articles.models.editions import EarlierVersion, Edition
from articles.models.fingerprint_index import Block, Segment
from articles.models.former_addresses import FormerAddress
from articles.models.profiles import Figure
from articles.models.quotations import Holding, Quotation
from articles.models.texts import TEXT_MODELS, Article, Byline, Component, PressRelease
from articles.models.third_sources import ThirdSource

__all__ = [
    "AUTHORITY_MODELS",
    "TEXT_MODELS",
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
    "FormerAddress",
    "Holding",
    "Outlet",
    "PressRelease",
    "Quotation",
    "Segment",
    "ThirdSource",
]
