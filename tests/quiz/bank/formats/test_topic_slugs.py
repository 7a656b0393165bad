import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import localise
from quiz.bank.formats.base import ParsedTopic
from quiz.bank.formats.topic_slugs import (
    TopicPaths,
    is_topic_slug,
    slug_of_names,
)
from quiz.bank.limits import MAX_TOPIC_DEPTH


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (["Phishing & Fraud"], "phishing-fraud"),
        (["网络安全", "密码"], "wang-luo-an-quan-mi-ma"),
        (["WiFi 安全"], "wifi-an-quan"),
        (["Règles"], "regles"),
    ],
)
def test_a_name_becomes_a_slug_that_can_be_read(names: list[str], slug: str) -> None:
    assert slug_of_names(names) == slug


@pytest.mark.parametrize("names", [["？！"], ["Безопасность"], ["安全" * 40], ["law", "？"]])
def test_a_digest_helps_out_where_nothing_or_too_much_is_left(names: list[str]) -> None:
    slug = slug_of_names(names)
    assert is_topic_slug(slug)
    assert slug != slug_of_names([names[0] + "2"])
    assert slug == slug_of_names(list(names))


def test_a_path_names_every_topic_on_it_in_its_language() -> None:
    assert TopicPaths().path_of([" 诈骗 ", "", "Calls"]) == (
        ParsedTopic("zha-pian", {"zh-Hans": "诈骗"}),
        ParsedTopic("zha-pian-calls", {"en": "Calls"}),
    )


def test_two_names_that_sound_alike_are_two_topics() -> None:
    paths = TopicPaths()
    first, other = paths.path_of(["实事"])[0], paths.path_of(["时事"])[0]
    assert first.slug == "shi-shi"
    assert other.slug.startswith("shi-shi-")
    assert paths.path_of(["时事"]) == (other,)


def test_a_slug_that_the_file_gives_is_kept_where_it_can_be() -> None:
    paths = TopicPaths()
    assert paths.path_of(["诈骗"], slug="fraud")[0].slug == "fraud"
    assert [t.slug for t in paths.path_of(["诈骗", "来电"])] == ["fraud", "zha-pian-lai-dian"]
    assert paths.path_of(["欺诈"], slug="fraud")[0].slug == "qi-zha"
    assert paths.path_of(["密码"], slug="two words")[0].slug == "mi-ma"
    assert paths.path_of(["密码"], slug="passwords")[0].slug == "mi-ma"


@given(st.lists(st.lists(st.text("安全ab ?_-/", max_size=4), max_size=4), max_size=6))
def test_every_path_of_a_file_has_its_own_slug(paths: list[list[str]]) -> None:
    topics = TopicPaths()
    read = [path for names in paths if (path := topics.path_of(names))]
    slugs = {tuple(localise(t.name, "") for t in path): path[-1].slug for path in read}
    assert len(set(slugs.values())) == len(slugs)
    assert all(map(is_topic_slug, slugs.values()))


@given(st.lists(st.text(max_size=300), max_size=12))
def test_any_names_give_topics(names: list[str]) -> None:
    topics = TopicPaths().path_of(names)
    assert len(topics) <= MAX_TOPIC_DEPTH
    assert all(is_topic_slug(topic.slug) for topic in topics)
