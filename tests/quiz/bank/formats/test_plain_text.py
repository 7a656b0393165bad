import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.plain_text import PlainText, plain_from_html, plain_from_markdown

MARKUP = "<>!-?[]/&#;=\"' \nabpstyle1x*_`|"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>two &amp; three</p>", "One\ntwo & three"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<tr><td>a</td><td>b</td></tr>", "a b"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("kept<!-- not <b>this</b> -->, kept", "kept, kept"),
        ("<!DOCTYPE html><?xml version='1.0'?><![if !x]>kept<![endif]>", "kept"),
        ("a<script>if (a<b) alert('</p>')</SCRIPT >b<style>p{}</style>c", "abc"),
        ("<p title='a > b'>kept</p>", "kept"),
        ("<p title=don't>it's kept</p>", "it's kept"),
        ("5 < 6 > 4, a<b", "5 < 6 > 4, a<b"),
        ("never <!-- ended, never <b", "never <!-- ended, never <b"),
        ("<script>never ended", ""),
        ("&lt;b&gt; &#20013; &#x4e2d; &nosuch;", "<b> 中 中 &nosuch;"),
    ],
)
def test_html_gives_what_its_reader_sees(source: str, text: str) -> None:
    assert plain_from_html(source) == PlainText(text)


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ('<img src="a.png">', {"picture"}),
        ('<A HREF="http://a.example">', {"link"}),
        ('<a name="a">', set()),
        ("<video></video><math>", {"media", "formula"}),
    ],
)
def test_what_plain_text_cannot_hold_is_named(source: str, lost: set[str]) -> None:
    assert plain_from_html(source).lost == lost


def test_markdown_gives_what_its_reader_sees() -> None:
    assert plain_from_markdown("**a** `b` [c](http://d.example)\n\n- e") == PlainText(
        "a b c\ne", frozenset({"link"})
    )
    assert plain_from_markdown("a <script> b") == PlainText("a <script> b")


@pytest.mark.parametrize(
    "source",
    ["<![x", "<![if", "<!", "<?", "</", "<a", "<!--", "&#" + "9" * 5000 + ";", "&#xffffffffff;"],
)
def test_broken_markup_is_text(source: str) -> None:
    assert plain_from_html(source).text == source


@given(st.text(MARKUP, max_size=60))
def test_any_source_gives_text(source: str) -> None:
    assert "\r" not in plain_from_html(source).text
    assert "\r" not in plain_from_markdown(source).text
