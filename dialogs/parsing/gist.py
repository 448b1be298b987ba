"""What a chatty reply comes to, before a parser reads it: the present name instead of the former one, what stands on the
paper instead of what surrounds it, and no fillers.

Each function returns the text unchanged where its cue is missing.
"""

from __future__ import annotations

import re

_FILLERS = re.compile(
    r"^(?:(?:嗯+|呃+|额+|哦+|啊+|唉+|哎+呀?|那个+|这个(?=[,，\s]|那个)|我想想|我看看|等会儿?|就是(?=[,，\s]))[,，、。.…~\s]*)+"
)
_STUTTER = re.compile(r"^([\u4e00-\u9fff]{2,4})\1(?=[\u4e00-\u9fff])")
_FORMERLY = re.compile(
    r"^[^,，。;；]{2,15}?(?:退了|不干了|离开了|黄了|倒闭了?|调走了)|^(?:我们?|俺们?|咱们?)?(?:单位|公司|厂子?|地址|店)?(?:上礼拜|上周|上个?月|前阵子|最早|最早先|以前|原来|原先|早先|从前|过去|之前|起先|老(?:地址|单位|名字|厂名))"
)
_NOW = re.compile(
    r"(?:接(?:手|替|班)(?:的|他的)?(?:是|叫)|新(?:来|换|上|接手)的(?:是|叫)?|后来(?:改(?:名|成|叫)?为?|叫|换成?)|换成|换了(?=[\u4e00-\u9fff]{2})|改由|(?:去年|前年|今年|后来)?(?:已经)?(?:搬到|搬去|迁到|搬至|改制成|改名叫?|更名为|改叫|合并成|并入)|现在|如今|目前|眼下|这会儿|眼前)(?:的|就|都|是|叫做?|在|归|由|写|改叫|改成|换成|名字|名称|证上|证书上|本上|公章上|管(?!理))*"
)
_ON_PAPER = re.compile(
    r"(?:证书?|本儿?|本子|公章|章子?|合同章|招牌|牌子|执照|身份证|红章|合同|花名册|户口本|工牌|档案|工资条)(?:上面|上头|上|里头?|(?=(?:就|应该|现在|如今)?(?:是|叫|刻|印|盖|写)))(?:的|那)?(?:职业|工种|名称|名字|单位)?(?:名称)?(?:那|这)?(?:一|个)?(?:栏|项|格|行)?"
    r"(?:里|上)?(?:就|都|明明|现在|如今)?(?:(?:写|印|刻|盖|登|标|叫|是)(?:着|的|了)*(?:就|只)?(?:是|叫|为|就是)*|(?=[就只]?[两俩三仨四]个?字))(?:就|只)?(?:[两俩三仨四]个?字)?\s*[:：]?\s*"
)
_IN_FULL = re.compile(
    r"(?:全称|全名|正式名称|正式的?名字|官方名称)(?:应该|就)?(?:(?:是|叫|为|[:：])+\s*|(?=[\u4e00-\u9fff]{4})(?![我俺得回不没要记忘还等先明问查看也]))"
)
_SIGNS = re.compile(r"(?:[一二两三四五六七八九十0-9]+个字|俩字|仨字|这几个字|几个字)(?:儿)?$")
_QUOTED = re.compile(r"[“「『《\"]([^“”「」『』《》\"]{2,60})[”」』》\"]")
_AROUND = re.compile(
    r"^(?:工作)?(?:单位|公司|名称|职业|工种|姓名|名字|联系人|地址|填|写|写上|填上|是|叫|就|请|帮我|麻烦|您|你|给|[:：,，\s])*$"
)
_AFTER = re.compile(r"^(?:就行了?|就可以了?|谢谢您?|的|吧|好了|这个|[。.!！,，\s])*$")
_ABOUT_IT = re.compile(
    r"(?:全称|全名|名字|具体的?|准确的?|这个|公章)*(?:我|俺)?(?:还|也)?(?:得|要|没|回头|不知道|不确定|不清楚|记不清|好像|应该(?!是|叫)|可能|等我|先这么|就这么|大概|对吗|对不对|对吧|是吧|行吗|谢谢)"
    r"(?!.*(?:公司|集团|厂|中心|医院|学校)$)"
)
_FOUND_OUT = re.compile(
    r"^(?:(?:我|刚才|刚|给你|给您|去|这就|可算|终于|好不容易|已经)*+(?:(?:问|查|找|翻|打听|看|想|弄)(?:来|到|着|清楚|明白|出来|起来|过|见|好|完)*了)"
    r"|(?:哦|噢|啊|原来|敢情|合着|那|是|[,，\s])*+(?:得|要|该|需要?)?(?:写|填|用)?(?:大名|全名|全称|真名|本名)(?:啊|呀|哦|哈|的|是吧|对吧|那行|行)*(?![\u4e00-\u9fff]))[,，。!！~\s]+(?=\S{2})"
)
_LABEL = (
    r"(?:我的?|单位的?|这个|那个)?(?:姓名|名字|工作单位|单位地址|单位联系人|单位性质|归口单位|单位|地址|联系人|职业|工种|等级|级别|学历|文化程度|政治面貌|面貌"
    r"|民族|性别|户口|户籍|性质|归口|电话|手机号?|号码|身份证号?|生日|出生日期|编号)(?:[这那]?一?[栏项格])?"
)
_CHOSEN = re.compile(
    rf"^(?:(?:那|哦|噢|行|好|好吧|嗯|得|成|算了|你|您|我|咱|俺|请|麻烦|就|还是|先|暂时|干脆|直接|都|给|帮|要不|{_LABEL}|[,，。!！\s])*+"
    r"(?:写(?!字|真|意|作|生)|填(?!料|充|埋|海|土|缝|塞|表|报|写)|填写|登记(?!员))(?!了|过|不|得|哪|什|啥|错|漏|完|好|法|到|谁|几|多|这|那|一)"
    r"(?:的是|成|上|个|为|是|着|[:：])*+)+[,，\s]*+"
    r"|^(?:那就|那还是|还是就|那)(?:是|叫|选|定|按)?[,，\s]+(?=\S{2})"
)
_DECIDED = re.compile(r"(?:吧|呗|得了|就(?:行|好|成|中|得|可以|是)了?|好了|算了|[。.!！~\s])+$")
_THEN_WHY = re.compile(r"([^,，。;；]{2,}?)(?:吧|呗|得了|就(?:行|好|成|中|得|可以)了?)[,，。;；]")
_PICKED = re.compile(
    r"(?:你|您)?(?:刚才|上面)?(?:说|问|写|列)?的?[“「『\"]?(?P<both>[^“”「」『』\"]{2,40}?(?:还是|或|、|/)[^“”「」『』\"]{2,40}?)[”」』\"]?[里中]?[,，。;；\s]*(?:我|就|那|选|要|是|填|写|应该)*"
    r"(?:(?P<first>前面|前头|前者|前一|第一|头一)|后面|后头|后者|后一|第二)(?:的|那)?一?(?:个|种|项)?(?:吧|的|啊|呢)?[。.!！]?"
)
_NOT_BUT = re.compile(
    r"(?P<head>\S.+?)[,，。;；\s]+(?:哦|啊|噢|哎|诶|不对|[,，\s])*不是(?P<no>[^,，。;；\s]{1,16})[,，\s]*(?:而|应该)?是(?P<yes>[^,，。;；\s]{1,16}?)[。.!！]?"
)
_DENIED_AFTER = re.compile(r"(?<=\S)[,，。;；\s]+(?:可|但)?(?:不是|不叫)[^,，。;；\s]{1,8}[。.!！]?$")
_LEAVE_OUT = re.compile(
    r"(?P<head>\S.+?)[,，。;；\s]+(?:别|不要|不用|甭|不)[写填带要](?P<no>(?!错)[^,，。;；\s]{2,16}?)了?(?:[,，。;；\s]+(?:就|改|还是|只|应该|光|[写填成是叫,，\s])*(?P<anew>\S.*?))?[。.!！]?",
    re.DOTALL,
)
_SINGLE = re.compile(r"(?:(?<=\s)|(?<=^))[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+(?=$|[\s,，。;；!！])")
_EXCUSE = re.compile(
    r"看看再说|回[去家]看|再告诉|记不(?:清|得|住)|想不起来|说不(?:清|上来|好)|不晓得|不知道|不清楚|谁都知道|都知道|忘了?|没记住|不会写|不懂|搞不清|弄不清|拿不准|你说填|您说填"
    r"|(?:得|去|先|再|回头)(?:问|查|打听)|(?:问|查|打听|翻)(?:问|查|打听|翻|一下|下)|填哪(?:个|家|里)|写哪(?:个|家|里)|咋填|咋写|怎么填|怎么写"
)


def value_only(text: str) -> str:
    """The value of 那就写王芳吧, 问来了 王佩霞: without the words that say that it was chosen or found out."""
    told = _FOUND_OUT.sub("", text, count=1)
    chosen = _CHOSEN.sub("", told, count=1)
    if chosen == told:
        return told
    first = _THEN_WHY.match(chosen)
    return first[1] if first else _DECIDED.sub("", chosen) or text


def picked(text: str) -> str:
    """「技师还是高级技师」后面那个 → 高级技师: the one of two that is pointed at."""
    said = _PICKED.fullmatch(text)
    parts = [p.strip() for p in re.split(r"还是|或者?是?|、|/", said["both"]) if p.strip()] if said else []
    return text if said is None or len(parts) != 2 else parts[0] if said["first"] else parts[1]


def put_right(text: str) -> str:
    """9号，不是6号，是9号 → 9号; 石龙工业区永安路 别写石龙工业区了 就永安路22号 → 永安路22号: what the person takes back goes."""
    said = _NOT_BUT.fullmatch(text)
    if said is not None:
        head, no, yes = said["head"], said["no"], said["yes"]
        if yes in head and no not in head.replace(yes, ""):
            return head
        if head.count(no) == 1:
            return head.replace(no, yes)
    text = _DENIED_AFTER.sub("", text)
    away = _LEAVE_OUT.fullmatch(text)
    if away is None:
        return text
    if away["anew"]:
        return away["anew"]
    return away["head"].replace(away["no"], "") or text


def without_fillers(text: str) -> str:
    """嗯那个锅炉锅炉操作工 → 锅炉操作工."""
    cut = _FILLERS.sub("", text, count=1)
    return _STUTTER.sub(r"\1", cut) if cut else text


def present(text: str) -> str:
    """以前叫维修电工，后来换证了，现在叫电工 → 电工; only where a former one is told first."""
    if not _FORMERLY.match(text):
        return text
    now = list(_NOW.finditer(text))
    rest = text[now[-1].end() :].strip(" ,，:：") if now else ""
    rest = re.sub(r"^(?:换人了|换了|改了)[,，\s]*", "", rest)
    return re.sub(r"(?:(?:在|来)?(?:管着?|负责)|了)$", "", rest) or text


def on_paper(text: str) -> str:
    """What follows 证上写的是, 公章上刻的是, 全称是; the last of several."""
    cues = [*_ON_PAPER.finditer(text), *_IN_FULL.finditer(text)]
    if not cues:
        return text
    rest = text[max(cue.end() for cue in cues) :]
    rest = _SIGNS.sub("", re.split(r"[,，;；。!！]", rest.strip(" ,，:："))[0].strip())
    return rest if len(rest) >= 2 and not rest.startswith(("这个", "那个", "这样", "那样")) else text


def quoted(text: str) -> str:
    """填“北京市昌平职业学校”，谢谢 → the words in quotation marks, where only courtesies stand around them."""
    marks = list(_QUOTED.finditer(text))
    if len(marks) != 1:
        return text
    before, after = text[: marks[0].start()], text[marks[0].end() :]
    return marks[0][1] if _AROUND.match(before) and _AFTER.match(after) else text


def without_remark(text: str) -> str:
    """北京建工四建 全称我得看看章 → 北京建工四建: without the remark about it that follows a blank or comma."""
    pieces = re.split(r"([\s,，。;；]+)", text.strip())
    kept = next((n for n in range(2, len(pieces), 2) if _ABOUT_IT.match(pieces[n])), len(pieces) + 1)
    return "".join(pieces[: kept - 1])


def joined(text: str) -> str:
    """我是 钳 工 → 我是 钳工: single characters between blanks belong together."""
    return _SINGLE.sub(lambda hit: re.sub(r"\s+", "", hit[0]), text)


def gist(text: str) -> str:
    """All of these."""
    text = joined(text)
    return without_remark(quoted(on_paper(present(without_fillers(text)))))


def excused(text: str) -> bool:
    """Whether the person says that they cannot tell (记不清了, 谁都知道, 你说填哪家)."""
    return bool(_EXCUSE.search(text))
