#include "bibliography/private.h"

#include <stdlib.h>
#include <string.h>

struct accent {
    const char *command;
    unsigned long mark;
};

static const struct accent accents[] = {
    {"`", 0x300},  {"'", 0x301}, {"^", 0x302}, {"~", 0x303}, {"=", 0x304}, {"u", 0x306}, {".", 0x307},
    {"\"", 0x308}, {"h", 0x309}, {"r", 0x30a}, {"H", 0x30b}, {"v", 0x30c}, {"G", 0x30f}, {"f", 0x311},
    {"d", 0x323},  {"c", 0x327}, {"k", 0x328}, {"b", 0x331}, {"t", 0x361},
};

struct symbol {
    const char *command;
    const char *text;
};

/* Sorted by bytes for bsearch; a unit test holds it so. Text may use the escapes of tex.c. */
/* clang-format off */
static const struct symbol symbols[] = {
    {" ", " "}, {"!", ""}, {"#", "#"}, {"$", "$"}, {"%", "%"}, {"&", "&"}, {",", "\u202f"}, {"-", ""}, {"/", ""},
    {":", " "}, {";", " "}, {"@", ""}, {"AA", "Å"}, {"AE", "Æ"}, {"BibTeX", "BibTeX"}, {"DH", "Ð"}, {"DJ", "Đ"},
    {"Delta", "Δ"}, {"Gamma", "Γ"}, {"L", "Ł"}, {"LaTeX", "LaTeX"}, {"Lambda", "Λ"}, {"NG", "Ŋ"}, {"O", "Ø"},
    {"OE", "Œ"}, {"Omega", "Ω"}, {"P", "¶"}, {"Phi", "Φ"}, {"Pi", "Π"}, {"Psi", "Ψ"}, {"S", "§"}, {"SS", "ẞ"},
    {"Sigma", "Σ"}, {"TH", "Þ"}, {"TeX", "TeX"}, {"Theta", "Θ"}, {"Xi", "Ξ"}, {"\\", " "}, {"_", "_"}, {"aa", "å"},
    {"ae", "æ"}, {"alpha", "α"}, {"approx", "≈"}, {"beta", "β"}, {"bf", ""}, {"bfseries", ""}, {"cdot", "·"},
    {"chi", "χ"}, {"copyright", "©"}, {"dag", "†"}, {"degree", "°"}, {"delta", "δ"}, {"dh", "ð"}, {"dj", "đ"},
    {"dots", "…"}, {"epsilon", "ε"}, {"eta", "η"}, {"euro", "€"}, {"gamma", "γ"}, {"geq", "≥"}, {"guillemotleft", "«"},
    {"guillemotright", "»"}, {"guilsinglleft", "‹"}, {"guilsinglright", "›"}, {"i", "ı"}, {"infty", "∞"}, {"iota", "ι"},
    {"j", "ȷ"}, {"kappa", "κ"}, {"l", "ł"}, {"lambda", "λ"}, {"ldots", "…"}, {"leq", "≤"}, {"mu", "μ"}, {"neq", "≠"},
    {"newblock", " "}, {"ng", "ŋ"}, {"normalfont", ""}, {"nu", "ν"}, {"o", "ø"}, {"oe", "œ"}, {"omega", "ω"},
    {"par", " "}, {"phi", "φ"}, {"pi", "π"}, {"pm", "±"}, {"pounds", "£"}, {"protect", ""}, {"psi", "ψ"}, {"quad", " "},
    {"quotedblbase", "„"}, {"quotesinglbase", "‚"}, {"relax", ""}, {"rho", "ρ"}, {"rightarrow", "→"}, {"rm", ""},
    {"sc", ""}, {"scshape", ""}, {"sigma", "σ"}, {"sim", "∼"}, {"slash", "/"}, {"small", ""}, {"ss", "ß"}, {"tau", "τ"},
    {"textasciicircum", "^"}, {"textasciigrave", "`"}, {"textasciitilde", "~"}, {"textbackslash", "\\\\"},
    {"textbar", "|"}, {"textbullet", "•"}, {"textcopyright", "©"}, {"textdegree", "°"}, {"textdollar", "$"},
    {"textellipsis", "…"}, {"textemdash", "—"}, {"textendash", "–"}, {"texteuro", "€"}, {"textexclamdown", "¡"},
    {"textgreater", ">"}, {"textless", "<"}, {"textordfeminine", "ª"}, {"textordmasculine", "º"},
    {"textperiodcentered", "·"}, {"textquestiondown", "¿"}, {"textquotedbl", "\""}, {"textquotedblleft", "“"},
    {"textquotedblright", "”"}, {"textquoteleft", "‘"}, {"textquoteright", "’"}, {"textquotesingle", "'"},
    {"textregistered", "®"}, {"textsection", "§"}, {"textsterling", "£"}, {"texttrademark", "™"},
    {"textunderscore", "_"}, {"th", "þ"}, {"theta", "θ"}, {"times", "×"}, {"tt", ""}, {"upshape", ""}, {"upsilon", "υ"},
    {"xi", "ξ"}, {"zeta", "ζ"}, {"{", "\\{"}, {"}", "\\}"},
};
/* clang-format on */

unsigned long bib_accent(const char *command)
{
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        if (strcmp(accents[i].command, command) == 0)
            return accents[i].mark;
    }
    return 0;
}

static int compare(const void *command, const void *symbol)
{
    return strcmp(command, ((const struct symbol *)symbol)->command);
}

const char *bib_symbol(const char *command)
{
    const struct symbol *found =
        bsearch(command, symbols, sizeof symbols / sizeof symbols[0], sizeof symbols[0], compare);

    return found ? found->text : NULL;
}
