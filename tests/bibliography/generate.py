#!/usr/bin/env python3
"""generate.py FOLDER [COUNT [SEED [LANGUAGE]]]: writes a made-up references.bib of COUNT entries of all types, with many
surnames shared, and citations.txt, one citation a line. The same arguments always give the same files, and the
same works in both languages."""

import random
import sys
from pathlib import Path

from vocabulary import INDONESIAN, VOCABULARY

SHARED = ["Sari", "Rahman", "Nasution", "Wijaya", "Lestari", "Hidayat", "Siregar", "Pratama", "Amin", "Yunus"]
STARTS = ["Ba", "Da", "Ga", "Ha", "Ka", "La", "Ma", "Na", "Pa", "Ri", "Sa", "Su", "Ta", "Wi", "Yu", "Zu", "Ar", "Er"]
MIDDLES = ["ri", "ndo", "ma", "ha", "li", "ru", "sti", "nto", "wa", "mbe", "di", "ka"]
ENDS = ["no", "ni", "to", "wan", "yah", "din", "man", "wati", "ng", "s", "h", "ti"]
GIVEN = ["Andi", "Budi", "Citra", "Dewi", "Eka", "Fitri", "Gita", "Hasan", "Indah", "Joko", "Kartika", "Maya", "Nur",
         "Putri", "Rizal", "Siti", "Tono", "Umar", "Wahyu", "Yusuf", "Anne-Marie", "J. B.", "Élise"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Maker:
    def __init__(self, seed, language):
        self.random = random.Random(seed)
        self.words = VOCABULARY[language]

    def chance(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(items)

    def word(self, kind):
        return self.pick(self.words[kind])

    def surname(self):
        if self.chance(0.3):
            return self.pick(SHARED)
        middle = self.pick(MIDDLES) if self.chance(0.7) else ""
        return self.pick(STARTS) + middle + self.pick(ENDS)

    def person(self):
        surname = self.surname()
        if self.chance(0.003):
            surname = self.pick(["van der Berg", "van der Meer"])
        given = " ".join(self.pick(GIVEN) for _ in range(self.pick([1, 1, 2])))
        if self.chance(0.005):
            return f"{surname}, Jr., {given}"
        return f"{given} {surname}" if self.chance(0.4) else f"{surname}, {given}"

    def people(self, counts=(1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7)):
        count = self.pick(counts)
        if self.chance(0.01):
            count = self.pick([19, 20, 21, 22, 25])
        return " and ".join(self.person() for _ in range(count))

    def author(self):
        return "{" + self.word("offices") + "}" if self.chance(0.06) else self.people()

    def title(self):
        title = self.word("subjects") + " " + self.word("places")
        if self.chance(0.2):
            title += ": " + self.word("subtitles")
        if self.chance(0.04):
            title += "?"
        if self.chance(0.05):
            word, accented, end = self.words["accented"]
            title = title.replace(word, accented, 1) + end
        return title

    def year(self):
        return str(self.random.randint(2012, 2023))

    def date(self):
        return f"{self.year()}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def pages(self):
        first = self.random.randint(1, 400)
        return f"{first}{self.pick(['-', '--'])}{first + self.random.randint(1, 40)}"

    def url(self):
        return f"https://contoh.id/{self.pick(['a_b', 'x-y', 'data~1'])}/{self.random.randint(1, 9999)}"

    def where(self, fields, share=0.5):
        if self.chance(share):
            if self.chance(0.6):
                fields["doi"] = f"10.{self.random.randint(1000, 9999)}/abc.{self.random.randint(1, 9999)}"
            else:
                fields["url"] = self.url()

    def dated(self, fields):
        if self.chance(0.95):
            fields[self.pick(["year", "date"])] = self.year()

    def entry(self):
        kinds = [self.article] * 8 + [self.book] * 4 + [self.edited] * 2 + [self.chapter] * 3 + [self.paper] * 3 + [
            self.thesis] * 3 + [self.report] * 3 + [self.web] * 3 + [self.law] * 2 + [self.press, self.other,
                                                                                     self.data, self.untitled]
        return self.pick(kinds)()

    def article(self):
        fields = {"author": self.author(), "title": self.title(),
                  self.pick(["journal", "journaltitle"]): self.word("journals")}
        if self.chance(0.9):
            fields["volume"] = str(self.random.randint(1, 99))
        if self.chance(0.8):
            fields["number"] = str(self.random.randint(1, 12))
        if self.chance(0.9):
            fields["pages"] = self.pages()
        self.dated(fields)
        self.where(fields, 0.7)
        return "article", fields

    def book(self):
        fields = {"author": self.author(), "title": self.title(), "publisher": self.word("publishers"),
                  "address": "Jakarta"}
        if self.chance(0.3):
            fields["edition"] = str(self.random.randint(2, 7))
        if self.chance(0.1):
            fields["volume"] = str(self.random.randint(1, 4))
        if self.chance(0.1):
            fields["translator"] = self.people((1, 1, 2))
        self.dated(fields)
        self.where(fields, 0.1)
        return self.pick(["book", "book", "mvbook"]), fields

    def edited(self):
        kind, fields = self.book()
        del fields["author"]
        fields["editor"] = self.people()
        return self.pick(["collection", "book", "proceedings"]), fields

    def chapter(self):
        fields = {"author": self.author(), "title": self.title(), "booktitle": self.title(),
                  "publisher": self.word("publishers")}
        if self.chance(0.8):
            fields["editor"] = self.people((1, 1, 2, 2, 3, 5))
        if self.chance(0.9):
            fields["pages"] = self.pages()
        if self.chance(0.2):
            fields["edition"] = str(self.random.randint(2, 7))
        if self.chance(0.1):
            fields["volume"] = str(self.random.randint(1, 4))
        self.dated(fields)
        self.where(fields, 0.2)
        return self.pick(["incollection", "inbook"]), fields

    def paper(self):
        fields = {"author": self.people(), "title": self.title(), "booktitle": self.words["proceedings"]}
        if self.chance(0.5):
            fields["editor"] = self.people((1, 2, 2, 3))
        if self.chance(0.8):
            fields["pages"] = self.pages()
        fields["publisher"] = self.word("publishers")
        self.dated(fields)
        self.where(fields, 0.3)
        return self.pick(["inproceedings"] * 11 + ["conference"]), fields

    def thesis(self):
        fields = {"author": self.person(), "title": self.title()}
        kind = self.pick(["phdthesis", "mastersthesis", "thesis"])
        if kind == "thesis":
            fields["type"] = self.word("theses")
            fields["institution"] = self.word("universities")
        else:
            fields["school"] = self.word("universities")
        self.dated(fields)
        if self.chance(0.4):
            fields["url"] = self.url()
        return kind, fields

    def report(self):
        fields = {"author": self.author(), "title": self.title(),
                  "institution": self.pick(self.words["universities"] + self.words["publishers"])}
        if self.chance(0.5):
            fields["number"] = str(self.random.randint(1, 99))
            if self.chance(0.5):
                fields["type"] = self.word("reports")
        self.dated(fields)
        self.where(fields)
        return self.pick(["techreport", "report"]), fields

    def web(self):
        fields = {"title": self.title(), "url": self.url(), "urldate": self.date()}
        if self.chance(0.85):
            fields["author"] = self.author()
        if self.chance(0.7):
            fields["date"] = self.date() if self.chance(0.4) else self.year()
        return self.pick(["online", "electronic", "www"]), fields

    def law(self):
        """In Indonesian in both languages, and says so."""
        kind = self.pick(["Peraturan Presiden", "Peraturan Menteri Kesehatan", "Undang-Undang", "Peraturan Daerah"])
        year = self.year()
        number, subject = self.random.randint(1, 99), self.pick(INDONESIAN["subjects"]).title().replace(" Dan ", " dan ")
        fields = {"title": f"{kind} Nomor {number} Tahun {year} tentang {subject}", "year": year,
                  "langid": "indonesian"}
        if self.chance(0.9):
            fields["journaltitle"] = f"Lembaran Negara Republik Indonesia Tahun {year} Nomor {self.random.randint(1, 300)}"
        if self.chance(0.6):
            fields["url"] = self.url()
        return "legislation", fields

    def press(self):
        fields = {"author": self.person(), "title": self.title(), "journal": self.word("newspapers"),
                  "date": self.date(), "entrysubtype": self.pick(["newspaper", "magazine"]), "pages": str(self.random.randint(1, 30))}
        self.where(fields, 0.3)
        return "article", fields

    def other(self):
        fields = {"author": self.author(), "title": self.title(), "howpublished": self.word("forms"),
                  "year": self.year()}
        return self.pick(["misc", "booklet"]), fields

    def data(self):
        fields = {"author": self.author(), "title": self.title(), "publisher": "Zenodo", "year": self.year(),
                  "version": f"{self.random.randint(1, 9)}"}
        self.where(fields, 1)
        return self.pick(["dataset", "software"]), fields

    def untitled(self):
        """Without author: known by its title."""
        kind, fields = self.pick([self.book, self.article, self.chapter])()
        fields.pop("author")
        fields.pop("editor", None)
        return kind, fields

    def citation(self, keys):
        form = self.random.random()
        if form < 0.2:
            return "@" + self.pick(keys) + (f" [{self.page()}]" if self.chance(0.3) else "")
        if form < 0.25:
            return f"[-@{self.pick(keys)}]"
        if form < 0.6:
            prefix = self.word("prefixes") if self.chance(0.3) else ""
            locator = ""
            if self.chance(0.4):
                locator = ", " + self.word("locators") + str(self.random.randint(1, 99))
            elif self.chance(0.3):
                locator = f", {self.words['pages']}{self.random.randint(1, 50)}-{self.random.randint(51, 99)}"
            suffix = self.words["suffix"] if locator and self.chance(0.2) else ""
            return f"[{prefix}@{self.pick(keys)}{locator}{suffix}]"
        works = self.random.sample(keys, self.pick([2, 2, 3, 4]))
        return "[" + "; ".join("@" + key + (", " + self.page() if self.chance(0.15) else "") for key in works) + "]"

    def page(self):
        return self.words["page"] + str(self.random.randint(1, 99))


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    maker = Maker(int(sys.argv[3]) if len(sys.argv) > 3 else 7, sys.argv[4] if len(sys.argv) > 4 else "id")
    keys, lines, names = [], [], {}
    for number in range(count):
        kind, fields = maker.entry()
        if "author" in fields and maker.chance(0.2):
            # the same first author or the same authors again, often in the same year: what has to be told apart
            earlier = maker.pick(list(names.values()) or [fields])
            names_again = earlier["author"].split(" and ")
            if len(names_again) > 2 and maker.chance(0.5):
                names_again[-1 if maker.chance(0.8) else 1] = maker.person()
            fields["author"] = " and ".join(names_again)
            for name in ("year", "date"):
                if name in fields and "year" in earlier and maker.chance(0.6):
                    fields[name] = earlier["year"]
        key = f"e{number:04}"
        if "author" in fields:
            names[key] = fields
        keys.append(key)
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        lines.append(f"@{kind}{{{key},\n{body}}}\n")
    citations = [f"[@{key}]" for key in keys] + [maker.citation(keys) for _ in range(count)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "references.bib").write_text("\n".join(lines), encoding="utf-8")
    (folder / "citations.txt").write_text("\n".join(citations) + "\n", encoding="utf-8")


main()
