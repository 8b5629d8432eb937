"""The pages of a night as HTML, from the templates and the style sheet of a layout."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from mottepakke.layout.render import Renderer
from mottepakke.model.look import Layout
from mottepakke.nightly.meeting_view import meeting_view
from mottepakke.nightly.night import Drafted, Night
from mottepakke.nightly.overview import overview_language, overview_view

OVERVIEW = "nattside.html"
MEETING = "nattmote.html"
STYLES = "natt.css"


def overview_page(night: Night, layout: Layout) -> str:
    """The page of all coming meetings, ``index.html`` of the run's folder.

    Raises:
        TemplateFailedError: the layout's template is wrong.
    """
    words = layout.words[overview_language(night)]
    known = {"natt": overview_view(night, words), "ord": words, "stil": style(layout)}
    return Renderer(layout).page(OVERVIEW, known)


def meeting_page(drafted: Drafted, night: Night, layout: Layout) -> str:
    """The page of one meeting, ``<utvalg>/<år>-<nr>.html`` of the run's folder, in the committee's language.

    Raises:
        TemplateFailedError: the layout's template is wrong.
    """
    words = layout.words[drafted.language]
    known = {"side": meeting_view(drafted, night, words), "ord": words, "stil": style(layout)}
    return Renderer(layout).page(MEETING, known)


def style(layout: Layout) -> Markup:
    """The style sheet, after the layout's colours as custom properties; it cannot end the element it stands in."""
    colours = "".join(f"--{role.replace('_', '-')}:#{value};" for role, value in sorted(layout.base.colours.items()))
    sheet = f":root{{{colours}}}\n{_found(layout).read_text(encoding='utf-8')}"
    return Markup(sheet.replace("</", "<\\/"))


def _found(layout: Layout) -> Path:
    return next(folder / STYLES for folder in layout.folders if (folder / STYLES).is_file())
