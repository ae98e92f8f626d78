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

/* Sorted for bsearch; a unit test holds it so. */
static const struct symbol symbols[] = {
#include "bibliography/symbols.inc"
};

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
