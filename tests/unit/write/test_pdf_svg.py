import pytest

from mottepakke.write.typesetting.svg import CleanSvg, clean_svg


def clean(content: str) -> CleanSvg:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{content}</svg>'
    return clean_svg(svg.encode(), "Source Sans Pro", "DejaVu Sans Mono", lambda text: text.replace("🧿", "[?]"))


@pytest.mark.parametrize(
    ("content", "removed"),
    [
        ('<image href="http://example.org/x.png"/>', "http://example.org/x.png"),
        ('<image xlink:href="file:///etc/passwd"/>', "file:///etc/passwd"),
        ('<g><image href="../hemmelig.png"/></g>', "../hemmelig.png"),
        ('<use href="annen.svg#a"/>', "annen.svg#a"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "data:image/svg+xml;base64,AAAA"),
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
    ],
)
def test_what_lies_outside_the_picture_is_left_out_and_told(content: str, removed: str) -> None:
    result = clean(content)

    assert result.removed == (removed,)
    assert removed.encode() not in result.data


def test_what_lies_inside_stays() -> None:
    result = clean('<defs><g id="a"/></defs><use href="#a"/><image href="data:image/png;base64,AAAA"/>')

    assert result.removed == ()
    assert b"data:image/png;base64,AAAA" in result.data
    assert b'href="#a"' in result.data


def test_a_link_keeps_its_words_and_loses_its_address() -> None:
    result = clean('<a href="https://example.org"><text>ord</text></a>')

    assert b"example.org" not in result.data
    assert b"ord" in result.data


def test_text_is_set_in_our_fonts() -> None:
    result = clean(
        "<style>@import url(http://x.no/a.css); text { font-family: Arial, sans-serif; fill: red }</style>"
        '<text font-family="Courier New">k</text><text style="font-family:Verdana;fill:blue">v</text>'
    ).data.decode()

    assert "x.no" not in result
    assert "Arial" not in result
    assert "Verdana" not in result
    assert 'font-family="DejaVu Sans Mono"' in result
    assert "font-family:'Source Sans Pro';fill:blue" in result
    assert "fill: red" in result


def test_words_are_made_settable_wherever_they_stand() -> None:
    result = clean("<text>a🧿<tspan>b🧿</tspan>c🧿</text><desc>🧿</desc>").data.decode()

    assert "a[?]" in result
    assert "b[?]" in result
    assert "c[?]" in result
