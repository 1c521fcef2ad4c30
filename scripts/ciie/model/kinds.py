"""The fixed sets of values of the vocabulary: what each list sorts its entries by, each value with its meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Explained(StrEnum):
    """A fixed set of values, each with its meaning in a few words for editors."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """The member that files write as `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Group(Explained):
    """The five groups of topics, in the order in which pages have them."""

    EXPO = "expo", "the expo itself: its exhibitors, exhibits, events and results"
    POLICY = "policy", "politics and the rules of trade"
    BUSINESS = "business", "companies and trade"
    SECTOR = "sector", "one branch of industry or of services"
    VOICES = "voices", "who speaks: speeches, opinions, reactions"


class Of(Explained):
    """What the figures of a measure are figures of: editions, the first three, and subjects, the next three."""

    EDITION = "edition", "one edition, such as 6"
    EDITIONS = "editions", "several editions added up, such as 1-5"
    RUN = "run", "the editions of years in a row, such as 1-6"
    ORGANISATION = "organisation", "one organisation, which the key of names"
    PLACE = "place", "one country or place, which the key of names"
    PERSON = "person", "one person, which the key of names"
    NOTHING = "nothing", "beside others: it may be of none of them; alone: it is of no edition and of nobody"


class Rank(Explained):
    """How much a measure matters to readers: what is shown first, and what last."""

    HEADLINE = "headline", "what a reader asks first, such as intended deals; shown first"
    MAIN = "main", "what tells more of an edition; the usual rank"
    DETAIL = "detail", "what few articles state, or of one company or zone; shown last"


class MeasureGroup(Explained):
    """What a measure is about, in the order in which pages have the groups."""

    DEALS = "deals", "what was bought and sold"
    EXHIBITORS = "exhibitors", "who exhibits, and how many"
    COUNTRIES = "countries", "where exhibitors and guests come from"
    AREA = "area", "floor space"
    VISITORS = "visitors", "who comes to see it"
    PRODUCTS = "products", "what is shown"
    COMPANIES = "companies", "what one company shows, invests or has done"
    PROGRAMME = "programme", "the expo's days, forums and ceremonies"
    ECONOMY = "economy", "trade and the economy around the expo"
    OTHER = "other", "anything else"


class OrganisationKind(Explained):
    """What sort of body an organisation is."""

    COMPANY = "company", "a firm of any size, or a group of firms"
    GOVERNMENT = "government", "a government, ministry, embassy or other authority of a state, province or city"
    AGENCY = "agency", "a public body with a task of its own, such as the CIIE Bureau or a trade promotion agency"
    INTERNATIONAL = "international-organisation", "a body of states, such as the United Nations or the WTO"
    PARTY = "party", "a political party or one of its bodies"
    ASSOCIATION = "association", "a chamber of commerce, a federation or another body of members"
    FOUNDATION = "foundation", "a foundation or a charity"
    UNIVERSITY = "university", "a university, college or school"
    RESEARCH_CENTRE = "research-centre", "an institute, academy or think tank"
    HOSPITAL = "hospital", "a hospital or clinic"
    MUSEUM = "museum", "a museum, gallery, theatre or orchestra"
    MEDIA = "media", "a publisher or broadcaster that articles speak of; who published an article is an outlet"
    FORUM = "forum", "a conference or a dialogue that is held again and again"
    FAIR = "fair", "another fair or expo"
    VENUE = "venue", "who runs a hall or a centre"
    ZONE = "zone", "who runs a free trade zone or a park"


class PersonKind(Explained):
    """In what capacity a person appears."""

    OFFICIAL = "official", "a politician, or somebody who speaks for an authority"
    DIPLOMAT = "diplomat", "an ambassador, a consul or somebody else from an embassy"
    EXECUTIVE = "executive", "somebody who speaks for a company"
    ASSOCIATION_HEAD = "association-head", "somebody who speaks for a chamber, a federation or an international body"
    SCHOLAR = "scholar", "a professor, researcher or analyst"
    JOURNALIST = "journalist", "a reporter or an editor that an article speaks of"
    ARTIST = "artist", "an artist, designer, athlete or cook"
    OTHER = "other", "anybody else, such as a visitor or a farmer"


class PlaceKind(Explained):
    """What sort of place it is."""

    COUNTRY = "country", "a state; its id is its ISO 3166 code in small letters"
    TERRITORY = "territory", "a dependent or special territory with an ISO 3166 code of its own; likewise"
    REGION = "region", "a part of the world or of a country that is none of the others, such as Southeast Asia"
    PROVINCE = "province", "a province or an autonomous region, as in China or Canada"
    STATE = "state", "a state of a federation, as in the United States or Germany"
    CITY = "city", "a city, town or village"
    DISTRICT = "district", "a part of a city"
    ZONE = "zone", "a free trade zone, port or park"
    VENUE = "venue", "a hall or a pavilion"
    LANDMARK = "landmark", "a building, bridge, river or another thing to see"


class OutletKind(Explained):
    """What sort of publisher an outlet is, whoever owns it."""

    WIRE = "wire", "a news agency"
    PRESS = "press", "a newspaper, magazine or news site"
    BROADCASTER = "broadcaster", "radio or television"
    TRADE = "trade", "the press of one branch of industry, or for business"
    COMPANY = "company", "a company's own site or press releases"
    GOVERNMENT = "government", "the site of an authority, an embassy or the expo itself"
    ACADEMIC = "academic", "a journal, a university or a research centre"
    AGGREGATOR = "aggregator", "a site that shows articles of others"


class Ownership(Explained):
    """Who owns an outlet."""

    STATE = "state", "a state or one of its bodies"
    PARTY = "party", "a political party"
    PUBLIC = "public", "a public-service body"
    PRIVATE = "private", "private owners"
    UNKNOWN = "unknown", "not known; this is meant if the key is missing"

    @property
    def words(self) -> str:
        """What readers are told."""
        return _OWNED[self]


_OWNED = {
    Ownership.STATE: "State-owned",
    Ownership.PARTY: "Owned by a political party",
    Ownership.PUBLIC: "Public-service body",
    Ownership.PRIVATE: "Privately owned",
    Ownership.UNKNOWN: "Ownership unknown",
}


class Source(Explained):
    """What gives a number besides the sources."""

    CALENDAR = "calendar", "the days of the edition"
