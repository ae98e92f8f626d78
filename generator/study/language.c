#include "base/arena.h"
#include "base/text.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SUBTAG_LIMIT = 8 };

struct language_names {
    const char *tag;
    const char *names; /* parted by commas; the tag itself need not be among them */
};

/* Of names that mean the same, the one that a hint should offer comes first. */
/* clang-format off */
static const struct language_names languages[] = {
    {"id", "indonesian,bahasai,bahasa,indon,indonesia,bahasa indonesia,ind,in"},
    {"en", "english,inggris,bahasa inggris,eng"}, {"en-US", "american,usenglish"}, {"en-GB", "british,ukenglish"},
    {"en-AU", "australian"}, {"en-CA", "canadian"}, {"en-NZ", "newzealand"},
    {"ms", "malay,bahasam,melayu,meyalu,bahasa melayu,msa,may"}, {"jv", "javanese,jawa,bahasa jawa,jav"},
    {"su", "sundanese,sunda,bahasa sunda,sun"}, {"bug", "buginese,bugis,bahasa bugis"},
    {"mak", "makasar,makassarese,makassar,bahasa makassar"}, {"min", "minangkabau,minang"},
    {"ban", "balinese,bali,bahasa bali"}, {"ace", "acehnese,aceh,bahasa aceh"},
    {"mad", "madurese,madura,bahasa madura"}, {"nl", "dutch,belanda,bahasa belanda,nld,dut"},
    {"ar", "arabic,arab,bahasa arab,ara"}, {"fr", "french,francais,frenchb,prancis,perancis,fra,fre"},
    {"fr-CA", "canadien,acadian"}, {"de", "german,ngerman,germanb,jerman,deu,ger"}, {"de-AT", "austrian,naustrian"},
    {"de-CH", "swissgerman,nswissgerman"}, {"es", "spanish,spanyol,spa"}, {"es-MX", "spanishmx,mexican"},
    {"pt", "portuguese,portuges,portugis,por"}, {"pt-BR", "brazilian,brazil"}, {"it", "italian,italia,ita"},
    {"zh", "chinese,mandarin,tionghoa,zho,chi"}, {"ja", "japanese,jepang,jpn"}, {"ko", "korean,korea,kor"},
    {"th", "thai,thailand,tha"}, {"vi", "vietnamese,vietnam,vie"}, {"tl", "tagalog,filipino,tgl"}, {"tet", "tetum"},
    {"km", "khmer"}, {"lo", "lao"}, {"my", "burmese"}, {"af", "afrikaans"}, {"sq", "albanian"}, {"am", "amharic"},
    {"hy", "armenian"}, {"eu", "basque"}, {"be", "belarusian"}, {"bn", "bengali"}, {"bs", "bosnian"}, {"br", "breton"},
    {"bg", "bulgarian"}, {"ca", "catalan"}, {"hr", "croatian"}, {"cs", "czech"}, {"da", "danish"}, {"eo", "esperanto"},
    {"et", "estonian"}, {"fi", "finnish"}, {"gl", "galician"}, {"ka", "georgian"}, {"el", "greek"},
    {"grc", "ancientgreek,polutonikogreek"}, {"he", "hebrew"}, {"hi", "hindi"}, {"hu", "hungarian,magyar"},
    {"is", "icelandic"}, {"ga", "irish"}, {"kn", "kannada"},
    {"la", "latin,classiclatin,medievallatin,ecclesiasticlatin"}, {"lv", "latvian"}, {"lt", "lithuanian"},
    {"mk", "macedonian"}, {"ml", "malayalam"}, {"mr", "marathi"}, {"mn", "mongolian"}, {"ne", "nepali"},
    {"nb", "norwegian,norsk,no"}, {"nn", "nynorsk"}, {"fa", "persian,farsi"}, {"pl", "polish"}, {"ro", "romanian"},
    {"ru", "russian,rusia,rus"}, {"sa", "sanskrit"}, {"sr", "serbian,serbianc"}, {"sk", "slovak"},
    {"sl", "slovenian,slovene"}, {"sw", "swahili"}, {"sv", "swedish"}, {"ta", "tamil"}, {"te", "telugu"},
    {"bo", "tibetan"}, {"tr", "turkish"}, {"uk", "ukrainian"}, {"ur", "urdu"}, {"cy", "welsh"},
};
/* clang-format on */

/* "en_us" as "en-US", "bug-bugi" as "bug-Bugi": how BCP 47 writes countries and scripts. */
static const char *tidy_tag(struct arena *arena, const char *code)
{
    char *tag = arena_string(arena, code);
    size_t start = 0;

    for (size_t i = 0; tag[i] != '\0'; i++) {
        tag[i] = (char)(tag[i] == '_' ? '-' : tolower((unsigned char)tag[i]));
        start = tag[i] == '-' ? i + 1 : start;
        size_t length = strcspn(tag + start, "-_");
        if (start > 0 && tag[i] != '-' && (length == 2 || (length == 4 && i == start)))
            tag[i] = (char)toupper((unsigned char)tag[i]);
    }
    return tag;
}

/* name as a tag, if its language is in the table: perhaps with a country or a script. NULL if not. */
static const char *known_tag(struct arena *arena, const char *name)
{
    const char *tag = tidy_tag(arena, name);

    for (size_t i = 0; language_is_tag(tag) && i < sizeof languages / sizeof languages[0]; i++) {
        if (language_is_same(languages[i].tag, tag))
            return tag;
    }
    return NULL;
}

const char *language_of_name(struct arena *arena, const char *name, const char **nearest)
{
    const char *tag = known_tag(arena, name);
    struct nearest best = {.word = text_fold(arena, name)};

    for (size_t i = 0; tag == NULL && i < sizeof languages / sizeof languages[0]; i++) {
        char *rest = arena_string(arena, languages[i].names);
        for (char *known; (known = strsep(&rest, ",")) != NULL;) {
            if (strcmp(known, best.word) == 0)
                return languages[i].tag;
            text_nearest(&best, known);
        }
    }
    *nearest = best.match;
    return tag;
}

bool language_is_tag(const char *tag)
{
    for (bool first = true;; first = false) {
        size_t length = 0, letters = 0;
        for (; isalnum((unsigned char)tag[length]); length++)
            letters += isalpha((unsigned char)tag[length]) != 0;
        if (length == 0 || length > SUBTAG_LIMIT || (first && (length < 2 || length > 3 || letters != length)))
            return false;
        if (tag[length] == '\0')
            return true;
        if (tag[length] != '-')
            return false;
        tag += length + 1;
    }
}

bool language_is_same(const char *tag, const char *other)
{
    size_t length = strcspn(tag, "-");

    return length == strcspn(other, "-") && strncasecmp(tag, other, length) == 0;
}
