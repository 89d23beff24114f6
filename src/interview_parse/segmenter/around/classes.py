"""What the names of a page's containers say: tags, classes and ids, told by their words and never by their site."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import attrs
import regex

from interview_parse.model.types import Role


@attrs.frozen
class Hint:
    """What a container's name says about the blocks inside."""

    role: Role
    cue: str
    """Name of what said it: ``tag nav``, ``class share``."""
    certain: bool
    """Whether the conversation must leave the blocks out, where nothing on the page speaks against it."""
    limit: float
    """Share of the page's running text above which the name cannot mean what it says."""
    repeats: bool
    """Whether such containers stand again and again between paragraphs by nature (captions, adverts)."""


_THIRD = 0.34
_TENTH = 0.12

# role, certain, limit, repeats, words. The first row that knows a word wins; a pair of words is written with a blank.
_ROWS: tuple[tuple[Role, bool, float, bool, str], ...] = (
    (
        Role.PULL_QUOTE,
        True,
        _TENTH,
        True,
        "pullquote pullquotes pull-quote blockquote-pull pull zitatbox quotebox citation-box exergue",
    ),
    (
        Role.CAPTION,
        True,
        _THIRD,
        True,
        "figcaption caption captions legende bildunterschrift bildtext bildunterzeile bu imagecaption photocredit "
        "imagecredit pie-foto piefoto didascalia podpis bijschrift wp-caption image-credit photo-credit img-credit "
        "picture-credit image-source bildquelle fotocredit",
    ),
    (
        Role.PAYWALL,
        False,
        _TENTH,
        False,
        "paywall regwall paygate piano subscriber-only subscribers-only paid-barrier abowall",
    ),
    (
        Role.COMMENT,
        True,
        _THIRD,
        False,
        "comments comment commentlist commentform comment-list disqus respond reply replies kommentar kommentare "
        "commentaire commentaires comentario comentarios commenti reacties komentarze",
    ),
    (
        Role.RELATED,
        True,
        _THIRD,
        True,
        "related relatedposts recommended recommendation recommendations recirc recirculation outbrain taboola popular "
        "mostread most-read most-viewed trending readalso read-also read-next more-from more-news more-stories "
        "also-like you-may see-also siehe-auch lire-aussi a-lire up-next next-article verwandte weitere-artikel "
        "similar onward crosslinks linkbox",
    ),
    (Role.RELATED, False, _TENTH, True, "teaser teasers promo promos latest readmore read-more more-link"),
    (
        Role.ADVERT,
        True,
        _TENTH,
        True,
        "ad ads advert adverts advertisement advertising adslot ad-slot adsense adsbygoogle adunit adbox dfp "
        "sponsor sponsors sponsored werbung publicite publicidad reklama pubblicita advertentie",
    ),
    (
        Role.THEME,
        True,
        _TENTH,
        False,
        "tags taglist tag-list topics topic-list keywords schlagworte schlagwoerter stichworte "
        "entry-tags post-tags article-tags catlinks cat-links tags-links mots-cles tagi schlagwort",
    ),
    (Role.THEME, False, _TENTH, False, "tag topic categories category cats taxonomy taxonomies themen themes"),
    (
        Role.AUTHOR_BOX,
        True,
        _TENTH,
        False,
        "authorbox author-box author-bio authorbio author-info author-card about-author author-description "
        "autorenbox author-profile biobox",
    ),
    (Role.BYLINE, False, _TENTH, False, "byline author authors autor auteur signature writer entry-meta post-meta"),
    (
        Role.FOOTNOTE,
        True,
        _THIRD,
        False,
        "footnote footnotes endnote endnotes fussnote fussnoten references reflist fn",
    ),
    (
        Role.FURNITURE,
        True,
        _THIRD,
        True,
        "share sharing sharebar sharebuttons share-bar share-buttons social socials socialmedia addthis addtoany "
        "sharethis sharedaddy shariff followus follow-us follow sharetools tools print-link toolbar",
    ),
    (
        Role.FURNITURE,
        True,
        _THIRD,
        True,
        "newsletter newsletters signup sign-up optin mailchimp mc4wp subscribe subscription mailing-list",
    ),
    (Role.FURNITURE, True, _THIRD, False, "cookie cookies consent gdpr cmp onetrust cookiebar cookie-banner"),
    (
        Role.FURNITURE,
        True,
        _THIRD,
        False,
        "nav navbar navigation menu menus submenu mainmenu breadcrumb breadcrumbs crumbs topbar pagination pager "
        "pagenav sitemap skip skiplink skip-link burger hamburger megamenu dropdown masthead logo search searchform "
        "login modal popup lightbox toast tooltip paginate page-links nav-links post-navigation sitelinks lang-switch "
        "tagcloud tag-cloud pagenum page-num page-nav page-navi pagebar pagelist",
    ),
    (
        Role.FURNITURE,
        True,
        _THIRD,
        False,
        "footer colophon copyright imprint impressum disclaimer legal bottombar sitefooter site-footer page-footer",
    ),
    (Role.FURNITURE, True, _THIRD, False, "sidebar aside rail widget widgets widget-area complementary secondary"),
    (Role.FURNITURE, True, _THIRD, True, "player jwplayer audioplayer videoplayer audio-player video-player playlist"),
    (Role.FURNITURE, False, _THIRD, False, "header site-header banner topnav top-bar sr-only screen-reader-text"),
    (Role.DOSSIER, False, _TENTH, False, "dossier series serie"),
)

_TAGS: dict[str, tuple[Role, bool, float, bool]] = {
    "nav": (Role.FURNITURE, True, _THIRD, False),
    "menu": (Role.FURNITURE, True, _THIRD, False),
    "footer": (Role.FURNITURE, True, _THIRD, False),
    "form": (Role.FURNITURE, True, _THIRD, False),
    "fieldset": (Role.FURNITURE, True, _THIRD, False),
    "button": (Role.FURNITURE, True, _TENTH, True),
    "dialog": (Role.FURNITURE, True, _THIRD, False),
    "aside": (Role.FURNITURE, True, _THIRD, False),
    "figcaption": (Role.CAPTION, True, _THIRD, True),
    "image": (Role.CAPTION, True, _THIRD, True),  # the text that stands for it
    "caption": (Role.CAPTION, True, _TENTH, True),
    "audio": (Role.FURNITURE, True, _TENTH, True),
    "video": (Role.FURNITURE, True, _TENTH, True),
    "address": (Role.BYLINE, False, _TENTH, False),
    "header": (Role.FURNITURE, False, _THIRD, False),
    "amp-sidebar": (Role.FURNITURE, True, _THIRD, False),
}

_WORDS: dict[str, Hint] = {}
for _role, _certain, _limit, _repeats, _names in _ROWS:
    for _name in _names.split():
        _WORDS.setdefault(_name, Hint(_role, f"class {_name}", _certain, _limit, _repeats))

_WORD_RE = regex.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")

_FILED = frozenset({"tag", "category", "categories", "topic", "cat", "cats", "tags", "topics"})

_STATES = frozenset(
    ("has", "no", "not", "with", "without", "is", "layout", "open", "opened", "enabled", "disabled", "hide", "show")
)
"""Words that make a class a state of what is around, not a name of what is inside: ``has-comments``, ``no-sidebar``."""

_ROOTS = frozenset({"html", "body"})
"""A class on the root tells of the whole page."""


@lru_cache(maxsize=8192)
def hint_of(name: str) -> Hint | None:
    """What a container's name (``tag.class.class#id``) says; None where it says nothing.

    A class outranks the tag: ``aside.pullquote`` is a pull quote, ``div.author-box`` a box.
    """
    tag, *classes = name[:400].replace("#", ".").split(".")
    if tag in _ROOTS:
        return None
    found = [hint for one in classes if (hint := _class_hint(one))]
    if tag in _TAGS:
        found.append(Hint(_TAGS[tag][0], f"tag {tag}", *_TAGS[tag][1:]))
    # A certain class before a leaning; among equals the first printed.
    return max(found, key=lambda hint: (hint.certain, hint.role is not Role.FURNITURE), default=None)


@lru_cache(maxsize=8192)
def _class_hint(name: str) -> Hint | None:
    words = [word.lower() for word in _WORD_RE.findall(name)]
    if not words or _STATES.intersection(words):
        return None
    pairs = [f"{first}-{second}" for first, second in pairwise(words)]
    for word in (name.lower(), *pairs, *words):
        hint = _WORDS.get(word)
        # "category-sport" and "tag-paris" on a whole article say what it is filed under, not that it is a tag list.
        if hint and (word not in _FILED or word == words[-1]):
            return hint
    return None


_GENERIC = frozenset(("text", "p", "box", "wrapper", "wrap", "content", "container", "inner", "block", "area", "body"))


@lru_cache(maxsize=8192)
def heads_of(name: str) -> frozenset[str]:
    """The word that each class and the id of a container turn on: the last, generic ones ("text", "box") aside."""
    found = set()
    for one in name.replace("#", ".").split(".")[1:]:
        words = [word.lower() for word in _WORD_RE.findall(one)]
        while len(words) > 1 and (words[-1] in _GENERIC or words[-1].isdigit()):
            words.pop()
        found.update(words[-1:])
    return frozenset(found)


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a container's classes and id, in order."""
    return tuple(word.lower() for word in _WORD_RE.findall(name.partition(".")[2] or name.partition("#")[2]))
