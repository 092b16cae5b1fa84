"""Random estimates laid out the ways offices lay them out, with what must be found in them: for the laws of understanding sheets."""

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from budget.imports.cells import CellValue
from budget.imports.sheet import Sheet, Span
from budget.money import MoneyUnit

LETTERS = "ABCDEGHK"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
THINGS = (
    "Máy tính để bàn",
    "Máy in",
    "Đầu đọc thẻ",
    "Tổng đài điện thoại",
    "Cộng tác viên",
    "Thuê đường truyền",
    "In tờ rơi",
    "Công tác phí",
)


@dataclass
class Node:
    """A heading (with children) or a leaf (with figures in đồng; quantity is whole)."""

    name: str
    children: list["Node"] = field(default_factory=list)
    quantity: int = 0
    price: int = 0

    @property
    def amount(self) -> int:
        """What it comes to, in đồng."""
        return sum(child.amount for child in self.children) if self.children else self.quantity * self.price

    def leaves(self) -> list["Node"]:
        """The leaves under it, in order."""
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self]


@dataclass(frozen=True)
class Style:
    """How an estimate is laid out."""

    schemes: tuple[str, ...]
    priced: bool
    subtotals: bool
    total: str
    unit: MoneyUnit
    unit_place: str
    groups: bool
    index: bool
    left: int
    junk_above: int
    signed: bool
    blanks: bool
    sources: bool
    appraised: bool
    typed: bool
    wrapped: bool
    of_which: bool
    described: bool
    pages: bool


@dataclass(frozen=True)
class Generated:
    """A sheet with what it holds: leaves in order, and where totals are stated (row of the sheet, 0-based, and column)."""

    sheet: Sheet
    leaves: tuple[tuple[str, int], ...]
    stated: tuple[tuple[int, int], ...]
    style: Style


NUMBERINGS = (("A", "I", "1"), ("I", "1", "a"), ("I", "1", "1.1"), ("1", "1.1", "1.1.1"), ("1", "a", "-"), ("I", "1", ""), ("", "", ""))


@st.composite
def styles(draw: st.DrawFn, schemes: list[tuple[str, ...]]) -> Style:
    chosen = draw(st.sampled_from(schemes))
    priced = draw(st.booleans())
    return Style(
        schemes=chosen,
        priced=priced,
        # without numbers and without prices nothing tells a subtotal from a line
        subtotals=draw(st.booleans()) and (priced or chosen[0] != ""),
        total=draw(st.sampled_from(["top", "bottom", "none"])),
        unit=draw(st.sampled_from(list(MoneyUnit))),
        unit_place=draw(st.sampled_from(["above", "heading"])),
        groups=draw(st.booleans()),
        index=draw(st.booleans()),
        left=draw(st.integers(0, 2)),
        junk_above=draw(st.integers(0, 5)),
        signed=draw(st.booleans()),
        blanks=draw(st.booleans()),
        sources=draw(st.booleans()),
        appraised=priced and draw(st.booleans()),
        typed=draw(st.booleans()),
        wrapped=draw(st.booleans()),
        of_which=draw(st.booleans()),
        # a dash of its own scheme would be a description, and a bullet list hides nothing under bullets
        described="-" not in chosen and draw(st.booleans()),
        pages=draw(st.booleans()),
    )


@st.composite
def trees(draw: st.DrawFn, schemes: tuple[str, ...]) -> Node:
    """Two levels of headings over leaves; a heading has at least two leaves where nothing but its sum could give it away."""
    count = 0

    def leaf() -> Node:
        nonlocal count
        count += 1
        name = f"{draw(st.sampled_from(THINGS))} loại {count}"
        return Node(name, [], draw(st.integers(2, 40)), draw(st.integers(11, 9_000)) * 1_000 + 7)

    def group(depth: int) -> Node:
        nonlocal count
        count += 1
        name = f"Nhóm việc số {count}"
        if depth == 1:
            return Node(name, [leaf() for _ in range(draw(st.integers(2, 4)))])
        return Node(name, [group(depth - 1) for _ in range(draw(st.integers(1, 3)))])

    depth = 1 if schemes[0] == "" else draw(st.integers(1, 2))
    return Node("", [group(depth) for _ in range(draw(st.integers(1, 4)))])


@st.composite
def generated(draw: st.DrawFn, numbered: bool = False) -> Generated:
    """A sheet in a random style; `numbered` leaves out the styles without numbers."""
    options = [scheme for scheme in NUMBERINGS if scheme[0]] if numbered else list(NUMBERINGS)
    style = draw(styles(options))
    return lay_out(draw(trees(style.schemes)), style)


def lay_out(tree: Node, style: Style) -> Generated:
    """The rows of a tree in a style."""
    return _Renderer(style).render(tree)


class _Renderer:
    def __init__(self, style: Style) -> None:
        self.style = style
        priced = ["ĐVT", "Số lượng", "Đơn giá"] if style.priced else []
        appraised = ["Số lượng", "Đơn giá", "Thành tiền"] if style.appraised else []
        sources = ["NS tỉnh", "NS huyện"] if style.sources else []
        self.names = ["STT", "Nội dung", *priced, "Thành tiền", *appraised, *sources, "Ghi chú"]
        self.width = style.left + len(self.names)
        self.rows: list[list[CellValue]] = []
        self.spans: list[Span] = []
        self.stated: list[tuple[int, int]] = []
        self.amount = style.left + self.names.index("Thành tiền")
        self.head: list[list[CellValue]] = []

    def render(self, tree: Node) -> Generated:
        self._above()
        self._headings()
        if self.style.total == "top":
            self._total("Tổng cộng", tree.amount)
        self._children(tree, 0, "")
        if self.style.total == "bottom":
            self._total("TỔNG CỘNG", tree.amount)
        if self.style.signed:
            self._text("Số tiền bằng chữ: Một trăm đồng chẵn")
            self._text("")
            self._text("Người lập biểu", self.width - 1)
            self._text("Nguyễn Văn A", self.width - 1)
        sheet = Sheet("Dự toán", False, self.rows, 1, tuple(self.spans))
        return Generated(sheet, tuple((leaf.name, leaf.amount) for leaf in tree.leaves()), tuple(self.stated), self.style)

    def _text(self, text: str, at: int = 0) -> None:
        row: list[CellValue] = [""] * self.width
        row[at] = text
        self.rows.append(row)

    def _above(self) -> None:
        for text in ("UBND TỈNH QUẢNG NAM", "", "PHỤ LỤC I", "DỰ TOÁN KINH PHÍ NĂM 2024", "(Kèm theo Tờ trình số 12/TTr-STP)")[
            : self.style.junk_above
        ]:
            self._text(text)
        if self.style.unit_place == "above":
            self._text(f"Đơn vị tính: {self.style.unit.label}", self.width - 2)

    def _headings(self) -> None:
        names = list(self.names)
        if self.style.unit_place == "heading":
            money = ("Thành tiền", "Đơn giá", "NS tỉnh", "NS huyện")
            names = [f"{name} ({self.style.unit.label})" if name in money else name for name in names]
        if (self.style.groups and self.style.priced) or self.style.appraised:
            self._grouped(names)
        else:
            self._head_row([*names])
        if self.style.index:
            numbers = list(range(1, len(names)))
            before: list[CellValue] = ["A", "B", "C"] if self.style.priced else ["A", "B"]
            labels = [*before, *map(float, numbers[: len(names) - len(before)])]
            if self.style.priced:
                labels[5] = "3=1x2"
            self._head_row(labels)

    def _grouped(self, names: list[str]) -> None:
        top, left = len(self.rows), self.style.left
        groups = {3: "Đề nghị"} | ({6: "Thẩm định"} if self.style.appraised else {})
        inside = {place + step for place in groups for step in range(3)}
        self._head_row([groups.get(place, "" if place in inside else name) for place, name in enumerate(names)])
        self._head_row([name if place in inside else "" for place, name in enumerate(names)])
        self.spans += [Span(top, left + place, top, left + place + 2) for place in groups]
        self.spans += [Span(top, left + place, top + 1, left + place) for place in range(len(names)) if place not in inside]

    def _head_row(self, cells: list[CellValue]) -> None:
        self.rows.append([""] * self.style.left + cells)
        self.head.append(self.rows[-1])

    def _children(self, node: Node, depth: int, prefix: str) -> None:
        for order, child in enumerate(node.children):
            leaf = not child.children
            number = self._number(2 if leaf and len(self.style.schemes) == 3 and depth >= 2 else depth, order, prefix)
            if leaf:
                self._line(number, child)
            else:
                self._heading(number, child)
                self._children(child, depth + 1, f"{prefix}{order + 1}.")
                if self.style.pages:
                    self.rows.extend(self.head)
                if self.style.blanks:
                    self._text("")

    def _number(self, depth: int, order: int, prefix: str) -> CellValue:
        scheme = self.style.schemes[depth]
        dotted = scheme.count(".")
        if dotted:
            return ".".join([*prefix.split(".")[-dotted - 1 : -1], str(order + 1)])
        numbers: dict[str, CellValue] = {"A": LETTERS[order], "I": ROMAN[order], "1": float(order + 1), "a": LETTERS[order].lower() + ")"}
        return numbers.get(scheme, scheme)

    def _money(self, amount: int) -> CellValue:
        exact = Decimal(amount) / self.style.unit.size
        return int(exact) if exact == exact.to_integral_value() else float(exact)

    def _typed(self, amount: int) -> CellValue:
        """Sometimes as a person types it into a cell that holds text."""
        said = self.style.priced or self.style.unit is MoneyUnit.DONG  # in thousands "26.600 đ" needs a product to be told
        return f"{amount:,} đ".replace(",", ".") if self.style.typed and said else self._money(amount)

    def _line(self, number: CellValue, leaf: Node) -> None:
        row: list[CellValue] = [""] * self.style.left + [number, leaf.name]
        if self.style.wrapped:
            row[-1], _, rest = leaf.name.rpartition(" loại ")
        if self.style.priced:
            row += ["bộ", float(leaf.quantity), self._money(leaf.price)]
        row.append(self._typed(leaf.amount))
        if self.style.appraised:
            row += [float(leaf.quantity - 1), self._money(leaf.price), self._money((leaf.quantity - 1) * leaf.price)]
        if self.style.sources:
            row += [self._money(leaf.amount - 7), self._money(7)]
        self.rows.append([*row, ""])
        if self.style.wrapped:
            self._text(f"loại {rest}", self.style.left + 1)
        if self.style.described:
            self._text("- Hàng mới, bảo hành 12 tháng", self.style.left + 1)
        if self.style.of_which:
            self._of_which(leaf)

    def _of_which(self, leaf: Node) -> None:
        self._text("Trong đó:", self.style.left + 1)
        for name, amount in (("- Phần nhập khẩu", leaf.amount - 11), ("- Phần trong nước", 11)):
            self._text(name, self.style.left + 1)
            self.rows[-1][self.amount] = self._money(amount)

    def _heading(self, number: CellValue, node: Node) -> None:
        row: list[CellValue] = [""] * self.width
        row[self.style.left], row[self.style.left + 1] = number, node.name
        if self.style.subtotals:
            row[self.amount] = self._money(node.amount)
            self.stated.append((len(self.rows), self.amount))
        self.rows.append(row)

    def _total(self, name: str, amount: int) -> None:
        row: list[CellValue] = [""] * self.width
        row[self.style.left + 1], row[self.amount] = name, self._money(amount)
        self.stated.append((len(self.rows), self.amount))
        self.rows.append(row)
