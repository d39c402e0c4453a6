"""The theme of a plain Word file: black on white, Times New Roman; Word asks every file for one."""

_FACE = "Times New Roman"
_BLACK = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_COLORS = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF"}
_COLORS |= dict.fromkeys(_BLACK, "000000")
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _fonts(name: str) -> str:
    inner = f'<a:latin typeface="{_FACE}"/><a:ea typeface=""/><a:cs typeface="{_FACE}"/>'
    return f"<a:{name}Font>{inner}</a:{name}Font>"


def _thrice(name: str, inner: str) -> str:
    return f"<a:{name}>{inner * 3}</a:{name}>"


THEME = "".join(
    (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        ' name="Đen trắng"><a:themeElements><a:clrScheme name="Đen trắng">',
        *(f'<a:{name}><a:srgbClr val="{it}"/></a:{name}>' for name, it in _COLORS.items()),
        f'</a:clrScheme><a:fontScheme name="{_FACE}">',
        *map(_fonts, ("major", "minor")),
        '</a:fontScheme><a:fmtScheme name="Đơn giản">',
        _thrice("fillStyleLst", _FILL),
        _thrice("lnStyleLst", f'<a:ln w="9525">{_FILL}</a:ln>'),
        _thrice("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>"),
        _thrice("bgFillStyleLst", _FILL),
        "</a:fmtScheme></a:themeElements></a:theme>",
    )
)
