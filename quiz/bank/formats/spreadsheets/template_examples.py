"""The examples in the template: one question of each type, and one matching question's pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The cells of one example, but for the words of type and difficulty."""

    type: QuestionType
    stem: str
    options: Sequence[str] = ()
    answer: str
    explanation: str
    difficulty: Difficulty = Difficulty.EASY
    topic: str


_CHINESE = (
    Example(
        type=QuestionType.SINGLE,
        stem="接到自称公安机关、要求转账到“安全账户”的电话，应当怎么做？",
        options=(
            "按要求转账",
            "挂断电话，自己拨打 110 核实",
            "把验证码告诉对方",
            "向对方索要证件照片",
        ),
        answer="B",
        explanation="公安机关不设“安全账户”，也不会在电话里要求转账。",
        topic="电信网络诈骗/冒充公检法",
    ),
    Example(
        type=QuestionType.MULTIPLE,
        stem="下列哪些做法能让账号更安全？",
        options=("不同网站用不同的密码", "开启两步验证", "把密码写在显示器上", "及时安装系统更新"),
        answer="ABD",
        explanation="写在显示器上的密码人人可见。",
        topic="密码与账号",
    ),
    Example(
        type=QuestionType.TRUE_FALSE,
        stem="短信验证码可以告诉自称客服的人。",
        answer="错误",
        explanation="验证码等同于钥匙，任何人索要都不能给。",
        topic="密码与账号",
    ),
    Example(
        type=QuestionType.BLANK,
        stem="全国反诈预警劝阻专线的号码是____，报警电话是____。",
        answer="96110|110;一一〇",
        explanation="接到 96110 来电请及时接听。",
        topic="电信网络诈骗",
    ),
    Example(
        type=QuestionType.NUMERIC,
        stem="《中华人民共和国网络安全法》自哪一年起施行？（填数字）",
        answer="2017",
        explanation="2017 年 6 月 1 日起施行。",
        difficulty=Difficulty.MEDIUM,
        topic="法律法规",
    ),
    Example(
        type=QuestionType.ORDERING,
        stem="手机丢失后，请按先后排列下面的处理步骤。",
        options=("修改重要账号的密码", "挂失手机号，停止短信验证", "补办手机卡"),
        answer="B-A-C",
        explanation="先切断验证码，再改密码，最后补卡。",
        difficulty=Difficulty.HARD,
        topic="密码与账号",
    ),
    Example(
        type=QuestionType.MATCHING,
        stem="请把威胁与它的表现配对。",
        options=(
            "钓鱼邮件|冒充熟悉的机构，诱人点击链接",
            "勒索软件|把文件加密，索要赎金",
            "|自动整理邮箱",
        ),
        answer="",
        explanation="“自动整理邮箱”不是威胁，是多出来的选项。",
        difficulty=Difficulty.MEDIUM,
        topic="恶意软件",
    ),
)
_ENGLISH = (
    Example(
        type=QuestionType.SINGLE,
        stem="A caller says he is a police officer and wants money moved to a “safe account”. "
        "What should you do?",
        options=(
            "Move the money",
            "Hang up and ring 110 yourself",
            "Tell him the code you were sent",
            "Ask for a picture of his badge",
        ),
        answer="B",
        explanation="The police have no “safe accounts” and never ask for a transfer by phone.",
        topic="Telecom fraud/Impersonation",
    ),
    Example(
        type=QuestionType.MULTIPLE,
        stem="Which of these make an account safer?",
        options=(
            "A different password for every site",
            "Two-step verification",
            "The password on a note on the screen",
            "Installing updates promptly",
        ),
        answer="ABD",
        explanation="Everybody can read a note on the screen.",
        topic="Passwords and accounts",
    ),
    Example(
        type=QuestionType.TRUE_FALSE,
        stem="A code sent to your phone may be told to somebody from customer service.",
        answer="False",
        explanation="The code is a key. Nobody may ask for it.",
        topic="Passwords and accounts",
    ),
    Example(
        type=QuestionType.BLANK,
        stem="China's anti-fraud hotline is ____ and the police are on ____.",
        answer="96110|110;one one zero",
        explanation="Answer a call from 96110.",
        topic="Telecom fraud",
    ),
    Example(
        type=QuestionType.NUMERIC,
        stem="In which year did China's Cybersecurity Law come into force?",
        answer="2017",
        explanation="On 1 June 2017.",
        difficulty=Difficulty.MEDIUM,
        topic="Law",
    ),
    Example(
        type=QuestionType.ORDERING,
        stem="Your phone is gone. Put the steps in order.",
        options=(
            "Change the passwords of important accounts",
            "Have the number blocked, so that no codes arrive",
            "Get a new SIM card",
        ),
        answer="B-A-C",
        explanation="First stop the codes, then change passwords, then replace the card.",
        difficulty=Difficulty.HARD,
        topic="Passwords and accounts",
    ),
    Example(
        type=QuestionType.MATCHING,
        stem="Match each threat with what it does.",
        options=(
            "Phishing|Poses as somebody you know to make you click",
            "Ransomware|Encrypts files and asks for money",
            "|Tidies your mailbox",
        ),
        answer="",
        explanation="Tidying a mailbox is no threat: an option may belong to nothing.",
        difficulty=Difficulty.MEDIUM,
        topic="Malware",
    ),
)
EXAMPLES: Mapping[Language, Sequence[Example]] = {
    Language.CHINESE: _CHINESE,
    Language.ENGLISH: _ENGLISH,
}
