"""The words by which people head their columns, name their sheets and say what things are; ours for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.importing.sheets import other_languages

_ENGLISH: Mapping[
    str, Mapping[str, str]
] = {  # table -> column -> words, separated by "|"; spaces and case are no matter
    "events": {
        "key": "id|event id|key",
        "title": "title|event|event title|name|event name|what|what happened|headline|happening|milestone|entry|"
        "action taken",
        "date": "date|when|day|event date|start|start date|from|date start|begin|began|year|date of event|timing|"
        "signed|date signed|introduced|filed|adopted|effective",
        "month": "month|mon",
        "day": "day of month|day in month",
        "end": "end|end date|until|to|date end|ended|through",
        "who": "who|actor|actors|person|people|by|by whom|involved|participants|players|stakeholder|stakeholders|"
        "organization|organisation|agency|law enforcement agency|party|parties|sponsor|sponsors|prime sponsor|"
        "lead sponsor|champion|champions|author|authors|introduced by|lead agency|agencies|partner|partners|who was "
        "involved|who is involved|involved parties|responsible|responsible party|owner|speaker|speakers|actor1|lead",
        "verb": "verb|did|action|act|relation|relationship|what they did|how",
        "whom": "whom|to whom|target|against|affected|object|actor2",
        "summary": "summary|description|details|detail|text|about|what it is|explanation|analysis|notes|note|"
        "comment|comments|remarks",
        "short_title": "short title|short|label",
        "aliases": "aliases|alias|also known as|aka|other names",
        "kind": "kind|type|category|event type|event kind|class",
        "status": "status|state of play|happened|stage|outcome status",
        "lane": "level|lane|jurisdiction|government|level of government|tier|track|swimlane|scope|area",
        "weight": "weight|importance|priority|significance",
        "instrument": "instrument|bill|law|legislation|measure|bill number|ordinance|resolution|act number|policy",
        "step": "step|sequence|seq|order",
        "outcome": "outcome|result event",
        "sources": "source|sources|url|link|links|reference|references|citation|citations|web|website|evidence|"
        "source url|read more",
    },
    "actors": {
        "key": "id|actor id|key",
        "name": "name|actor|person|who|organization|organisation|people|full name|stakeholder|entity|player|"
        "body|agency|label|"
        "law enforcement agency|agency name|organization name|company|department|element",
        "first": "first name|first|given name|forename",
        "last": "last name|last|surname|family name",
        "aliases": "aliases|alias|also known as|aka|other names|acronym|abbreviation|nickname|short name",
        "kind": "kind|type|category|actor type|class|what kind",
        "role": "role|title|position|job|office|job title|function|affiliation|post",
        "lane": "level|lane|jurisdiction|government|level of government|tier|track|scope",
        "weight": "weight|importance|priority|significance|influence",
        "summary": "summary|description|about|details|notes|note|comment|comments|bio|background|remarks|who they are",
        "sources": "source|sources|url|link|links|reference|references|citation|website|web|evidence",
    },
    "relations": {
        "key": "id|tie id|relation id|key",
        "subject": "subject|from|who|actor|actor 1|a|person|name|source node|party 1|entity 1|node 1",
        "verb": "verb|did|did what|does what|what they did|what was done|action|relation|relationship|tie|type|how|"
        "connection|kind|link type|does|predicate|label|relation type|relationship type|tie type|interaction|"
        "involvement",
        "object": "object|to|whom|what|event|target|actor 2|b|to whom|to what|on what|with|party 2|entity 2|"
        "with whom|node 2|towards",
        "date": "date|when|since|day|start|year|start date",
        "end": "end|until|end date",
        "basis": "basis|how known|certainty|status|evidence type",
        "attributed_to": "attributed to|said by|according to|claimed by|who says",
        "reason": "reason|why|because|motive",
        "note": "note|notes|comment|comments|details|description|remarks",
        "sources": "source|sources|url|link|links|reference|references|citation|evidence|source url",
    },
    "instruments": {
        "key": "id|key|instrument id",
        "title": "title|name|bill title|instrument|short title|law|bill|measure|billtitle|bill name|law name|policy",
        "number": "number|bill number|no|no.|nr|official number|file number|bill no",
        "aliases": "aliases|alias|also known as|aka|other names|nickname",
        "kind": "kind|type|category",
        "lane": "level|lane|jurisdiction|government|level of government",
        "status": "status|state|stage|bill status|outcome|where it stands|current status",
        "date": "date|introduced|date introduced|when",
        "who": "sponsor|sponsors|author|introduced by|prime sponsor",
        "summary": "summary|description|about|notes|note|details|billanalysis|analysis|what it does",
        "sources": "source|sources|url|link|links|reference|references|citation|html|text",
    },
    "provisions": {
        "key": "id|key",
        "instrument": "instrument|bill|law|order|act|of|measure|ordinance|resolution|policy",
        "number": "number|section|sec|sec.|§|article|art|clause|no|paragraph|provision number",
        "text": "text|provision|rule|what it says|requirement|says|content|description|what",
        "condition": "condition|unless|if|exception|exceptions",
        "date": "date|effective|effective date|in force|from|starts|applies from|takes effect|when",
        "sources": "source|sources|url|link|links|reference|references|citation",
    },
    "claims": {
        "key": "id|key",
        "about": "about|event|record|subject|on|item|actor|which|who or what",
        "property": "property|field|what|what about it|what about|detail|question|disputed|in dispute|which detail|"
        "which fact|issue|point",
        "value": "value|claim|version|says|statement|version a|version 1|value a|value 1|claim a|claim 1|one version",
        "value2": "version b|version 2|value b|value 2|claim b|claim 2|other version|other value|but",
        "standing": "standing|verdict",
        "attributed_to": "attributed to|said by|according to|claimed by|who says|who|by",
        "note": "note|notes|comment|comments|why|remarks",
        "sources": "source|sources|url|link|reference|citation|source a|source 1|source for a",
        "sources2": "source b|source 2|source for b|other source",
    },
    "sources": {
        "key": "id|key|ref|source id|short",
        "title": "title|source|name|headline|article|document|citation|reference",
        "publisher": "publisher|outlet|publication|by|author|newspaper|organization|site|press",
        "published": "published|date|when|publication date|year",
        "retrieved": "retrieved|accessed|read|date read|access date",
        "url": "url|link|address|web|website|web address|href",
        "kind": "kind|type|category",
        "group": "group|layer",
        "line": "line|line of evidence",
        "reading": "reading|how read",
        "note": "note|notes|comment|comments|remarks",
    },
}

HEADERS: Mapping[str, Mapping[str, str]] = {
    table: {
        column: "|".join(part for part in (words, other_languages.HEADERS.get(column, "")) if part)
        for column, words in columns.items()
    }
    for table, columns in _ENGLISH.items()
}
"""The same with the words of other languages, which come after: of two columns the one in the plainer word is taken."""

SPONSORS = frozenset(
    {"sponsor", "sponsors", "prime sponsor", "lead sponsor", "champion", "champions", "author", "authors"}
    | {"introduced by", *other_languages.SPONSORS}
)
"""Headers by which those in a column brought in what the row tells."""

NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {  # of each group one column, or the sheet is not that table
    "events": (("title", "who", "summary", "instrument"), ("date",)),
    "actors": (("name", "last"),),
    "relations": (("subject",), ("object",)),
    "instruments": (("title", "number"),),
    "provisions": (("instrument",), ("text",)),
    "claims": (("about",), ("value",)),
    "sources": (("title", "url"),),
}


def _each(**words: str) -> dict[str, str]:
    """Ours for each of the words, which are separated by "|"."""
    return {word: ours.replace("_", " ") for ours, said in words.items() for word in said.split("|")}


SHEETS = _each(  # what a sheet is called -> its table
    events="events|event|timeline|chronology|dates|history|milestones|happenings|chronicle",
    actors="actors|actor|people|persons|who|players|stakeholders|organizations|organisations|elements|entities|nodes"
    "|contacts|cast|bodies|agencies",
    relations="relations|relation|ties|tie|connections|relationships|edges|links|network|who-did-what",
    instruments="instruments|bills|laws|legislation|measures|orders|resolutions|ordinances|acts",
    provisions="provisions|rules|sections|clauses|requirements",
    claims="claims|conflicts|disputes|disagreements|contradictions|contested|disputed",
    sources="sources|references|bibliography|citations|articles",
) | _each(**other_languages.SHEETS)

NOT_DATA = ("readme", "read me", "notes", "instructions", "lists", "lookup", "legend", "vocabulary", "help", "about")
"""Sheets that hold no rows, by their name."""

_ACTOR_KINDS: tuple[tuple[str, str], ...] = (  # the first that is found in a name says the kind
    (
        "community",
        r"residents|immigrants|migrants|refugees|families|workers|students|voters|tenants|riders|neighbou?rs",
    ),
    ("agency", r"sheriff|police"),
    (
        "office",
        r"office of|'s office|’s office|\boffice\b|attorney general's|\b(?:state|county|city) (?:auditor|treasurer)",
    ),
    (
        "organization",
        r"coalition|union\b|association|\binc\b|\bllc\b|foundation|cent(?:er|re)\b|network|\bparty\b|universit|church"
        r"|institute|alliance|league|society|\bfund\b|news|journal|herald|times\b|company|corp|project|\baclu\b|partners",
    ),
    (
        "agency",
        r"department|\bdept\b|district|agency|bureau|police|sheriff|administration|ministry|authority|service\b|services\b"
        r"|\bice\b|\bdhs\b|\bfbi\b|\bdoj\b|enforcement|division",
    ),
    (
        "body",
        r"council|committee|commission|\bboard\b|assembly|senate\b|house of|\bhouse\b|congress|court|legislature"
        r"|parliament|task force|caucus|city of|county of|state of|\bcounty\b|tribunal|cabinet",
    ),
    *other_languages.ACTOR_KINDS,
    (
        "place",
        r"\bnew (?:mexico|york|jersey|hampshire)$|^(?:north|south|west) (?:carolina|dakota|virginia)$|rhode island$"
        r"|\bhall\b|building|\bpark\b|school|airport|\bjail\b|prison|detention|stadium|plaza",
    ),
)

KIND_WORDS = _each(
    person="person|individual|people|human|politician|official|man|woman|legislator",
    body="body|council|court|committee|legislature|government|commission|board",
    agency="agency|department|public body|government agency|police|ministry",
    organization="organization|organisation|org|ngo|nonprofit|non-profit|company|business|group|media|advocacy|union"
    "|advocacy group|party|association|coalition|news|think tank|university",
    office="office",
    community="community|public|residents|population",
    place="place|location|site|city|county|state",
)

STATUS_WORDS = _each(
    occurred="occurred|done|happened|past|complete|completed|yes|passed|held|enacted|adopted|signed|failed|closed|final"
    "|finished|approved|dead|died|dismissed|withdrawn|vetoed|rejected|defeated|repealed|expired|in effect|in force"
    "|effective|enacted into law",
    ongoing="ongoing|in progress|current|active|continuing|underway|under way|open",
    planned="planned|plan|proposed|upcoming|future|expected|to do|intended",
    scheduled="scheduled|set|on the calendar",
    pending="pending|waiting|awaiting|undecided",
    possible="possible|maybe|potential|may happen|likely",
) | _each(**other_languages.STATUSES)

BASIS_WORDS = _each(
    reported="reported|confirmed|fact|yes|documented|verified|known",
    claimed="claimed|alleged|claim|disputed|rumor|rumour|allegation",
    planned="planned|plan|proposed",
    opinion="opinion|view",
    inferred="inferred|guess|assumed|inference|unconfirmed",
)

WEIGHT_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("1", "key", "high", "major", "main", "critical", "very important"), "1"),
    **dict.fromkeys(("2", "supporting", "medium", "normal", "moderate"), "2"),
    **dict.fromkeys(("3", "context", "low", "minor", "background"), "3"),
}

STANDING_WORDS = _each(
    preferred="preferred|true|correct|accepted|right",
    agrees="agrees|same",
    adds="adds",
    differs="differs|different",
    contradicted="contradicted|false|wrong|refuted|incorrect",
    unsettled="unsettled|open|unclear|unknown|disputed",
)

LEVELS = ("international", "global", "eu", "national", "federal", "us", "state", "regional", "tribal", "county", "city")
"""Levels of government from top to bottom; others come after in the order of the file."""

LEVEL_OF = {word: word for word in LEVELS} | {"local": "city"} | _each(**other_languages.LEVELS)
"""The level that a word means."""

_INSTRUMENT_KINDS = (
    *("executive order", "resolution", "ordinance", "lawsuit", "bill", "act", "order", "memorial", "regulation"),
    *("rule", "directive", "treaty", "agreement", "amendment", "law", "policy"),
)
_HONORIFIC = re.compile(
    r"(?:mayor|gov\.?|governor|sen\.?|senator|rep\.?|representative|dr\.?|mr\.?|mrs\.?|ms\.?|president|councilor"
    r"|councillor|councilman|councilwoman|judge|justice|sheriff|chief|attorney general|secretary|director|prof\.?"
    r"|congressman|congresswoman|commissioner|(?:council|board|assembly|committee) ?member|delegate|alderman"
    rf"|alderwoman|supervisor|trustee|minister|{other_languages.HONORIFICS})\s+",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\s*[(\[](?:[A-ZÄÖÜ]{1,5}|Dem|Rep|Ind|Democrat|Republican|Independent)\.?(?:[-–/, ][^)\]]{0,24})?[)\]]$"
)
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'.-]*|de|del|la|van|von|der|bin|al)"
_PERSON = re.compile(rf"[A-ZÀ-Þ][\w’'.-]*(?: {_NAME_WORD}){{1,3}}")
_SMALL = re.compile(r"\b(?:of|for|the|on|and|in|to)\b|[0-9&]", re.IGNORECASE)


def plain(text: str) -> str:
    """A header or word as it is compared: small letters, single spaces, no mark at its end.

    >>> plain("  Source / URL* "), plain("Date(s)"), plain("start_date")
    ('source / url', 'date', 'start date')
    """
    text = re.sub(r"\([^)]*\)", " ", text).replace("_", " ").replace("\n", " ")
    return " ".join(text.casefold().split()).strip(" :*?#.")


def without_honorific(name: str) -> str:
    """The name without the office before it and a person's party behind it.

    >>> [without_honorific(name) for name in ("Mayor Tim Keller", "Sen. Ana Reyes (D-Riverton)", "Night Riders (NRC)")]
    ['Tim Keller', 'Ana Reyes', 'Night Riders (NRC)']
    """
    before = _PARTY.sub("", name)
    if before != name and (_HONORIFIC.match(name) or len(before) + 4 > len(name)):
        name = before
    bare = _HONORIFIC.sub("", name, count=1) if _HONORIFIC.match(name) else name
    return bare if len(bare) > 2 else name


def is_person(name: str) -> bool:
    """Whether a name looks like that of one person.

    >>> [is_person(name) for name in ("Ana Reyes", "Mayor Tim Keller", "City Council", "Health", "Ways and Means")]
    [True, True, False, False, False]
    """
    bare = without_honorific(name)
    said = any(re.search(pattern, bare.casefold()) for _, pattern in _ACTOR_KINDS)
    return bool(_PERSON.fullmatch(bare)) and not said and not _SMALL.search(bare) and not bare.isupper()


def kind_of_actor(name: str) -> str:
    """The kind of actor that a name says.

    >>> [kind_of_actor(name) for name in ("City Council", "Police Department", "Ana Reyes", "Mayor's Office", "ACLU")]
    ['body', 'agency', 'person', 'office', 'organization']
    """
    bare = without_honorific(name)
    if is_person(name) or (bare != name and re.fullmatch(_NAME_WORD, bare)):  # "Governor Hale"
        return "person"
    return next((kind for kind, pattern in _ACTOR_KINDS if re.search(pattern, name.casefold())), "organization")


def kind_of_instrument(text: str) -> str:
    """The kind of instrument that its title or number says.

    >>> kind_of_instrument("HB 9"), kind_of_instrument("Executive Order 14287"), kind_of_instrument("Night buses")
    ('bill', 'executive order', 'instrument')
    """
    if re.match(r"(?:[HS]\.?\s?[BRF]|A\.?B|L\.?D|HCR|SCR|SJR|HJR|CACR)\.?\s?[0-9]", text, re.IGNORECASE):
        return "bill"
    lowered = text.casefold()
    return next((kind for kind in _INSTRUMENT_KINDS if re.search(rf"\b{kind}\b", lowered)), "instrument")
