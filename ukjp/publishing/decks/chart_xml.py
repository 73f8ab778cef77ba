"""A native chart as DrawingML: series with their points, labels, axes and fonts of the theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ukjp.publishing.decks.chart_scales import LABEL_SIZE, Frame, Scale, Written
from ukjp.publishing.decks.chart_series import Series, Style
from ukjp.publishing.decks.workbooks import SHEET, first_rows

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
)
_DAYS, _MONEY = 111, 222
_EMU = 12700
_MARKER_SIZE = 9


def chart_xml(
    series: Sequence[Series], days: Scale, money: Scale, frame: Frame,
    labels: Mapping[tuple[int, int], Written],
) -> bytes:  # fmt: skip
    """Return the XML of an XY chart whose numbers stand in the sheet that goes with it."""
    drawn = "".join(
        _series(number, one, top, {p: w for (s, p), w in labels.items() if s == number})
        for number, (one, top) in enumerate(zip(series, first_rows(series), strict=True))
    )
    text = (
        f'{_HEAD}<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(frame)}'
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{drawn}'
        f'<c:axId val="{_DAYS}"/><c:axId val="{_MONEY}"/></c:scatterChart>'
        f"{_axis(_DAYS, _MONEY, days, 'b')}{_axis(_MONEY, _DAYS, money, 'l')}"
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_run('defRPr', LABEL_SIZE)}</a:pPr>"
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr></c:chartSpace>'
    )
    return text.encode()


def _layout(frame: Frame) -> str:
    places = "".join(
        f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", frame, strict=True)
    )
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'
    )


def _series(number: int, one: Series, top: int, labels: Mapping[int, Written]) -> str:
    first, last = top + 1, top + len(one.points)
    values = _numbers("yVal", "B", first, last, [p.value for p in one.points])
    days = _numbers("xVal", "A", first, last, [p.day for p in one.points])
    name = escape(one.name)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!$B${top}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}'
        f"</c:v></c:pt></c:strCache></c:strRef></c:tx>{_line(one.style)}{_marker(one.style)}"
        f'{_bare_points(one)}{_labels(one, labels)}{days}{values}<c:smooth val="0"/></c:ser>'
    )


def _numbers(name: str, column: str, first: int, last: int, numbers: Sequence[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number!r}</c:v></c:pt>'
        for index, number in enumerate(numbers)
        if number is not None
    )
    return (
        f"<c:{name}><c:numRef><c:f>{SHEET}!${column}${first}:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}'
        f"</c:numCache></c:numRef></c:{name}>"
    )


def _colour(style: Style) -> str:
    share = round((1 - style.tint) * 100000)
    mixed = f'<a:lumMod val="{share}"/><a:lumOff val="{100000 - share}"/>' if style.tint else ""
    mixed += '<a:alpha val="35000"/>' if style.see_through else ""
    return f'<a:solidFill><a:schemeClr val="{style.colour}">{mixed}</a:schemeClr></a:solidFill>'


def _line(style: Style) -> str:
    if not style.width:
        return '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
    dashes = '<a:prstDash val="dash"/>' if style.dashed else ""
    width = round(style.width * _EMU)
    return (
        f'<c:spPr><a:ln w="{width}" cap="flat">{_colour(style)}{dashes}<a:miter lim="800000"/>'
        "</a:ln></c:spPr>"
    )


def _marker(style: Style) -> str:
    if not style.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="{style.marker}"/><c:size val="{_MARKER_SIZE}"/><c:spPr>'
        f'{_colour(style)}<a:ln w="22225">{_colour(style)}</a:ln></c:spPr></c:marker>'
    )


def _bare_points(one: Series) -> str:
    """Return the points that carry no marker though their series does."""
    if not one.style.last_only:
        return ""
    return "".join(
        f'<c:dPt><c:idx val="{index}"/><c:marker><c:symbol val="none"/></c:marker>'
        f'<c:bubble3D val="0"/>{_line(one.style)}</c:dPt>'
        for index in range(len(one.points) - 1)
    )


_SHOWN = "".join(
    f'<c:{name} val="{value}"/>'
    for name, value in (
        ("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", 0),
        ("showPercent", 0), ("showBubbleSize", 0),
    )
)  # fmt: skip


def _labels(one: Series, labels: Mapping[int, Written]) -> str:
    told = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        f"{_paragraphs(written, one.style)}</c:rich></c:tx>"
        f'<c:dLblPos val="{written.side}"/>{_SHOWN}</c:dLbl>'
        for index, written in sorted(labels.items())
    )
    hidden = _SHOWN.replace('showVal val="1"', 'showVal val="0"')
    return f"<c:dLbls>{told}{hidden}</c:dLbls>"


def _paragraphs(written: Written, style: Style) -> str:
    plain = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    strong = _colour(style._replace(tint=0.0, see_through=False))
    # Labels stand beside the middle of a line, however wide it is.
    space = "\N{NO-BREAK SPACE}" * round(style.clear / 4) if written.side in "lr" else ""
    before, behind = (space, "") if written.side == "r" else ("", space)
    align = {"l": "r", "r": "l"}.get(written.side, "ctr")
    return "".join(
        f'<a:p><a:pPr algn="{align}">{_run("defRPr", LABEL_SIZE)}</a:pPr><a:r>'
        f'<a:rPr lang="en-GB" sz="{round(LABEL_SIZE * 100)}" b="{int(bold)}">'
        f"{strong if bold else plain}</a:rPr><a:t>{before}{escape(text)}{behind}</a:t></a:r></a:p>"
        for text, bold in written.lines
    )


def _run(name: str, points: float) -> str:
    return f'<a:{name} sz="{round(points * 100)}" b="0"/>'


def _axis(own: int, other: int, scale: Scale, side: str) -> str:
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
        if side == "l"
        else ""
    )
    line = "<a:noFill/>" if side == "l" else (
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    )  # fmt: skip
    tick = "none" if side == "l" else "out"
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{scale.high!r}"/><c:min val="{scale.low!r}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{grid}'
        f'<c:numFmt formatCode={quoteattr(scale.format)} sourceLinked="0"/>'
        f'<c:majorTickMark val="{tick}"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{line}</a:ln></c:spPr><c:txPr><a:bodyPr rot="0"/><a:lstStyle/>'
        f'<a:p><a:pPr><a:defRPr sz="{round(LABEL_SIZE * 100)}" b="0"><a:solidFill>'
        '<a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/>'
        f'</a:p></c:txPr><c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/><c:majorUnit val="{scale.step!r}"/></c:valAx>'
    )
