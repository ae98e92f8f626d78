"""The pages of a Word document by LibreOffice, if that is installed: word_pages.py DOCX FOLDER.

None is empty, those that are turned are as in the document, and captions of pictures stand below them.
"""
import pathlib
import re
import shutil
import subprocess
import sys

from docx import Document, expect, finish, text_of

if not shutil.which("soffice"):
    print("tests/latex: no LibreOffice, so the pages of the Word document were not looked at")
    sys.exit()
name, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
document = Document(name)
subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/soffice", "--headless", "--convert-to", "pdf",
                "--outdir", str(folder), str(name)], check=True, capture_output=True, timeout=120)
pdf = folder / (name.stem + ".pdf")
pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True,
                       text=True).stdout.split("\f")[:-1]
information = subprocess.run(["pdfinfo", "-l", "-1", str(pdf)], check=True, capture_output=True, text=True).stdout
sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", information)
turned = [float(width) > float(height) for width, height in sizes]
changes = [here for before, here in zip([None] + turned, turned) if before != here]
expect(changes == [section.turned for section in document.sections[1:]], "pages are turned otherwise than sections")
for number, page in enumerate(pages[1:], 2):
    lines = [line.strip() for line in page.split("\n") if line.strip()]
    expect(lines and lines[-1] == str(number), f"page {number} has no number")
    expect(len(lines) > 1, f"page {number} is empty")
    expect(not lines[-2:][0].endswith(":"), f"page {number} ends with what leads to the next: {lines[-2:][0]}")
words = [re.sub(r"\s+", "", page) for page in pages]
for number, heading in enumerate(document.with_style("Heading1")):
    title = re.sub(r"\s+", "", f"Lampiran {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}. {text_of(heading)}")
    expect(any(page.startswith(title) for page in words), f"'{text_of(heading)}' begins no page")
print(f"tests/latex: LibreOffice makes {len(pages)} pages of the Word document")
finish()
