"""A replay in few words, in the languages of the two READMEs."""

from collections.abc import Mapping

from benchmarks.report import Report
from benchmarks.tables import shown

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "| | requests | busiest second | 99 % within |",
        "start": "start an attempt",
        "save": "save an answer",
        "finish": "finish and be marked",
        "board": "read the board",
        "all": "{people} in {seconds} s, load generator on the same two cores; audit afterwards: "
        "{faults} faults.",
    },
    "zh": {
        "head": "| | 请求数 | 最忙一秒 | 99% 在此时间内得到答复 |",
        "start": "开始答题",
        "save": "保存一题",
        "finish": "交卷并评分",
        "board": "查看榜单",
        "all": "{people}，用时 {seconds} 秒，压测程序与服务共用两个核；"
        "事后逐项核对，差错 {faults} 处。",
    },
}


def summary(report: Report, *, language: str) -> str:
    """A table of four lines and a sentence, as Markdown."""
    words = _WORDS[language]
    lines = [words["head"], "| --- | ---: | ---: | ---: |"]
    for kind in ("start", "save", "finish", "board"):
        row = report.scenes[kind]
        numbers = f"{row['requests']:,.0f} | {row['busiest second']:,.0f}"
        lines.append(f"| {words[kind]} | {numbers} | {shown(row['p99 ms'])} ms |")
    people = f"{report.scenes['start']['requests']:,.0f}"
    sentence = words["all"].format(
        people=f"{people} people" if language == "en" else f"{people} 人",
        seconds=f"{report.scenes['all']['seconds']:.0f}",
        faults=f"{report.targets[0].measured:.0f}",
    )
    return "\n".join([*lines, "", sentence])
