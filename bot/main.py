"""The `tetie` command: options declared here, everything else in bot/commands, imported when it is called."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from dialogs.catalogue import Catalogue

# typer reads these annotations at run time
OptPath = Annotated[Optional[Path], typer.Option(help="数据目录", envvar="TETIE_DATA_DIR", show_default=False)]  # noqa: UP045
Json = Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")]


def _epilog() -> str:
    """The settings by environment variable, read only when help is asked for."""
    if not {"--help", "-h"} & set(sys.argv):
        return ""
    from bot.settings import described

    return "\n\n".join(["环境变量：", *(f"{name}  {text}" for name, text in described())])


app = typer.Typer(
    name="tetie",
    help="特贴助手：陪一线技师把享受北京市政府技师特殊津贴的申报表填好。例：tetie chat",
    epilog=_epilog(),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
policies_app = typer.Typer(help="政策与版本。例：tetie policies list", no_args_is_help=True)
privacy_app = typer.Typer(help="个人资料的导出与删除。例：tetie privacy export --as local", no_args_is_help=True)
key_app = typer.Typer(help="密钥。例：tetie key rotate", no_args_is_help=True)
app.add_typer(policies_app, name="policies")
app.add_typer(privacy_app, name="privacy")
app.add_typer(key_app, name="key")


def _catalogue(data_dir: Path | None = None) -> Catalogue:
    from bot.library import open_catalogue

    return open_catalogue(data_dir)


def _moment(text: str) -> datetime:
    from bot.clock import moment

    try:
        return moment(text)
    except ValueError:
        raise typer.BadParameter("写成 2026-03-05 或 2026-03-05T14:30") from None


def _day(text: str) -> date:
    return _moment(text).date()


def _leave(code: int) -> None:
    raise typer.Exit(code)


@app.command(help="终端里对话；接管道时一行就是一条消息。例：tetie chat --as wang")
def chat(
    person: Annotated[str, typer.Option("--as", help="是谁在说话")] = "local",
    as_json: Json = False,
    now: Annotated[str, typer.Option(help="把时间定在这一刻")] = "",
    data_dir: OptPath = None,
) -> None:
    from bot.commands.chat import run

    _leave(run(person=person, as_json=as_json, now=_moment(now) if now else None, data_dir=data_dir))


@app.command(help="Telegram 机器人。例：TELEGRAM_BOT_TOKEN=… tetie telegram")
def telegram(data_dir: OptPath = None) -> None:
    from bot.commands.telegram import run

    _leave(run(data_dir=data_dir))


@app.command(help="政策咨询。例：tetie ask 照片要什么底色")
def ask(
    question: Annotated[str, typer.Argument(help="问题，- 表示从标准输入读")] = "",
    batch: Annotated[Optional[Path], typer.Option(help="一批问题的文件")] = None,  # noqa: UP045
    facts: Annotated[Optional[Path], typer.Option(help="已知情况（JSON）")] = None,  # noqa: UP045
    field: Annotated[str, typer.Option(help="正在填的栏目")] = "",
    after: Annotated[str, typer.Option(help="上一个问题")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="说明为什么选中这一条")] = False,
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.commands.ask import run

    if not question and batch is None:
        raise typer.BadParameter("请给一个问题，或用 --batch 给一个文件")
    code = run(
        question=question,
        batch=batch,
        facts=facts,
        field=field or None,
        after=after or None,
        explain=explain,
        as_json=as_json,
        catalogue=_catalogue(data_dir),
    )
    _leave(code)


@app.command(help="查条件、归口和朝阳支持。例：tetie check --facts facts.json --json")
def check(
    facts: Annotated[Path, typer.Option(help="情况（JSON），- 表示标准输入")],
    policy: Annotated[str, typer.Option(help="只查这一项政策")] = "",
    edition: Annotated[str, typer.Option(help="哪一届")] = "",
    as_of: Annotated[str, typer.Option(help="按哪一天算")] = "",
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.clock import now as real_now
    from bot.commands.check import run

    code = run(
        facts=facts,
        policy=policy or None,
        edition=edition or None,
        as_of=_day(as_of) if as_of else real_now().date(),
        as_json=as_json,
        catalogue=_catalogue(data_dir),
    )
    _leave(code)


@app.command(help="一句回答怎么填进一个栏目。例：tetie parse birth_date 85年3月6号 --json")
def parse(
    field: Annotated[str, typer.Argument(help="栏目（INTERFACE 的键），或 message")] = "",
    text: Annotated[str, typer.Argument(help="回答，- 表示标准输入")] = "",
    batch: Annotated[Optional[Path], typer.Option(help="一批回答的文件（JSON 数组）")] = None,  # noqa: UP045
    today: Annotated[str, typer.Option(help="当作今天的日子")] = "",
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.clock import now as real_now
    from bot.commands.parse import run

    if batch is None and not field:
        raise typer.BadParameter("请给栏目和回答，或用 --batch 给一个文件")
    code = run(
        field=field or None,
        text=text,
        batch=batch,
        as_json=as_json,
        today=_day(today) if today else real_now().date(),
        catalogue=_catalogue(data_dir),
    )
    _leave(code)


@app.command(help="出文件。例：tetie render ANSWERS.json --out 文件夹")
def render(
    answers: Annotated[Path, typer.Argument(help="ANSWERS.json")],
    out: Annotated[Path, typer.Option(help="放在哪个文件夹")],
    only: Annotated[Optional[list[str]], typer.Option(help="application roster materials review faq chaoyang")] = None,  # noqa: UP045
    pdf: Annotated[bool, typer.Option("--pdf", help="另存一份 PDF（需要 LibreOffice）")] = False,
    now: Annotated[str, typer.Option(help="把时间定在这一刻")] = "",
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.clock import now as real_now
    from bot.commands.render import run

    code = run(
        answers=answers,
        out=out,
        only=[word for item in only or [] for word in item.replace(",", " ").split()],
        pdf=pdf,
        as_json=as_json,
        now=_moment(now) if now else real_now(),
        catalogue=_catalogue(data_dir),
    )
    _leave(code)


@app.command(help="把填好的申报表读回来。例：tetie read 申报表.docx --json")
def read(
    form: Annotated[Path, typer.Argument(help="申报表.docx")], as_json: Json = False, data_dir: OptPath = None
) -> None:
    from bot.commands.read import run

    _leave(run(form=form, as_json=as_json, catalogue=_catalogue(data_dir)))


@app.command(help="几个人的一览表，按给的顺序排。例：tetie roster a.json b.json --out 一览表.docx")
def roster(
    answers: Annotated[list[Path], typer.Argument(help="每人一个 ANSWERS.json")],
    out: Annotated[Path, typer.Option(help="写到哪个文件")],
    body: Annotated[str, typer.Option(help="归口单位")] = "",
    contact: Annotated[str, typer.Option(help="联系人")] = "",
    phone: Annotated[str, typer.Option(help="联系电话")] = "",
    mobile: Annotated[str, typer.Option(help="手机")] = "",
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.commands.roster import run

    code = run(
        answers=answers,
        out=out,
        body=body,
        contact=contact,
        phone=phone,
        mobile=mobile,
        as_json=as_json,
        catalogue=_catalogue(data_dir),
    )
    _leave(code)


@policies_app.command("list", help="知道哪些版本。例：tetie policies list --json")
def policies_list(as_json: Json = False, data_dir: OptPath = None) -> None:
    from bot.commands.policies import list_editions

    _leave(list_editions(as_json=as_json, catalogue=_catalogue(data_dir)))


@policies_app.command("lint", help="检查一届的资料。例：tetie policies lint 文件夹")
def policies_lint(
    target: Annotated[str, typer.Argument(help="文件夹，或已知的届次；不写就全查")] = "",
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.commands.policies import lint

    _leave(lint(target=target or None, as_json=as_json, catalogue=_catalogue(data_dir)))


@policies_app.command("diff", help="两届之间变了什么。例：tetie policies diff 2024 新一届的文件夹")
def policies_diff(
    old: Annotated[str, typer.Argument()],
    new: Annotated[str, typer.Argument()],
    as_json: Json = False,
    data_dir: OptPath = None,
) -> None:
    from bot.commands.policies import diff

    _leave(diff(old=old, new=new, as_json=as_json, catalogue=_catalogue(data_dir)))


@policies_app.command(
    "freeze", help="冻结一届：原文和规则按指纹登记，以后改动会被查出来。例：tetie policies freeze 2024"
)
def policies_freeze(
    target: Annotated[str, typer.Argument(help="文件夹，或已知的届次")], data_dir: OptPath = None
) -> None:
    from bot.commands.policies import seal

    _leave(seal(target=target, catalogue=_catalogue(data_dir)))


@policies_app.command("tree", help="整棵对话树：每个问题、依据、什么时候问。例：tetie policies tree 2024")
def policies_tree(
    target: Annotated[str, typer.Argument(help="届次或文件夹；不写就是最新的")] = "",
    layout: Annotated[str, typer.Option("--format", help="text 或 mermaid")] = "text",
    data_dir: OptPath = None,
) -> None:
    from bot.commands.tree import run

    if layout not in ("text", "mermaid"):
        raise typer.BadParameter("--format 只有 text 和 mermaid")
    _leave(run(target=target or None, layout=layout, catalogue=_catalogue(data_dir)))


Who = Annotated[str, typer.Option("--as", help="谁的资料；Telegram 上的人写 telegram:用户号")]


@privacy_app.command("export", help="导出一个人的资料。例：tetie privacy export --as local > 我的资料.json")
def privacy_export(person: Who, data_dir: OptPath = None) -> None:
    from bot.commands.privacy import run

    _leave(run("export", person=person, data_dir=data_dir))


@privacy_app.command("erase", help="删除一个人的资料，找不回来。例：tetie privacy erase --as local --yes")
def privacy_erase(
    person: Who, yes: Annotated[bool, typer.Option("--yes", help="不再问")] = False, data_dir: OptPath = None
) -> None:
    from bot.commands.privacy import run

    _leave(run("erase", person=person, yes=yes, data_dir=data_dir))


@app.command(help="体检：操作者、数据库、密钥、空白表、政策、令牌、代理。例：tetie doctor")
def doctor(as_json: Json = False, data_dir: OptPath = None) -> None:
    from bot.commands.doctor import run

    _leave(run(data_dir=data_dir, json=as_json))


@app.command(help="备份（不用停机）。例：tetie backup 备份.db")
def backup(file: Annotated[Path, typer.Argument()], data_dir: OptPath = None) -> None:
    from bot.commands.backup import run

    _leave(run(file, data_dir=data_dir))


@app.command(help="恢复备份。例：tetie restore 备份.db")
def restore(file: Annotated[Path, typer.Argument()], data_dir: OptPath = None) -> None:
    from bot.commands.restore import run

    _leave(run(file, data_dir=data_dir))


@key_app.command("rotate", help="换一把密钥，全部重新加密。例：tetie key rotate")
def key_rotate(data_dir: OptPath = None) -> None:
    from bot.commands.key import run

    _leave(run(data_dir=data_dir))


def main() -> None:
    """The console script."""
    app()
