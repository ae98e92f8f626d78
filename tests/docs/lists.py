"""No list of Indonesian words stands in C: what the program knows things by is in generator/base/words.txt."""
import pathlib
import re
import sys

TELLING = set("""alamat anak bab baris belum bukan catatan dan dkk dokumen gambar hal halaman hlm informan istri jumlah keterangan
kode kutipan nama narasumber nomor pengamatan peneliti pewawancara responden sekitar suami sumber tabel telepon tidak
transkrip warna wawancara yang""".split())


def lists_in(source):
    """The line and the short literals of each initializer; comments are not looked at."""
    code = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), source, flags=re.S)
    for initializer in re.finditer(r"=\s*\{(.*?)\};", code, flags=re.S):
        yield code.count("\n", 0, initializer.start()) + 1, re.findall(r'"([^"\\%]{2,24})"', initializer.group(1))


def main():
    wrong = []
    for file in sorted(pathlib.Path("generator").rglob("*.[ch]")):
        for line, literals in lists_in(file.read_text()):
            found = [literal for literal in literals if set(re.findall(r"[a-z]+", literal.lower())) & TELLING]
            if found:
                wrong.append(f"{file}:{line}: a list of words belongs into generator/base/words.txt: {', '.join(found)}")
    print("\n".join(wrong) or "lists: no list of Indonesian words stands in C")
    return len(wrong) > 0


sys.exit(main())
