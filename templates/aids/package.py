"""The Word package of an aid: fixed parts written once, the body, header and title of each paper as text.

Written directly rather than through python-docx: an aid is a few hundred paragraphs and table cells, and four
aids are made with every set of papers.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (1980, 1, 1, 0, 0, 0)

# fonts of Chinese office papers, with what stands in for them where they are missing
_FONTS = {"黑体": "SimHei", "宋体": "SimSun", "仿宋": "FangSong", "楷体": "KaiTi"}


def pack(body: str, *, title: str, header: str, footer: str, landscape: bool = False) -> bytes:
    """A .docx with `body` (w:p and w:tbl elements as text); `header` and `footer` stand on every page.

    `footer` may hold ``{page}``, which becomes the page number.
    """
    parts = {
        **_fixed(),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{body}{_section(landscape)}'
        "</w:body></w:document>",
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{run(header)}</w:p></w:hdr>",
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_numbered(footer)}</w:p></w:ftr>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _STAMP), (_XML + text).encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def run(text: str, *, bold: bool = False) -> str:
    """A run of text; line breaks become `w:br`. The hint keeps Chinese quotation marks full width."""
    pieces = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    weight = "<w:b/>" if bold else ""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{weight}</w:rPr>{"<w:br/>".join(pieces)}</w:r>'


def _numbered(footer: str) -> str:
    before, mark, after = footer.partition("{page}")
    if not mark:
        return run(footer)
    return f'{run(before)}<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>{run(after)}'


def _section(landscape: bool) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="1361" w:right="1134" w:bottom="1191" w:left="1247"'
        ' w:header="680" w:footer="624" w:gutter="0"/></w:sectPr>'
    )


@lru_cache(maxsize=1)
def _fixed() -> dict[str, str]:
    kinds = {
        "/word/document.xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
        "/word/styles.xml": f"{_OFFICE}.wordprocessingml.styles+xml",
        "/word/settings.xml": f"{_OFFICE}.wordprocessingml.settings+xml",
        "/word/fontTable.xml": f"{_OFFICE}.wordprocessingml.fontTable+xml",
        "/word/header1.xml": f"{_OFFICE}.wordprocessingml.header+xml",
        "/word/footer1.xml": f"{_OFFICE}.wordprocessingml.footer+xml",
        "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{n}" ContentType="{k}"/>' for n, k in kinds.items())
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in _FONTS.items())
    inner = ("styles", "settings", "fontTable", "header1", "footer1", "theme/theme1")
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{part.partition("/")[0].rstrip("1")}" Target="{part}.xml"/>'
        for n, part in enumerate(inner, 1)
    )
    theme = Path(__file__).parent.with_name("theme.xml").read_text(encoding="utf-8")
    rels = f'xmlns="{_PACKAGE}/relationships"'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships {rels}><Relationship Id="rId1" Type="{_R}/officeDocument"'
        ' Target="word/document.xml"/><Relationship Id="rId2"'
        f' Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships {rels}>{targets}</Relationships>",
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>',
        "word/styles.xml": _styles(),
        "word/theme/theme1.xml": theme.removeprefix(_XML.rstrip()).lstrip(),
    }


def _styles() -> str:
    keep = "<w:keepNext/>"
    made = [
        _style("AidTitle", "黑体", 20, before=4, after=2, jc="center"),
        _style("AidSub", "宋体", 10.5, after=4, jc="center"),
        _style("AidNotice", "黑体", 10.5, before=2, after=6, box=True),
        _style("AidHeading1", "黑体", 14, before=12, after=4, paragraph=keep, outline=0),
        _style("AidHeading2", "黑体", 12, before=8, after=2, paragraph=keep, outline=1),
        _style("AidText", "仿宋", 12, after=4, line=1.25),
        _style("AidPoint", "仿宋", 12, after=3, line=1.2, ind='<w:ind w:left="340" w:hanging="340"/>'),
        _style("AidQuote", "楷体", 10.5, after=4, line=1.15, ind='<w:ind w:left="340"/>', colour="404040"),
        _style("AidHead", "黑体", 10.5, jc="center"),
        _style("AidCell", "宋体", 10.5, line=1.1),
        _style("AidMiddle", "宋体", 10.5, line=1.1, jc="center"),
        _style("AidSmall", "楷体", 9, line=1.1, colour="404040"),
    ]
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"'
        ' w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        f"{_margin_style('Header', 'header', 'right')}{_margin_style('Footer', 'footer', 'center')}"
        f"{''.join(made)}</w:styles>"
    )


def _margin_style(style: str, name: str, jc: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:jc w:val="{jc}"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="18"/>'
        '<w:szCs w:val="18"/></w:rPr></w:style>'
    )


def _style(
    name: str,
    east: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    jc: str = "left",
    paragraph: str = "",
    ind: str = "",
    colour: str = "",
    box: bool = False,
    outline: int | None = None,
) -> str:
    half = round(size * 2)
    border = ""
    if box:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right")
        )
        border = f"<w:pBdr>{sides}</w:pBdr>"
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"/>'
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}{border}{spacing}{ind}<w:jc w:val="{jc}"/>'
        f'{level}</w:pPr><w:rPr><w:rFonts w:eastAsia="{east}"/>{tint}<w:sz w:val="{half}"/>'
        f'<w:szCs w:val="{half}"/></w:rPr></w:style>'
    )
