"""Makes the odd workbooks of these tests with openpyxl: python make_openpyxl.py

The files are committed; run this again only to add one. make_libreoffice.sh then lets LibreOffice write the same contents.
"""

import datetime
import pathlib

from openpyxl import Workbook
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent
FIXED = ["Tổng số", "Trực tuyến", "Trực tiếp", "Kinh phí", "Tỷ lệ (%)", "Ngày", "Ghi chú", "Nguyên nhân", "Đã xong"]
NUMBERS = ["(3)=(4)+(5)", "(4)", "(5)", "(6)", "(7)=(4)/(3)*100", "(8)", "(9)", "(10)", "(11)"]
ROWS = [
    ("I", "I", "Lĩnh vực một"),
    ("1", "I.T", "Cộng lĩnh vực một"),
    ("1.1", "I.1", "Hộ tịch"),
    ("1.2", "I.2", "Đất đai"),
    ("2", "II.1", "Y tế"),
    (None, "TONG_CONG", "TỔNG CỘNG"),
]


def fixed(with_numbers=True, rows=ROWS):
    """A sheet of form T.01: header in rows 4 to 6, numbers in row 7, I.1 in row 10."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu T.01"
    sheet["A1"], sheet["A2"] = "UBND phường Thử Nghiệm", "KẾT QUẢ THỬ NGHIỆM"
    sheet["A2"].font = Font(bold=True)
    sheet.merge_cells("A2:M2")
    for column, title in zip("ABCD", ["STT", "MÃ CHỈ TIÊU", "Chỉ tiêu", "ĐƠN VỊ TÍNH"]):
        sheet[f"{column}4"] = title
        sheet.merge_cells(f"{column}4:{column}6")
    sheet["E4"] = "Tiếp nhận"
    sheet.merge_cells("E4:G4")
    sheet["E5"] = "Tổng số"
    sheet.merge_cells("E5:E6")
    sheet["F5"] = "Trong kỳ"
    sheet.merge_cells("F5:G5")
    sheet["F6"], sheet["G6"] = "Trực tuyến", "Trực tiếp"
    for column, title in zip("HIJKLM", FIXED[3:]):
        sheet[f"{column}4"] = title
        sheet.merge_cells(f"{column}4:{column}6")
    first = 7
    if with_numbers:
        for column, number in zip("ACEFGHIJKLM", ["(1)", "(2)"] + NUMBERS):
            sheet[f"{column}7"] = number
        first = 8
    for index, (ordinal, code, label) in enumerate(rows):
        row = first + index
        sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = ordinal, code, label
    return book, sheet


def save(book, name):
    book.save(HERE / f"openpyxl-{name}.xlsx")


def texts():
    """Numbers and dates stored as text, text in number cells, blanks of all kinds."""
    book, sheet = fixed()
    sheet["F10"], sheet["G10"], sheet["H10"] = "12", "chưa có", "1.234,56"
    sheet["F11"], sheet["G11"], sheet["H11"] = "(1.234)", "\u00a0 ", "1\u00a0234\u202f567,5"
    sheet["F12"], sheet["G12"] = "7 ", "-"
    sheet["J10"], sheet["J11"], sheet["J12"] = "21/11/2026", "2026-11-21", "hôm qua"
    sheet["K10"], sheet["K11"], sheet["K12"] = "=1+1", "  hai dòng\nở đây ", 12.5
    sheet["K10"].data_type = "s"
    sheet["L10"], sheet["L11"], sheet["L12"] = "phoi hop cham", "NN2", "lý do khác"
    sheet["M10"], sheet["M11"], sheet["M12"] = "Có", "x", "có lẽ"
    save(book, "texts")


def english():
    """English separators in one file, so that 1,234 is a group."""
    book, sheet = fixed()
    sheet["H10"], sheet["H11"], sheet["F10"] = "1,234.56", "12,345,678.5", "1,234"
    save(book, "english")


def mixed():
    """Both conventions in one file: what fits both is not guessed."""
    book, sheet = fixed()
    sheet["H10"], sheet["H11"], sheet["F10"] = "1,234.56", "1.234,5", "1.234"
    save(book, "mixed")


def values():
    """Typed values of other kinds than the column's."""
    book, sheet = fixed()
    sheet["F10"] = datetime.date(2026, 2, 1)
    sheet["F10"].number_format = "dd/mm/yyyy"
    sheet["G10"] = True
    sheet["H10"] = 0.1
    sheet["F11"], sheet["G11"] = 0.5, 3.7
    sheet["F11"].number_format = "0%"
    sheet["H11"] = 1234567890123.45
    sheet["F12"], sheet["G12"] = 1e15, -5
    sheet["J10"] = datetime.datetime(2026, 11, 21)
    sheet["J11"] = datetime.datetime(2026, 11, 21, 13, 30)
    sheet["J12"] = 46347
    sheet["K10"] = datetime.date(2026, 11, 21)
    sheet["K11"] = True
    sheet["M10"], sheet["M11"], sheet["M12"] = True, 0, 2
    save(book, "values")


def computed():
    """Figures typed over computed cells, and figures in a heading."""
    book, sheet = fixed()
    sheet["F8"] = 99
    sheet["E9"], sheet["E10"], sheet["E13"] = 100, 3, 3
    sheet["F10"], sheet["G10"] = 1, 2
    sheet["I10"] = 33.3
    sheet["H10"], sheet["H11"], sheet["H12"] = 1.5, 2.25, 9
    save(book, "computed")


def rows():
    """Shuffled, unknown, repeated, hidden and nameless rows; merged figures; signatures below."""
    order = [
        ("2", "II.1", "Y tế"),
        ("1.2", " i.2 ", "Đất đai"),
        ("1.1", None, "HỘ TỊCH"),
        (None, "X.9", "Mới"),
        ("1.2", "I.2", "Đất đai"),
        (None, "TONG_CONG", "TỔNG CỘNG"),
    ]
    book, sheet = fixed(rows=order)
    for row, value in zip(range(8, 13), [1, 2, 3, 4, 5]):
        sheet[f"F{row}"] = value
    sheet["G8"] = 6
    sheet.merge_cells("G8:G9")
    sheet.row_dimensions[9].hidden = True
    sheet["C16"], sheet["H16"] = "Người lập biểu", "Thủ trưởng đơn vị"
    sheet["M40"] = "   "
    save(book, "rows")


def columns():
    """Columns moved, hidden, unknown, repeated and missing."""
    book, sheet = fixed()
    sheet["F6"], sheet["G6"] = "Trực tiếp", "Trực tuyến"
    sheet["F7"], sheet["G7"] = "(5)", "(4)"
    sheet["F10"], sheet["G10"], sheet["H10"] = 50, 40, 6.5
    sheet.column_dimensions["H"].hidden = True
    sheet["M4"], sheet["M7"] = "Ghi thêm", "(99)"
    sheet["N4"], sheet["N7"], sheet["N10"] = "Trực tiếp", "(5)", 77
    sheet["K4"] = "Ngày"
    save(book, "columns")


def titles():
    """No row of numbers: columns are known by their titles, one column put in between."""
    book, sheet = fixed(with_numbers=False)
    sheet["F9"], sheet["G9"], sheet["K9"] = 1, 2, "theo tiêu đề"
    save(book, "titles")


def bare():
    """No header at all: known codes in column B, figures from column E."""
    book = Workbook()
    sheet = book.active
    for index, (_, code, label) in enumerate(ROWS[2:5]):
        sheet[f"B{index + 1}"], sheet[f"C{index + 1}"], sheet[f"F{index + 1}"] = code, label, index + 1
    save(book, "bare")


def since_1904():
    """A workbook that counts days from 1904."""
    book, sheet = fixed()
    book.epoch = datetime.datetime(1904, 1, 1)
    sheet["J10"] = datetime.datetime(2026, 11, 21)
    save(book, "1904")


def catalogue():
    """Rows picked from a catalogue by code, by name, wrongly and twice."""
    book = Workbook()
    sheet = book.active
    titles = ["STT", "MÃ CHỈ TIÊU", "Lĩnh vực", "ĐƠN VỊ TÍNH", "Tổng số", "Trực tuyến", "Trực tiếp"]
    numbers = ["(1)", None, "(2)", None, "(3)=(4)+(5)", "(4)", "(5)"]
    data = [
        [1, "HT", "Hộ tịch", None, 3, 1, 2],
        [2, None, "DAT DAI", None, None, 4, None],
        [3, None, "Giao thông", None, None, 9, None],
        [4, "ht", "Hộ tịch", None, None, 5, 5],
        [5, "YT", "Đất đai", None, None, 6, None],
        [6, None, None, None, None, None, None],
        [None, None, "TỔNG CỘNG", None, 13, 11, 2],
        [],
        [None, None, "NGƯỜI LẬP BIỂU"],
    ]
    for row in [["Biểu T.02"], [], titles, numbers, *data]:
        sheet.append(row)
    save(book, "catalogue")


def free():
    """Free rows, some with the key of the export, blank ones between."""
    book = Workbook()
    sheet = book.active
    rows = [
        ["STT", "MÃ CHỈ TIÊU", "Tên nhiệm vụ", "ĐƠN VỊ TÍNH", "Văn bản giao", "Số lượng"],
        ["(1)", None, "(2)", None, "(3)", "(4)"],
        [1, "k-1", "Nhiệm vụ một", None, "12/QĐ-UBND", 5],
        [2],
        [3, None, "Nhiệm vụ hai", None, 13, "1.000"],
        [4, "k-1", "Nhiệm vụ một nữa", None, None, 2],
        [None, "TONG_CONG", "TỔNG CỘNG", None, None, 1005],
        [],
        [None, None, None, None, "Người lập biểu"],
    ]
    for row in rows:
        sheet.append(row)
    save(book, "free")


if __name__ == "__main__":
    for make in [texts, english, mixed, values, computed, rows, columns, titles, bare, since_1904, catalogue, free]:
        make()
