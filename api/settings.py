"""Settings of the libraries that the API stands on; `config.settings` takes them over as they are.

Classes are named by strings, so that this module imports no view and settings can load it.
"""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.SessionAuthentication",
        "api.authentication.SessionTokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["api.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "api.pages.CursorPages",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttles.AccountThrottle"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.operations.OperationSchema",
    # OPTIONS has nothing to say that the OpenAPI document does not.
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    # One way to choose a representation: the Accept header.
    "URL_FORMAT_OVERRIDE": None,
    # Left as they are, in UTC, for the renderer: DRF would write them in the local time zone.
    "DATETIME_FORMAT": None,
    "COERCE_DECIMAL_TO_STRING": False,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

DRF_STANDARDIZED_ERRORS: dict[str, Any] = {
    "EXCEPTION_HANDLER_CLASS": "api.handling.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "api.handling.ProblemFormatter",
    # A demo runs with DEBUG, and its pages read problem documents as on a real site.
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Wangan API",
    "DESCRIPTION": (
        "Timed security-awareness contests over REST. Sign-in, sign-up and sessions are "
        "django-allauth's headless API under `/_allauth/`. Errors are problem documents "
        "(RFC 9457) whose `code` is stable and whose texts follow `Accept-Language`."
    ),
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Called as in the code, instead of by the field that happens to hold them.
    "ENUM_NAME_OVERRIDES": {
        "Language": "common.text.Language",
        "JobState": "common.models.JobState",
        "RegionLevel": "accounts.models.RegionLevel",
        "OrganisationKind": "accounts.models.OrganisationKind",
        "RoleKind": "accounts.models.RoleKind",
        "QuestionType": "quiz.bank.enums.QuestionType",
        "Difficulty": "quiz.bank.enums.Difficulty",
        "QuestionStatus": "quiz.bank.enums.QuestionStatus",
        "QuestionStep": "quiz.bank.workflow.Step",
        "ImportAction": "quiz.bank.enums.ImportAction",
        "ImportState": "quiz.bank.enums.ImportState",
        "FirstStatus": "api.bank.choices.FIRST_STATUS_CHOICES",
        "MarkingRule": "quiz.bank.enums.MarkingRule",
        "AttemptState": "quiz.attempt.enums.AttemptState",
        "SaveStatus": "quiz.attempt.enums.SaveStatus",
        "RulingKind": "quiz.attempt.enums.RulingKind",
        "PrizeKind": "quiz.contest.enums.PrizeKind",
        "TieBreak": "quiz.leaderboard.enums.TieBreak",
        "TeamRule": "quiz.leaderboard.enums.TeamRule",
        "BoardKind": "quiz.leaderboard.enums.BoardKind",
        "ContestState": "quiz.contest.enums.ContestState",
        "Phase": "quiz.contest.enums.Phase",
        "Eligibility": "quiz.contest.enums.Eligibility",
        "ScoreRuleName": "quiz.contest.enums.ScoreRuleName",
        "ReviewPolicy": "quiz.contest.enums.ReviewPolicy",
        "NameDisplay": "quiz.contest.enums.NameDisplay",
        "RefusalCode": "quiz.contest.enums.RefusalCode",
        "CountedAs": "quiz.campaign.models.CountedAs",
        "PeopleBoardKind": [("people", "people")],
        "TeamBoardKind": [("regions", "regions"), ("organisations", "organisations")],
    },
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "persistAuthorization": False},
}
