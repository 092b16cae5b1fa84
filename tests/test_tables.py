"""Tables written by hand: every text escaped, numbers to the right, a chosen row that a screen reader hears."""

from pages.parts.tables import Cell, Column, table_markup

COLUMNS = [Column("Đơn vị"), Column("Nhu cầu", "so")]


def test_every_text_is_escaped() -> None:
    markup = table_markup([Column("<b>", "ngan")], [["<script>alert('Ch\"ơm')</script>"]], label='a"b', ids=['x"y'])
    assert "<script" not in markup
    assert "<b>" not in markup
    assert 'data-id="x&quot;y"' in markup
    assert 'aria-label="a&quot;b"' in markup


def test_numbers_stand_to_the_right_and_tones_are_told() -> None:
    markup = table_markup(COLUMNS, [["Tam Kỳ", Cell("-5", "thieu")]], total=["Cộng", "5"])
    assert '<td class="so thieu">-5</td>' in markup
    assert "<tfoot>" in markup


def test_only_the_chosen_row_is_marked_and_each_has_a_button() -> None:
    markup = table_markup(COLUMNS, [["A", "1"], ["B", "2"]], ids=["a", "b"], chosen="b")
    assert markup.count("<button") == 2
    assert '<tr data-id="b" aria-selected="true">' in markup
    assert '<tr data-id="a" aria-selected="false">' in markup


def test_a_cell_with_an_id_is_a_button_of_its_own_and_a_quiet_line_stands_under_it() -> None:
    row = [Cell("A", under="<i>"), Cell("Được", "duoc", "3 đang lấy", "a~x")]
    markup = table_markup(COLUMNS, [row], chosen="a~x")
    assert markup.count("<button") == 1
    assert '<td class="so duoc" data-id="a~x" aria-selected="true"><button type="button">Được</button>' in markup
    assert '<div class="mo">3 đang lấy</div></td>' in markup
    assert '<div class="mo">&lt;i&gt;</div>' in markup
    assert 'aria-selected="false"' in table_markup(COLUMNS, [row], chosen="a~y")


def test_a_heading_with_an_id_orders_the_rows_and_says_how_they_stand() -> None:
    columns = [Column("Đơn vị", id="theo:unit"), Column("Nhu cầu", "so", "theo:amount", "descending"), Column("Ghi chú")]
    markup = table_markup(columns, [["A", "1", ""]], ids=["a"])
    assert '<th scope="col" class="" data-id="theo:unit"><button type="button">Đơn vị</button></th>' in markup
    assert 'data-id="theo:amount" aria-sort="descending"><button type="button">Nhu cầu ↓</button>' in markup
    assert '<th scope="col" class="">Ghi chú</th>' in markup


def test_a_sign_that_acts_says_in_words_what_it_does() -> None:
    markup = table_markup(COLUMNS, [["A", Cell("●", id="giu:a", spoken='Bỏ "giữ"')]], ids=["a"])
    assert '<button type="button" aria-label="Bỏ &quot;giữ&quot;" title="Bỏ &quot;giữ&quot;">●</button>' in markup
