"""Boards of regions and organisations."""

from quiz.leaderboard.enums import TeamRule
from quiz.leaderboard.team_board import TeamRow, TeamTally, rank_teams


def test_teams_with_equal_participants_share_a_rank_and_stand_by_code() -> None:
    rows = rank_teams(
        [
            TeamTally(code="230300", participants=4),
            TeamTally(code="230100", participants=9),
            TeamTally(code="230200", participants=4),
            TeamTally(code="230400", participants=1),
        ],
        rule=TeamRule.PARTICIPANTS,
        top_k=None,
    )
    assert [(row.rank, row.code, row.value) for row in rows] == [
        (1, "230100", 9.0),
        (2, "230200", 4.0),
        (2, "230300", 4.0),
        (4, "230400", 1.0),
    ]


def test_a_rate_needs_a_declared_head_count_and_never_exceeds_one() -> None:
    rows = rank_teams(
        [
            TeamTally(code="mill", participants=30, headcount=120),
            TeamTally(code="bank", participants=500),
            TeamTally(code="shop", participants=9, headcount=6),
        ],
        rule=TeamRule.RATE,
        top_k=None,
    )
    assert rows == [
        TeamRow(rank=1, code="shop", participants=9, rate=1.0, mean_top_k_centi=None, value=1.0),
        TeamRow(rank=2, code="mill", participants=30, rate=0.25, mean_top_k_centi=None, value=0.25),
        TeamRow(
            rank=None, code="bank", participants=500, rate=None, mean_top_k_centi=None, value=None
        ),
    ]


def test_the_mean_of_the_best_k_counts_missing_results_as_zero() -> None:
    rows = rank_teams(
        [
            TeamTally(code="one-star", participants=1, best_scores_centi=(10000,)),
            TeamTally(code="team", participants=4, best_scores_centi=(9000, 2000, 8000, 7000)),
        ],
        rule=TeamRule.MEAN_TOP_K,
        top_k=3,
    )
    assert [(row.rank, row.code, row.mean_top_k_centi, row.value) for row in rows] == [
        (1, "team", 8000, 80.0),
        (2, "one-star", 3333, 33.33),
    ]
