"""Makes a study leak in many ways, one by one: the gate must stop each, and nothing when the names are others.

run.py LAMPIRAN [CASE...]: each folder of cases/ is laid over tests/study/base.  In its files and file names a word
between these ⟦brackets⟧ stands for a secret as SPELLINGS spells it; a file NAME.make tells how to make the image or
PDF file NAME, and NAME.append is put at the end of NAME.  each line of `expect` is a part of the
messages: where the leak is, or behind `not` what they must not name.
"""
import concurrent.futures
import contextlib
import os
import pathlib
import pty
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zlib

HERE = pathlib.Path(__file__).resolve().parent
BASE = HERE.parent / "study/base/content"
SECRETS = {"name": "Tenri Abeng", "accented": "Désirée Wala", "nik": "7373011203900001", "phone": "0812-3456-7890",
           "email": "tenri@contoh.id", "path": "/home/tenri/tesis", "drive": "C:\\Users\\tenri",
           "number": "0411555777", "nip": "19870312 201001 2 004", "landline": "(0411) 55123",
           "trait": "pernah dihukum karena menjual pipa milik dusun",
           "figures": "dipotong Rp20.000 setiap bln krn tdk ada tanda terima",
           "long": "datang menggali pipa hanya lima orang tua sedangkan anak muda memilih tidur",
           "id": "IU-01.1", "code": "IU-01", "words": "Iuran kami lima ribu rupiah sebulan"}
OTHERS = {"name": "Kader Dusun", "accented": "Séparée Dusun", "nik": "737301120390", "phone": "0812-3456",
          "email": "info@contoh.id", "path": "berkas/tesis", "drive": "Berkas C", "number": "0411555778", "nip": "19871399 201001 2 004", "landline": "(12) 55123",
          "trait": "pernah bekerja di kota dan menjual pipa",
          "figures": "dipotong Rp20.000 untuk membayar bunga bank",
          "long": "datang menggali pipa hanya lima orang tua",
          "id": "IK-01.1", "code": "IK-01",
          "words": "Beras dibagi untuk semua keluarga di dusun"}
IDENTITIES = 'IK-01: [Tenri Abeng, "0411 555 777"]\nIU-01:\n  - Désirée Wala\n  - S.R.\n'
PRIVACY = "privacy:\n  emails: [info@contoh.id]\n"


def between(text, mark):
    """The mark within each word."""
    return " ".join(word[:3] + mark + word[3:] for word in text.split(" "))


SPELLINGS = {
    "plain": lambda s: s["name"],
    "upper": lambda s: s["name"].upper(),
    "slug": lambda s: s["name"].lower().replace(" ", "-"),
    "glued": lambda s: s["name"].lower().replace(" ", ""),
    "first": lambda s: s["name"].split()[0],
    "second": lambda s: s["name"].split()[1],
    "decimal": lambda s: "".join(f"&#{ord(c)};" for c in s["name"]),
    "hexadecimal": lambda s: "".join(f"&#x{ord(c):x};" for c in s["name"]),
    "soft": lambda s: between(s["name"], "\u00ad"),
    "zero": lambda s: between(s["name"], "\u200b"),
    "emphasis": lambda s: " ".join(f"{w[:2]}*{w[2:]}*" for w in s["name"].split()),
    "strong": lambda s: " ".join(f"**{w[:3]}**{w[3:]}" for w in s["name"].split()),
    "link": lambda s: " ".join(f"{w[:3]}[{w[3:]}](https://contoh.id)" for w in s["name"].split()),
    "lines": lambda s: s["name"].replace(" ", "\n"),
    "wide": lambda s: s["name"].replace(" ", "\u2003\u00a0 "),
    "hyphen": lambda s: s["name"][:3] + "-\n" + s["name"][3:],
    "fullwidth": lambda s: "".join(chr(ord(c) + 0xfee0) if c != " " else c for c in s["name"]),
    "percent": lambda s: "".join(f"%{b:02X}" for b in s["name"].encode()),
    "json": lambda s: "".join(f"\\u{ord(c):04x}" for c in s["name"]),
    "css": lambda s: "".join(f"\\{ord(c):x} " for c in s["name"]),
    "inverted": lambda s: ", ".join(reversed(s["name"].split())),
    "initial": lambda s: s["name"][0] + ". " + s["name"].split()[1],
    "reference": lambda s: s["name"].split()[1] + ", " + s["name"][0] + ".",
    "accented": lambda s: s["accented"],
    "decomposed": lambda s: unicodedata.normalize("NFD", s["accented"]),
    "bare": lambda s: unicodedata.normalize("NFD", s["accented"]).encode("ascii", "ignore").decode(),
    "latex": lambda s: s["accented"].replace("é", "\\'{e}"),
    "oldspelling": lambda s: s["name"].replace("i", "y"),
    "clitic": lambda s: s["name"] + "nya",
    "lookalike": lambda s: s["name"].replace("e", "\u0435"),
    "part": lambda s: s["words"].split(" ", 1)[1],
    "changed": lambda s: s["words"].replace(" ", " hanya ", 1),
    "longer": lambda s: s["code"].lower() + "-profil",
    "apart": lambda s: s["code"].replace("-", " - "),
    "unsigned": lambda s: s["code"].replace("-", ""),
    "kerned": lambda s: between(s["name"], "\\kern0pt{}"),
    "hidden": lambda s: between(s["name"], "<span hidden>x</span>"),
    "named": lambda s: s["accented"].replace("é", "&eacute;"),
}
SPELLINGS |= {key: (lambda key: lambda s: s[key])(key) for key in SECRETS if key not in ("name", "accented")}


def spell(text, secrets):
    return re.sub("⟦(\\w+)⟧", lambda match: SPELLINGS[match[1]](secrets), text)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(words, kind):
    body = {"tEXt": b"Author\0" + words.encode("latin-1"), "zTXt": b"Author\0\0" + zlib.compress(words.encode("latin-1")),
            "iTXt": b"Author\0\1\0\0\0" + zlib.compress(words.encode())}[kind]
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(kind.encode(), body) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def jpeg(words, kind):
    text = words.encode("utf-16-le") if kind == "wide" else words.encode()
    if kind == "place":
        words = "\x88\x25\0\4\0\0\0\1\0\0\0\x1a" if words == SECRETS["name"] else "\1\0\0\4\0\0\0\1\0\0\0\x1a"
        tiff = b"MM\0*\0\0\0\x08\0\1" + words.encode("latin-1")
        return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff + b"\xff\xda\0\2\0\xff\xd9"
    segment = {"comment": b"\xff\xfe", "exif": b"\xff\xe1", "wide": b"\xff\xe1", "xmp": b"\xff\xe1"}[kind]
    data = (b"" if kind == "comment" else b"Exif\0\0MM\0*\0\0\0\x08\0\0") + text + b"\0\0"
    return b"\xff\xd8" + segment + struct.pack(">H", len(data) + 2) + data + b"\xff\xda\0\2\0\xff\xd9"


def pdf(words, kind):
    info = {"info": "(" + words + ")", "octal": "(" + "".join(f"\\{b:03o}" for b in b"\xfe\xff" + words.encode("utf-16-be")) + ")",
            "hex": "<" + (b"\xfe\xff" + words.encode("utf-16-be")).hex() + ">"}.get(kind, "(x)")
    page = f"BT /F1 12 Tf 9 9 Td ({words if kind == 'text' else 'x'}) Tj ET".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 50] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(zlib.compress(page)) + zlib.compress(page) + b"\nendstream",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"<< /Title " + info.encode() + b" >>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + table + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def lay_out(study, case, secrets):
    shutil.copytree(BASE, study / "content")
    settings = study / "content/study.yaml"
    lines = settings.read_text().splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("appendices:")) + PRIVACY)
    (study / "content/private").mkdir(exist_ok=True)
    (study / "content/private/identities.yaml").write_text(IDENTITIES)
    for source in sorted(case.rglob("*")):
        if not source.is_file() or source.name == "expect":
            continue
        target = study / spell(str(source.relative_to(case)), secrets)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = spell(source.read_text(), secrets)
        if target.suffix == ".make":
            maker, kind, words = text.strip().split(" ", 2)
            target.with_suffix("").write_bytes({"png": png, "jpeg": jpeg, "pdf": pdf}[maker](words, kind))
        elif target.suffix == ".append":
            file = target.with_suffix("")
            before = file if file.exists() else HERE.parent.parent / file.relative_to(study)  # a built-in layout
            file.write_text(before.read_text() + text)
        else:
            target.write_text(text)


@contextlib.contextmanager
def laid_out(secrets):
    """A study of its own that tells the secrets in its text."""
    with tempfile.TemporaryDirectory(prefix="lampiran-leaks-") as folder:
        study = pathlib.Path(folder) / "study"
        lay_out(study, HERE / "cases/text", secrets)
        yield study


def build(program, case, secrets):
    """Exit status, messages, and whether anything was published."""
    with tempfile.TemporaryDirectory(prefix="lampiran-leaks-") as folder:
        study = pathlib.Path(folder) / "study"
        lay_out(study, case, secrets)
        run = subprocess.run([program, "build", study], capture_output=True, text=True)
        published = [path for name in ("site", "appendices") for path in (study / name).rglob("*") if path.is_file()]
        return run.returncode, run.stderr, bool(published)


def judge(program, case):
    """What is wrong with the gate's answers, in lines."""
    wrong = []
    status, messages, published = build(program, case, SECRETS)
    expected = (case / "expect").read_text().splitlines()
    errors = [line for line in messages.splitlines() if line.endswith("[leak]")]
    if status != 1 or not errors or published:
        wrong.append(f"not stopped (status {status})\n{messages}")
    for part in expected:
        absent = part.startswith("not ")
        if (part.removeprefix("not ") in messages) == absent:
            wrong.append(f"'{part}' does not hold for\n{messages}")
    if any(secret in messages for secret in ("Tenri", "Abeng", "Wala", "tenri abeng")):
        wrong.append("the message tells the name\n" + messages)
    status, messages, published = build(program, case, OTHERS)
    if status != 0 or "[leak]" in messages or not published:
        wrong.append(f"stopped with other names (status {status})\n{messages}")
    return wrong


def contents(study):
    return {path: path.read_bytes() for name in ("site", "appendices")
            for path in (study / name).rglob("*") if path.is_file()}


def keeps(program, case):
    """Whether a leak, in whichever of the two outputs, leaves both as they were."""
    with tempfile.TemporaryDirectory(prefix="lampiran-leaks-") as folder:
        study = pathlib.Path(folder) / "study"
        lay_out(study, case, OTHERS)
        subprocess.run([program, "build", study], capture_output=True, check=True)
        before = contents(study)
        for source in ("content", "layouts", "lua"):
            shutil.rmtree(study / source, ignore_errors=True)
        lay_out(study, case, SECRETS)
        status = subprocess.run([program, "build", study], capture_output=True).returncode
        return status == 1 and before == contents(study) and before


def names_published(program):
    """Whether a build that is stopped says where an earlier one published the same."""
    with laid_out(SECRETS) as study:
        listed = study / "content/private/identities.yaml"
        listed.write_text(IDENTITIES.replace("Tenri Abeng", "Lain Sekali"))
        subprocess.run([program, "build", study], capture_output=True, check=True)
        listed.write_text(IDENTITIES)
        run = subprocess.run([program, "build", study], capture_output=True, text=True)
        told = [part for part in run.stderr.split("error: ") if "[leak-published]" in part]
        return (run.returncode == 1 and len(told) == 2 and any("'site/tujuan/a.html:" in part for part in told)
                and all("take it down" in part for part in told) and "Tenri" not in run.stderr)


ALLOW = """  allow:
    - text: Gapura Tenri Abeng di Dusun Barat
      reason: Nama sebuah gapura.
    - text: tugu yang dulu disebut
      reason: Kalimatnya sudah dihapus.
"""


def tells_of_allowed(program):
    """Whether a check lists what is let through, and what need not be."""
    with laid_out(OTHERS) as study:
        with open(study / "content/study.yaml", "a") as settings:
            settings.write(ALLOW)
        finding = study / "content/findings/bocor.md"
        finding.write_text(finding.read_text() + "\nWarga berkumpul di Gapura Tenri Abeng di Dusun Barat.\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        notes = [line.split("content/")[1] for line in run.stderr.splitlines() if "note: " in line]
        codes = [line.rsplit(" ", 1)[1] for line in notes]
        return run.returncode == 0 and [code for code in codes if "allow" in code] == ["[allow-used]", "[allow-unused]"]


# Ways to write what the base study must not tell, and what may be somebody's; the names are those of WRITTEN_AS.
STOPPED = """Siti R4hmawati, $iti Rahm@wati, S1t1 rahmawati, Siti Rohmawati, Sıtı Rahmawatı
sɪᴛɪ ʀᴀʜᴍᴀᴡᴀᴛɪ, 🇸🇮🇹🇮 🇷🇦🇭🇲🇦🇼🇦🇹🇮, tenri at gmail dot com, tenri AT contoh DOT id, tenri_at_gmail_dot_com
tenri di gmail titik com, tenri @ gmail . com, tenri (a) gmail.com, NIPPPK 198703122023212004, 0812_3456_7890
faks. 0471.21234, no. kartu JKN 0001 2345 67890, nomor induk kependudukan 73730-11203-90000-1, /var/home/tenri/tesis
0 8 1 2 3 4 5 6 7 8 9 0, 0.8.1.2.3.4.5.6.7.8.9.0, HP 0 8 1 2 3 4 5 6 7 8 9 0, NIK 7 3 7 3 0 1 1 2 0 3 9 0 0 0 0 1
0812,3456,7890, 0812,34567890, Ꮪiti Ꭱahmawati, ꓢiti ꓣahmawati, Siti Rahmⲁwati, Siti Raհmawati, IU-I, IU I
O812 3456 7890, 08l2 3456 7890, 0812 345O 7890, 7373,0112,0390,0001, 🆂🅸🆃🅸 🆁🅰🅷🅼🅰🆆🅰🆃🅸, 🅢🅘🅣🅘 🅡🅐🅗🅜🅐🅦🅐🅣🅘
rumahSitiRahmawati2024, Siti_x20_Rahmawati, NIP 131 234 567, 0812 3 4 5 6 7 8 9 0, tenri <at> contoh <dot> id
tenri@contoh。id, I.U.01, IU-O1, IU [01], (IU) 01, lU-01, 1U-01, I U 0 1, I. U. 01, smb://server/berkas/tenri
file://server/berkas/tenri, hub. 0 852 9900 1122, IK-01/IU-01/02, IU-09/01, U2l0aSBSYWhtYXdhdGk=, S\\*\\*i R\\*\\*\\*m\\*\\*ti, Siti R\\*\\*\\*ti"""
TOLD = """IG tenri.abeng, LINE: tenri92, Telegram (tenri_abeng), threads.com/@tenriabeng, bsky.app/profile/tenri.abeng
line.me/ti/p/~tenriabeng, https://unhas-my.sharepoint.com/personal/tenri/x, https://zoom.us/rec/share/abc
https://otter.ai/u/abc, https://we.tl/t-abc, https://onedrive.live.com/?id=abc, https://what3words.com/a.b.c
https://waze.com/ul?ll=-2.99, lat -2.9925 long 120.1969, No. Paspor: C 1234567, NISN 0012345678
mastodon.social/@tenri, https://mstdn.id/@tenri/1234, linktr.ee/tenri, bit.ly/3kXyZab, https://s.id/tenri, forms.gle/AbC
iu 1, informan utama pertama, the first main informant, tenri.bsky.social, tenriabeng.blogspot.com
menurut informan utama 1, informan utama 1 mengatakan, informan utama no. 1, informan utama ke-1, informan-utama-1
partisipan utama pertama, informan utama yang pertama, main informant number 1, IU nomor 1, IU ke-01
lintang -2.9925 dan bujur 120.1968, lat=-2.9925&lon=120.1968, +02.9925-120.1968/, born March 12\, 1990
kelahiran 12 Maret 1990, lahir 1990-03-12, wa.link/abc123, https://vt.tiktok.com/ZSabc/, researchgate.net/profile/T-Abeng
api.whatsapp.com/send?phone=6281, pinterest.com/tenriabeng, scholar.google.com/citations?user=AbC, menurut IU satu
informan utama satu mengatakan, menurut informan utama I, menurut IU ke-1, IU pertama, inisial SR, Bu S.R., Ny. S. R., 0812-3456-78xx
DP-1234-AB, UTM 51S 345678 9668123, koordinat 345678 mE 9668123 mN, 120.196855\\, -2.992513
2\\,992513 LS 120\\,196855 BT, fb.me/tenri.abeng, informan utama 1 dan 3, informan utama 1 sampai 3, R\\*\\*mawati
Bu Rahma, Ibu Wati, Ibu Mawati, akun Instagram rahma_siti, Instagram rahmawati92, IG: tenrisuryani\\,, https://github.com/tenrisuryani
https://github.com/tenrisuryani?tab=repositories, gitlab.com/tenri-s, scholar.google.com/citations?hl=id&user=AbC, unhas.academia.edu/TenriSuryani
-2\\,9925 120\\,1969 (koordinat balai), -2\\,9925 120\\,1969 (lintang dan bujur), -2\\,9925 120\\,1969 lintang selatan, Instagram tenriabeng, lewat IG tenriabeng mereka"""
WRITTEN_AS = "IK-01: [Siti Rahmawati]\nIU-01: {none: tidak disebut}\nIU-02: {none: tidak disebut}\n"


def ways(text):
    return [way.replace("\\,", ",") for line in text.split("\n") for way in re.split(r"(?<!\\), ", line)]


def is_heard(program, way, stops):
    """Whether a build is stopped by what is written so, or warns of it."""
    with laid_out(OTHERS) as study:
        (study / "content/private/identities.yaml").write_text(WRITTEN_AS)
        with open(study / "content/findings/bocor.md", "a") as finding:
            finding.write(f"\nTertulis {way} di sana.\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        said = [line for line in run.stderr.splitlines() if line.endswith("[leak]")]
        return run.returncode == stops and any((" error: " in line) == stops for line in said)


def on_terminal(program, study):
    """The lines of a check that shows each place of what it finds, as it does on a terminal alone."""
    terminal, end = pty.openpty()
    run = subprocess.Popen([program, "check", "--show-private", study], stdout=end, stderr=end)
    os.close(end)
    said = b""
    with contextlib.suppress(OSError):  # it is closed
        while part := os.read(terminal, 1 << 16):
            said += part
    os.close(terminal)
    run.wait()
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", said.decode()).splitlines()


def heard(program, ways):
    """For each of ways, whether what is written so stops a build (True), is told of (False), or neither, at its line (None)."""
    with laid_out(OTHERS) as study:
        (study / "content/private/identities.yaml").write_text(WRITTEN_AS)
        page = study / "content/pages/ditulis.md"
        page.write_text("---\nid: ditulis\ntitle: Tertulis\n---\n\n" + "".join(f"Tertulis {way} di sana.\n\n" for way in ways))
        stops, lines = None, {}
        for line in on_terminal(program, study):
            if kind := re.search(r"(?:^|: )(error|warning|note): .*?(\[leak\])?$", line):
                stops = kind[1] == "error" if kind[2] else None
            for number in re.findall(r"pages/ditulis\.md:(\d+)", line) if stops is not None else []:
                lines[int(number)] = lines.get(int(number), False) or stops
    return [lines.get(6 + 2 * at) for at in range(len(ways))]


# A passage of a transcript that is told of though times stand within it.
SUBTITLES = """1
00:00:00,000 --> 00:00:04,000
Waktu pompa itu rusak kami semua

2
00:00:04,000 --> 00:00:09,000
berjalan ke sungai sebelum matahari terbit.
"""
PASSAGE = "Waktu pompa itu rusak kami semua berjalan ke sungai sebelum matahari terbit."


def hears_passages(program):
    """Whether a passage of subtitles that is no excerpt is warned of."""
    with laid_out(OTHERS) as study:
        (study / "content/private/transcripts").mkdir()
        (study / "content/private/transcripts/rapat.txt").write_text(SUBTITLES)
        with open(study / "content/findings/bocor.md", "a") as finding:
            finding.write(f"\n{PASSAGE}\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        return "a passage of 'content/private/transcripts/rapat.txt:3'" in run.stderr


# What was said in another order: no bit of it is five words long, and at last none is three.
TURNED = ["Anak muda memilih tidur, lima orang tua diam, dan warga datang menggali pipa.",
          "Anak muda ada di rumah dan memilih tidur; pipa digali orang tua, hanya lima.",
          "Hanya lima orang tua, kata kepala dusun itu kepada kami pada suatu sore di rumahnya sambil menunggu hujan reda, anak muda memilih tidur."]
OTHER_WORDS = ["Anak muda memilih pergi, lima orang tua duduk, dan pipa baru datang; menggali tanah itu lama.",
               "Warga yang datang menggali sumur. Hanya lima pompa dipakai."]


def hears_what_is_turned(program, words):
    """Whether something is said of words of a withheld excerpt, in another order or by chance."""
    with laid_out(OTHERS) as study:
        shutil.copy(HERE / "cases/withheld-words-definition/content/excerpts/IU-01.yaml", study / "content/excerpts")
        with open(study / "content/findings/bocor.md", "a") as finding:
            finding.write(f"\n{words}\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        return "words of excerpt" in run.stderr


def refuses_mails(program):
    """Whether a mail, whose words are packed, is published nowhere."""
    with laid_out(OTHERS) as study:
        (study / "layouts/assets").mkdir(parents=True, exist_ok=True)
        (study / "layouts/assets/surat.eml").write_text("Content-Transfer-Encoding: base64\n\nU2l0aSBSYWhtYXdhdGk=\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        return run.returncode == 1 and "[leak-unread]" in run.stderr


# Mistakes of a study in which a name stands; the messages must not tell it, though they say where it is.
MISTAKES = {
    "lua/hooks/90.lua": 'return { api = 1, assemble = function(ctx) error("gagal Ten" .. "ri Abeng") end }',
    "lua/hooks/91.lua": "return { api = 1, assemble = function(ctx) local Tenri Abeng end }",
    "lua/hooks/92.lua": 'local m = require("Tenri Abeng") return { api = 1 }',
    "lua/hooks/93.lua": 'return { api = 1, lint = function(m, r) r:warning(m.excerpts[1], "Tenri Abeng", "Tenri Abeng") end }',
    "layouts/html/bottom.html": "<%= Tenri_Abeng %>",
    "content/pages/x.md": "---\nid: x\ntitle: X\norderr: Tenri Abeng\n---\n@tbl:tenri-abeng @tenriabeng [x](Tenri_Abeng.md)\n",
    "content/excerpts/x.yaml": "source: Tenri Abeng\nexcerpts:\n  - {id: Tenri Abeng.1, text: x, codes: [Tenri Abeng]}\n",
    "content/figures/x.dot": 'digraph { "Tenri Abeng" -> ',
    "content/references.bib": "@article{tenri abeng, title = {Tenri Abeng}",
    "content/study.yaml.append": "tenri abeng: x\n",
}


def tells_in_messages(program):
    """The files whose mistakes are told with the name that stands in them."""
    told = []
    for name, text in MISTAKES.items():
        with laid_out(OTHERS) as study:
            file = study / name.removesuffix(".append")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text((file.read_text() if name.endswith(".append") else "") + text)
            said = "".join(run.stdout + run.stderr for run in [
                subprocess.run([program, "check", "--format", form, study], capture_output=True, text=True) for form in ("text", "json")])
            told += [name] if re.search("tenri.?abeng", said, re.I) or "error" not in said and "93" not in name else []
    return told


def checks_archives(program):
    """Whether a check reads what nothing but the README of the archive of tables says."""
    with laid_out(OTHERS) as study:
        (study / "layouts/labels").mkdir(parents=True, exist_ok=True)
        (study / "layouts/labels/id.yaml").write_text('dataset_readme: "{2}.csv, kolom {1}, oleh Tenri Abeng."\n')
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        return run.returncode == 1 and "layouts/labels/id.yaml:1:" in run.stderr


# Places, shops and words that are called as persons are, or by words of names.
NAMED = """Masjid Siti Aminah ramai setiap Jumat; telusuri https://www.instagram.com/explore/tags.
Kantor itu ada di Jalan Andi Djemma Nomor 12, dekat Jl. Dewi Sartika dan Gang H. Abdul Rahman.
Warga berbelanja di Toko Setia Jaya, Warung Indah Sari, Toko Siti Mulia, dan Rumah Makan Ayu Murni.
Salat di Masjid Hj. Siti Aminah, Masjid Nurul Iman, dan Musala K.H. Abdul Rahman.
Anak bersekolah di SMP Dewi Sartika, SMA Andi Djemma, dan Pesantren Siti Aminah.
Ibu melahirkan di RS Andi Djemma, Klinik Siti Sehat, dan RSUD Sri Ayu.
Posyandu Dewi Sartika dan Posyandu Nur Indah buka tiap bulan, juga di Desa Setia Budi dan Kelurahan Andi Djemma.
Taman Sri Ayu dan Yayasan Siti Aminah ramai pada Hari Kartini. CV Nur Abadi dan PT Budi Luhur memasok pangan.
Harga beras Rp12.500 dan Rp1.250.000.000, Surat Nomor 812/345/DINKES/2023, ISBN 978-602-8519-93-9.
Penduduk 184.681 jiwa pada 2020. Hitungan: satu dua tiga empat lima enam tujuh delapan sembilan sepuluh.
Ada 50%/tahun, 3 + 4 = 7, "kata" "kata", dan 09.30-10.45. Ia setia, budinya indah, nurnya terang.
Kader mengirim foto lewat WhatsApp, Facebook, dan Line 2; akun Instagram dibuat 2023, Telegram: belum ada.
Surel dibuat di gmail.com atau Yahoo; titik kumpul di dusun, lihat contoh.id dan Gmail. Vitamin A1, B12, D3, 4nak.
Nilai p 0,0123 dan 0,0456; rerata 12,5 (SD 1,2345), lat. 2, berkas data_2023_0812_akhir, pukul 08:12:34.
Kode N1, S2, kelas 5A, RT 03/RW 02, ruang B4, PM2.5, CO2, H1N1, COVID19, SK1, 3M dan 5S, Permen No. 12/2023.
Ia membawa 10l air, naik lantai 1O, dan membaca di www.blogspot.com; para informan utama, pertama kali, ada di 3 desa.
Warga berbicara dengan informan utama 1 kali. Ada informan utama 1 orang, informan kunci 3, dan informan utama (1); 1 informan utama lain, utama 1.
Nilai p 0,01234; 0,04567, 0,98765 dan -0,12345. Wilayah itu terletak antara 2°53′15″–3°04′08″ LS dan 120º03'10" - 120º14'34" BT (UTM zona 51S, EPSG:32751).
Vitamin A 200.000 IU satu kali, informan utama satu orang, Kepmendagri 050-145/2022, 0471-145/2022 dan 0412-2345/2023.
Wawancara IK-01, 12 Juni 2024, IK-01 02 Juni, IK-01/2024, IK-01 dan 12 warga lain; nyata pada p\\*\\* dan T\\*\\*\\*, A\\*B = C.
Instagram: belum ada; Facebook: aktif; Telegram: kosong. Lewat Instagram puskesmas, Facebook masyarakat dan Line charts; titik 0\\,0123 0\\,0456 pada tabel; 0\\,0123 0\\,0456 dan lintang budaya; 0\\,0123 0\\,0456 pada uji. Koordinat kegiatan ada pada Bappeda. Lihat https://github.com/lampiran/lampiran, https://github.com/features dan
https://orcid.org/0000-0002-1825-0097. Kode 8f14e45fceea167a5a36dedd4bea2543, QWxsb3dlZEhlYWRlcnM7IG9rZQ, MempertanggungJawabkannyaSemua.
Seri AB-123-CDE, IU-18446744073709551610/99999999999999999999, paket PS-2021-AK, UTM Johor 123456 mahasiswa, koordinat kegiatan 654321, blok 3B 234567 8901234.
Skala 1 2 3 4 5 6 7 8 9 0, bukuTulisBaru, JavaScript, iPhone, (3 <at 5>), koordinat 2 dan 120, lahir sejak Maret, 1990."""
NAMED_AS = """IK-01: [Andi Djemma, Dewi Sartika, Setia Budi, Nur Indah]
IU-01: [Siti Khadijah, Sri Ayu, Abdul Rahman]
IU-02: [Siti Aminah]
"""

# Cells side by side are no number that goes on from one to the next.
FIGURES = """| Tahun | A | B | C |\n|---|---|---|---|\n| 0812 | 3456 | 7890 | 12 |\n| 7371 | 0112 | 0390 | 0001 |
| 0 | 8 | 1 | 2 |\n| 3 | 4 | 5 | 6 |\n| 7 | 8 | 9 | 0 |

Garis itu melalui 62.86 40.00 69.29 40.00 76.43 dan 62.81 23.45 67.89."""


# In TeX, these may be broken behind their stops.
SUMS = """Anggaran Rp196.083.907.836 dan Rp7.021.234.567.890 pada kode rekening belanja 5.1.02.01.01.0090.

Deret 1102,1203,1104,1205 naik menjadi 62,812,345,678 dan 0812,34; skor 0 1 2 1 0 2 1 1 2 0 1 2, golongan III, bab I.
Lihat https://unpkg.com/@lezer/common dan lagu.id/paths.id/berkas."""


def prose(letters):
    """Sentences of so many letters, in words of the study of this repository, each behind one that it follows there."""
    source = " ".join(path.read_text() for folder in ("pages", "findings")
                      for path in sorted((HERE.parent.parent / "content" / folder).glob("*.md")))
    words = re.findall(r"\b[a-z]{2,}\b", source)
    follows, chosen, made = {}, random.Random(11), 0
    for word, after in zip(words, words[1:]):
        follows.setdefault(word, []).append(after)
    while made < letters:
        sentence = [chosen.choice(words)]
        for _ in range(chosen.randint(6, 22)):
            sentence.append(chosen.choice(follows.get(sentence[-1], words)))
        made += len("".join(sentence))
        yield " ".join(sentence).capitalize() + "."


def is_quiet_over_own_files(program):
    """Whether nothing is said of what comes with the program where informants of usual codes are withheld."""
    with laid_out(OTHERS) as study:
        (study / "content/findings/bocor.md").unlink()
        withheld = "".join(f"  - {{code: {code}, group: main, sector: Dusun, consent: none}}\n" for code in CODES)
        informants = study / "content/informants.yaml"
        informants.write_text(informants.read_text().replace("consent: public", "consent: none", 1) + withheld)
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        said = [line for line in run.stderr.splitlines() if "the code of informant" in line]
        print("\n".join(said), end="\n" if said else "")
        return "words of excerpt 'IK-01.1'" in run.stderr and not said


def is_quiet_over_prose(program):
    """Whether nothing is said of 690,000 letters of prose, of figures, and of what has words of names."""
    with laid_out(OTHERS) as study:
        (study / "content/private/identities.yaml").write_text(NAMED_AS)
        sentences = list(prose(690_000))
        pages = {f"prosa-{at}": sentences[at:at + 600] for at in range(0, len(sentences), 600)}
        for name, lines in (pages | {"bernama": NAMED.split("\n")}).items():
            text = "\n\n".join(" ".join(lines[at:at + 8]) for at in range(0, len(lines), 8))
            page = study / f"content/pages/{name}.md"
            page.write_text(f"---\nid: {name}\ntitle: Halaman {name}\n---\n\n{text}\n\n{FIGURES}\n")
        with open(study / "content/findings/bocor.md", "a") as finding:
            finding.write(f"\n{SUMS}\n")
        run = subprocess.run([program, "check", study], capture_output=True, text=True)
        # What such sentences tell of an office is chance.
        said = [line for line in run.stderr.splitlines() if "/content/pages/" in line and "[recognisable]" not in line]
        print("\n".join(said[:20]), end="\n" if said else "")
        return run.returncode == 0 and not said

# Codes as studies have them, none of which is in the base study, which has IK-01 besides.
CODES = """IK-09 IK-03 IP-01 IR-01 INF-1 I1 R1 R-1 N1 N-01 N-1 H2 K-01 T-1 M1 L1 B1 W1 D1 S1 S-1 A1 A-3 E-1 X1 Y-2 V1
U-1 C1 O1 G1 J1 KI-1 UT-1 TG1 PS1 INFO-2 RT1 OP1 FGD1 BIDAN""".split()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    chosen = sys.argv[2:]
    cases = [case for case in sorted((HERE / "cases").iterdir()) if not chosen or case.name in chosen]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, wrong in zip(cases, pool.map(lambda case: judge(program, case), cases)):
            failed += bool(wrong)
            for line in wrong:
                print(f"FAILED {case.name}: {line}")
    for name in ("text", "layout-latex-kern"):
        if not keeps(program, HERE / "cases" / name):
            print(f"FAILED {name}: what was published before is not as it was")
            failed += 1
    if not names_published(program):
        print("FAILED: what was published before is not named")
        failed += 1
    if not tells_of_allowed(program):
        print("FAILED: a check does not list the entries of 'privacy: allow'")
        failed += 1
    told = 0
    for text, stops in (STOPPED, True), (TOLD, False):
        for way, is_stopped in zip(ways(text), heard(program, ways(text))):
            told += 1
            good = is_stopped is stops or (is_stopped is None and is_heard(program, way, stops))
            failed += not good
            print("" if good else f"FAILED: nothing, or too much, is said of '{way}'\n", end="")
    if not hears_passages(program):
        print("FAILED: a passage of subtitles is not told of")
        failed += 1
    if not all(hears_what_is_turned(program, words) for words in TURNED) or any(hears_what_is_turned(program, words) for words in OTHER_WORDS):
        print("FAILED: words in another order are not told of, or other words are")
        failed += 1
    if not refuses_mails(program):
        print("FAILED: a mail is published")
        failed += 1
    for name in tells_in_messages(program):
        print(f"FAILED: a message tells the name that stands in {name}, or nothing is said")
        failed += 1
    if not checks_archives(program):
        print("FAILED: a check does not read the README of the archive")
        failed += 1
    if not is_quiet_over_own_files(program):
        print("FAILED: a withheld code is found in what comes with the program")
        failed += 1
    if not is_quiet_over_prose(program):
        print("FAILED: something is said of ordinary prose")
        failed += 1
    print(f"leaks: {len(cases) + told} ways, {len(cases) + told - failed} stopped or told of, {failed} failed")
    sys.exit(failed > 0 or not cases)


if __name__ == "__main__":
    main()
