"""The XML of a Word file that the blanks are drawn with: parts that never vary, paragraphs, cells and rows as text."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_THEME = Path(__file__).with_name("theme.xml")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

# fonts of official papers, with what stands in for them where they are missing
_FONTS = {
    "方正小标宋简体": "华文中宋",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "仿宋_GB2312": "仿宋",
    "Times New Roman": "",
}


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, *, underline: bool = False, size: int = 0) -> str:
    """A run; tabs become tab marks; `size` in half points. The hint keeps Chinese quotation marks full width."""
    properties = '<w:rFonts w:hint="eastAsia"/>'
    if size:
        properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    if underline:
        properties += '<w:u w:val="single"/>'
    pieces = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:tab/>'.join(pieces)}</w:r>"


def paragraph(style: str, *runs: str, extra: str = "") -> str:
    """A paragraph; an empty one names the hint too, so that what is typed there looks like the rest."""
    mark = "" if runs else '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}{mark}</w:pPr>{"".join(runs)}</w:p>'


def cell(width: int, content: str, *, span: int = 1, merge: str = "", align: str = "center") -> str:
    """A table cell; `width` in twips, `merge` is empty, ``restart`` or ``continue``."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    vertical = f'<w:vAlign w:val="{align}"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}{vertical}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, height: int, header: bool = False) -> str:
    """A row of at least `height` twips that is not torn across pages."""
    repeated = "<w:tblHeader/>" if header else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>'
    )


def table(rows: str, *, grid: list[int]) -> str:
    """A table of fixed layout with single lines; `grid` holds the column widths in twips."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{8 if side in _OUTER else 4}" w:space="0" w:color="auto"/>'
        for side in (*_OUTER, "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


_OUTER = ("top", "left", "bottom", "right")


def section(margins: dict[str, float], *, landscape: bool) -> str:
    """The page: A4 with the given margins in millimetres, and its header."""
    long, short = 16838, 11906
    width, height = (long, short) if landscape else (short, long)
    turned = ' w:orient="landscape"' if landscape else ""
    sides = " ".join(f'w:{k}="{twips(v)}"' for k, v in margins.items())
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {sides} w:gutter="0"/></w:sectPr>'
    )


def _style(
    name: str,
    east: str,
    size: float,
    *,
    line: float,
    jc: str = "left",
    paragraph: str = "",
    run: str = "",
    ind: str = "",
    before: float = 0,
    after: float = 0,
    rule: str = "exact",
) -> str:
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    spacing += f' w:line="{round(line * 20) if rule == "exact" else 240}" w:lineRule="{rule}"/>'
    half = round(size * 2)
    fonts = f'<w:rFonts w:ascii="{east}" w:eastAsia="{east}" w:hAnsi="{east}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}{spacing}{ind}<w:jc w:val="{jc}"/></w:pPr>'
        f'<w:rPr>{fonts}{run}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _styles() -> str:
    indent = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
    places = (("left", 3685), ("center", 5641), ("left", 7597))
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in places)
    close = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    unbroken = '<w:wordWrap w:val="0"/>' + close
    made = [
        _style("TeMark", "黑体", 16, line=28),
        _style("TeCover", "方正小标宋简体", 22, line=38, jc="center", before=96),
        _style("TeCoverTitle", "方正小标宋简体", 36, line=60, jc="center", before=24, after=120),
        _style(
            "TeCoverLine", "仿宋_GB2312", 16, line=40, paragraph=f"<w:tabs>{stops}</w:tabs>",
            ind='<w:ind w:left="3685" w:hanging="2211"/>',
        ),
        _style("TeCoverFoot", "仿宋_GB2312", 16, line=32, jc="center"),
        _style("TeNoteTitle", "黑体", 18, line=28, jc="center", paragraph="<w:pageBreakBefore/>", after=6),
        _style("TeNoteHead", "黑体", 10.5, line=14, before=3),
        _style("TeNote", "仿宋_GB2312", 10.5, line=14, jc="both", ind=indent.replace("480", "420")),
        _style(
            "TeHeading", "黑体", 14, line=26, paragraph="<w:keepNext/><w:pageBreakBefore/>", after=4,
        ),
        _style("TeLabel", "宋体", 10.5, line=15, jc="center"),
        _style("TeTitle", "黑体", 11, line=18, jc="center", paragraph="<w:keepNext/>"),
        _style("TeAnswer", "仿宋_GB2312", 12, line=17, jc="center", paragraph=unbroken),
        _style("TeRow", "仿宋_GB2312", 10.5, line=14, jc="center", paragraph=close),
        _style("TeEssay", "仿宋_GB2312", 12, line=19, jc="both", paragraph=unbroken, ind=indent),
        _style("TeSigned", "宋体", 10.5, line=18),
        _style("TePhoto", "宋体", 9, line=12, jc="center", rule="auto"),
        _style("TeRosterTitle", "方正小标宋简体", 20, line=34, jc="center", after=6),
        _style("TeRosterLine", "宋体", 12, line=22, before=3, after=3),
        _style("TeEnd", "宋体", 1, line=1),
    ]  # fmt: skip
    return (
        f'{_DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"'
        ' w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:jc w:val="right"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        f"</w:style>{''.join(made)}</w:styles>"
    )


def parts(body: str, *, title: str, stamp: str) -> dict[str, bytes]:
    """Every part of a Word file with the given body; `stamp` is its date of making (ISO, UTC)."""
    fonts = "".join(
        f'<w:font w:name="{name}">{f"""<w:altName w:val="{other}"/>""" if other else ""}</w:font>'
        for name, other in _FONTS.items()
    )
    overrides = {
        "/word/document.xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
        "/word/styles.xml": f"{_OFFICE}.wordprocessingml.styles+xml",
        "/word/settings.xml": f"{_OFFICE}.wordprocessingml.settings+xml",
        "/word/fontTable.xml": f"{_OFFICE}.wordprocessingml.fontTable+xml",
        "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/word/header1.xml": f"{_OFFICE}.wordprocessingml.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
    }
    types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created></cp:coreProperties>',
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Microsoft Office Word</Application></Properties>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("header", "header1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>',
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
    }
    result = {name: (_DECLARATION + text).encode() for name, text in made.items()}
    result["word/styles.xml"] = _styles().encode()
    result["word/theme/theme1.xml"] = _THEME.read_bytes()
    return result


def relationships(*targets: tuple[str, str]) -> str:
    """The relationships part for (kind, target) pairs, numbered from rId1."""
    lines = ""
    for number, (kind, target) in enumerate(targets, 1):
        base = _PACKAGE + "/relationships" if kind.startswith("metadata") else R
        lines += f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'
