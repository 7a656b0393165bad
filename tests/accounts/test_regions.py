"""Regions: the files that we ship, and reading any such file."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Region, RegionLevel
from accounts.regions import RegionFileError, load_regions, read_regions, region_files


@pytest.fixture(params=region_files(), ids=lambda path: path.stem)
def shipped(request):
    """The regions of a file that we ship."""
    return read_regions(request.param)


@pytest.fixture
def file(tmp_path):
    """A small file to spoil: a province with one prefecture that has one county."""

    def write(**changes):
        county = {"code": "990101", "name": {"en": "County"}, **changes.pop("county", {})}
        prefecture = {
            "code": "990100",
            "name": {"en": "Prefecture"},
            "tile": [0, 0],
            "divisions": [county],
            **changes.pop("prefecture", {}),
        }
        province = {
            "code": "990000",
            "name": {"en": "Province"},
            "divisions": [prefecture, *changes.pop("more", [])],
            **changes,
        }
        path = tmp_path / "99.json"
        path.write_text(json.dumps(province))
        return path

    return write


class TestTheFilesWeShip:
    """What any province's file must be like."""

    def test_codes_are_unique_and_begin_with_their_parents(self, shipped):
        codes = [region.code for region in shipped]

        assert len(codes) == len(set(codes))
        for region in shipped:
            match region.level:
                case RegionLevel.PROVINCE:
                    assert region.code.endswith("0000")
                case RegionLevel.PREFECTURE:
                    assert region.code[:2] == region.parent_id[:2]
                    assert region.code.endswith("00")
                case RegionLevel.COUNTY:
                    assert region.code[:4] == region.parent_id[:4]

    def test_every_region_has_a_name_in_both_languages(self, shipped):
        assert all(set(region.name) == {"zh-Hans", "en"} for region in shipped)

    def test_names_of_one_parent_differ(self, shipped):
        for language in ("zh-Hans", "en"):
            names = [(region.parent_id, region.name[language]) for region in shipped]
            assert len(names) == len(set(names))

    def test_exactly_the_prefectures_have_tiles_and_none_overlap(self, shipped):
        tiles = [(r.tile_column, r.tile_row) for r in shipped if r.tile_column is not None]

        assert [r for r in shipped if r.tile_column is not None] == [
            r for r in shipped if r.level == RegionLevel.PREFECTURE
        ]
        assert len(tiles) == len(set(tiles))


def test_heilongjiang_has_thirteen_prefectures_and_their_counties():
    [path] = [path for path in region_files() if path.stem == "23_heilongjiang"]
    regions = read_regions(path)
    levels = [region.level for region in regions]

    assert regions[0].name["zh-Hans"] == "黑龙江省"
    assert levels.count(RegionLevel.PREFECTURE) == 13
    assert levels.count(RegionLevel.COUNTY) == 125


@pytest.mark.django_db
class TestLoading:
    """`load_regions`."""

    def test_loading_the_same_file_again_changes_nothing(self):
        [path] = region_files()[:1]
        count = load_regions(path=path)
        before = list(Region.objects.values())

        assert load_regions(path=path) == count
        assert list(Region.objects.values()) == before
        assert len(before) == count

    def test_a_changed_name_is_taken_over(self, file):
        load_regions(path=file())
        load_regions(path=file(name={"en": "Renamed"}))

        assert Region.objects.get(code="990000").name == {"en": "Renamed"}

    def test_prefectures_may_swap_their_tiles(self, file):
        other = {"code": "990200", "name": {"en": "Other"}, "tile": [1, 1]}
        load_regions(path=file(more=[other]))
        load_regions(path=file(prefecture={"tile": [1, 1]}, more=[{**other, "tile": [0, 0]}]))

        assert Region.objects.get(code="990100").tile_column == 1

    def test_a_region_that_left_the_file_stays(self, file):
        load_regions(path=file())
        load_regions(path=file(divisions=[]))

        assert Region.objects.filter(code="990101").exists()

    def test_the_command_says_what_it_loaded(self, capsys):
        call_command("load_regions")

        assert capsys.readouterr().out == "23_heilongjiang.json: 139 regions\n"

    def test_the_command_says_which_file_is_wrong(self, file):
        with pytest.raises(CommandError, match=r"99\.json: 980101: does not lie in 990100"):
            call_command("load_regions", str(file(county={"code": "980101"})))

        assert not Region.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "990001"}, "990001: not the code of a province"),
        ({"code": "99"}, "99: not the code of a province"),
        ({"prefecture": {"code": "990101"}}, "990101: not the code of a prefecture"),
        ({"county": {"code": "990201"}}, "990201: does not lie in 990100"),
        ({"county": {"name": {"fr": "Comté"}}}, "990101: has no name"),
        (
            {"more": [{"code": "990100", "name": {"en": "Again"}}]},
            "990100: given twice",
        ),
        (
            {"county": {"divisions": [{"code": "990101", "name": {"en": "Village"}}]}},
            "990101: lies below a county",
        ),
    ],
)
def test_a_file_that_cannot_be_true_is_refused(file, changes, message):
    with pytest.raises(RegionFileError, match=message):
        read_regions(file(**changes))
