"""A paper in the form that starting, answering and marking use: immutable and in memory."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from quiz.bank.enums import MarkingRule
from quiz.bank.question_content import QuestionContent
from quiz.paper.fragments import QuestionFragments, encode_question
from quiz.paper.models import Paper, PaperQuestion


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """One question of the pools."""

    index: int
    question_id: UUID
    revision_id: UUID
    content: QuestionContent
    fragments: QuestionFragments


@dataclass(frozen=True, slots=True)
class CompiledSection:
    """A section: how many questions it draws, what each is worth, and from which indexes."""

    count: int
    points_centi: int
    pool: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledPaper:
    """Everything about a paper that an attempt needs. Never changes."""

    id: UUID
    marking_rule: MarkingRule
    time_limit_s: int
    shuffle_questions: bool
    shuffle_options: bool
    total_centi: int
    sections: tuple[CompiledSection, ...]
    pools_overlap: bool
    questions: tuple[CompiledQuestion, ...]
    position_sections: tuple[int, ...]
    """Position on a sheet → its section: sections have fixed counts and a fixed order."""
    position_points_centi: tuple[int, ...]
    """Position on a sheet → what it is worth, whichever question is drawn there."""

    @property
    def question_count(self) -> int:
        """How many questions a sheet has."""
        return len(self.position_sections)


@lru_cache(maxsize=64)
def compiled_paper(paper_id: UUID) -> CompiledPaper:
    """Return the compiled paper, kept per process: a paper never changes.

    Two queries the first time, none after. Raises `Paper.DoesNotExist`.
    """
    return compile_paper(Paper.objects.get(pk=paper_id))


def compile_paper(paper: Paper) -> CompiledPaper:
    """Read the paper's questions and prepare them."""
    rows = PaperQuestion.objects.filter(paper=paper).select_related("revision").order_by("index")
    questions = tuple(_compile_question(row) for row in rows)
    sections = tuple(
        CompiledSection(s["count"], s["points_centi"], tuple(s["pool"])) for s in paper.sections
    )
    pooled = [index for section in sections for index in section.pool]
    positions = [number for number, section in enumerate(sections) for _ in range(section.count)]
    return CompiledPaper(
        id=paper.id,
        marking_rule=MarkingRule(paper.marking_rule),
        time_limit_s=paper.time_limit_s,
        shuffle_questions=paper.shuffle_questions,
        shuffle_options=paper.shuffle_options,
        total_centi=paper.total_centi,
        sections=sections,
        pools_overlap=len(set(pooled)) != len(pooled),
        questions=questions,
        position_sections=tuple(positions),
        position_points_centi=tuple(sections[number].points_centi for number in positions),
    )


def _compile_question(row: PaperQuestion) -> CompiledQuestion:
    content = row.revision.read_content()
    return CompiledQuestion(
        index=row.index,
        question_id=row.revision.question_id,
        revision_id=row.revision_id,
        content=content,
        fragments=encode_question(content),
    )
