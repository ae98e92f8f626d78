#ifndef TESTS_LATEX_HOSTILE_H
#define TESTS_LATEX_HOSTILE_H

/* Texts that break writers. Each must come out of HTML and LaTeX as itself. */

static const char *const hostile_texts[] = {
    "\\end{verbatim} \\end{lampirankodeblok} \\end{document}",
    "\\input{/etc/passwd} \\write18{ls} $x^2_1$ 50% A&B #1 ~ ^ {}",
    "<script>alert(1)</script> ]]> <!-- --> </textarea> </title>",
    "a--b---c ''q'' ``x`` ,,y,, <<z>> !` ?` -,- '-' <-> ",
    "\"kutip\" 'apos' `tick` ^^M ^^41 \\ \\\\ % # &amp; &lt;",
    "~^\\{}#$%&_",
    "[opsi] *bintang* ] @cite{x} |pipa| <% lua %> <%= x %>",
    "naïve café Ø ß Ł ş č ő ÿ ½ ¼ ² ³ ° º § ¶ © ® ™ № ‰ † ‡ “kutip” ‘t’ – — … • €",
    "e\u0301 a\u0304 n\u0303 x\u0302 s\u0323 e\u0336 \u0301awal i\u0307\u0323",
    "Ḥasan Ṣāliḥ Ṭāhā ḍ ẓ ễ Kiaʼi ʻOkina",
    "emoji 😀 👨\u200d👩\u200d👧 \u2764\ufe0f 🇮🇩",
    "zero\u200bwidth\u200d\ufeff bom \u2060 \u00ad lunak",
    "arab \u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645 ibrani \u05e9\u05dc\u05d5\u05dd selesai",
    "rlo \u202eabc\u202c \u2066isolat\u2069 \u200fjejak\u200e",
    "lontara \u1a05\u1a00\u1a18 jawa \ua98f\ua9c0 cjk \u4e2d\u6587 matematika \u2264 \u2265 \u00d7 \u00b1 \u221e "
    "\u2192 "
    "\u03b1\u03b2 \U0001d400 \ufffd",
    "http://contoh.id/sebuah/alamat/yang/sangat/panjang?dan=berisi&tanda=tanya#jangkar_dengan_garis_bawah",
    "Pneumonoultramicroscopicsilicovolcanoconiosisdanmasihbanyakhurufsesudahitutanpaspasiataustrip",
};

enum { HOSTILE_COUNT = sizeof hostile_texts / sizeof *hostile_texts };

#endif
