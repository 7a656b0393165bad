"""What an import would do, or did: one item for each question of the file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from common.text import LocalisedText
from quiz.bank.enums import Difficulty, ImportAction, QuestionStatus, QuestionType
from quiz.bank.formats import Fault, Place
from quiz.bank.importing.topics import PlannedTopic
from quiz.bank.question_content import QuestionContent


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the caller decides: how new questions begin, and where those without a topic go.

    The status of questions that are there already is never touched.
    """

    status: QuestionStatus = QuestionStatus.DRAFT
    topic_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestion:
    """A question of the bank, as much of it as is needed to find it again.

    `texts` is what of it is compared, see `known.compared_texts`.
    """

    id: UUID
    external_id: str | None
    type: QuestionType
    topic_id: UUID
    difficulty: Difficulty
    tags: tuple[str, ...]
    revision_id: UUID
    stem: LocalisedText
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """A question that says nearly the same, and how alike the two are, up to 1.

    It is in the bank (`question_id`) or further up in the file (`number`).
    """

    question_id: UUID | None = None
    number: int | None = None
    external_id: str | None
    stem: LocalisedText
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWrite:
    """All that a question is to be afterwards, and whether that takes a new revision."""

    external_id: str | None
    topic: PlannedTopic
    difficulty: Difficulty
    tags: tuple[str, ...]
    content: QuestionContent
    is_reworded: bool = True


@dataclass(slots=True, kw_only=True)
class ImportItem:
    """What becomes of one question of the file; `number` counts them from 1.

    `changes` names the parts that an update changes. `write` is there while something is to be
    written, `known` where the question is in the bank already; after a real run `question_id` is
    the question that was written or left as it was.
    """

    number: int
    place: Place
    action: ImportAction
    external_id: str | None = None
    stem: LocalisedText = field(default_factory=LocalisedText)
    changes: tuple[str, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    known: KnownQuestion | None = None
    write: QuestionWrite | None = None
    question_id: UUID | None = None

    def refuse(self, fault: Fault) -> None:
        """Turn it into an error: nothing is written."""
        self.action, self.write, self.changes = ImportAction.ERROR, None, ()
        self.faults = (*self.faults, fault)


@dataclass(slots=True, kw_only=True)
class ImportPlan:
    """Every question of a file in turn, or what could not be read last where it has no place.

    A report of what was done has the same shape.

    `bank_size` is how many questions the bank had when this was planned, `new_topics` are those
    that it adds, parents first.
    """

    items: list[ImportItem]
    bank_size: int
    new_topics: list[PlannedTopic] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are of each action, and how many have near-duplicates."""
        counted = Counter(item.action for item in self.items)
        return {action.value: counted[action] for action in ImportAction} | {
            "duplicates": sum(bool(item.near_duplicates) for item in self.items)
        }
