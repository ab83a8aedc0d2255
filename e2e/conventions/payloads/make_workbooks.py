"""Makes the workbooks that the browser tests of section N upload: python make_workbooks.py

They are committed; run this again only to change one. Written by openpyxl, then by LibreOffice in its other formats.
"""

import datetime
import pathlib
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = pathlib.Path(__file__).parent / "workbooks"
HEADER = ["STT", "Lĩnh vực, công việc giải quyết", "Số lượng hồ sơ quá hạn", "Nguyên nhân quá hạn", "Ghi chú"]


def table():
    """Form II.06g as an office draws it by itself: no codes, a title above, column numbers below the header."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 06g"
    sheet["A1"] = "BÁO CÁO NGUYÊN NHÂN QUÁ HẠN"
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells("A1:E1")
    for at, text in enumerate(HEADER):
        sheet.cell(3, at + 1, text)
        sheet.cell(4, at + 1, f"({at + 1})")
    return book, sheet


def rows(sheet, lines, first=5):
    for index, line in enumerate(lines):
        for at, value in enumerate(line):
            if value is not None:
                sheet.cell(first + index, at + 1, value)


def odd():
    """Dates as serials, merged cells, a hidden row, trailing blanks, numbers as text, a formula (openpyxl writes no cached value)."""
    book, sheet = table()
    rows(sheet, [
        [1, "Hộ tịch   ", " 1.234 ", "NN10", datetime.date(2026, 11, 21)],
        [2, "Chứng thực", datetime.date(2026, 3, 4), "NN01 ", "ngày trong ô số"],
        [3, "Quốc tịch", 17, None, "gộp ô"],
        [4, "Lý lịch tư pháp", "=2+3", None, None],
        [5, "Nuôi con nuôi", 9, None, "dòng ẩn"],
    ])
    sheet["E5"].number_format = "dd/mm/yyyy"
    sheet["C6"].number_format = "dd/mm/yyyy"
    sheet.merge_cells("C7:D7")
    sheet.row_dimensions[9].hidden = True
    for row in range(10, 60):
        sheet.cell(row, 2, "   ")
    book.save(HERE / "odd.xlsx")


def plain():
    """The same table with nothing odd about it."""
    book, sheet = table()
    rows(sheet, [
        [1, "Hộ tịch", 1234, "NN10", "đủ dấu: ậ ữ ơ"],
        [2, "Chứng thực", 5, "NN01", None],
        [3, "Quốc tịch", 1234567, None, "a; b, c"],
    ])
    book.save(HERE / "plain.xlsx")


def convert(name, kind):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", str(HERE),
             str(HERE / name)], check=True)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    odd()
    plain()
    for source in ("odd.xlsx", "plain.xlsx"):
        convert(source, "ods")
        convert(source, "xls")
