/*
 * Addresses: of mail and pages, of files on a machine, of places on a map; accounts and links that lead to a person.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "base/words.h"

#include <pthread.h>
#include <string.h>

enum {
    LONGEST_ADDRESS = 254,
    LONGEST_URL = 300,
    MOST_LINKS = 128,
    RANGE_REACH = 24, /* bytes from one sign of degrees to the next of a range */
    PLACE_REACH = 40, /* bytes behind a place in which is said that it is one */
    MOST_DEGREES = 4, /* of an area that is told so; from latitude to longitude are more */
};

/* The number at start is within an address of the web, or a DOI: those of works are as public as they. */
bool leak_is_in_address(const struct shaping *in, size_t start)
{
    size_t at = start, lowest = start > LONGEST_URL ? start - LONGEST_URL : 0;

    while (at > lowest && (shape_is_joint(in->text[at - 1]) ||
                           (in->text[at - 1] > ' ' && strchr("<>\"'(", in->text[at - 1]) == NULL))) {
        at--;
        if (shape_continues(in, at, "://") || shape_continues(in, at, "10.") || shape_continues(in, at, "doi:"))
            return !shape_continues(in, at, "10.") || memchr(in->text + at, '/', start - at) != NULL;
    }
    return false;
}

/* ---- addresses ---- */

static bool is_address(char c)
{
    return stream_is_letter(c) || strchr("._+-", c) != NULL;
}

/* A sign of emphasis, or nothing that is printed. */
static bool is_beside_at(char c)
{
    return shape_is_joint(c) || c == '*' || c == '_';
}

static bool is_closing(char c)
{
    return c == ']' || c == ')' || c == '}' || c == '>';
}

/* The '@' at at is in brackets of its own: "tenri[@]contoh.id". */
static bool is_bracketed(const struct shaping *in, size_t at)
{
    return at > 0 && in->text[at - 1] != '\0' && strchr("[({", in->text[at - 1]) != NULL &&
           is_closing(shape_at(in, at + 1));
}

/* Behind the '@' at at; [at] and (at) are one, too. Returns where the host begins, or 0. */
static size_t host_start(const struct shaping *in, size_t at)
{
    if (in->text[at] == '@') {
        bool apart = at > 0 && in->text[at - 1] == ' ' && shape_at(in, at + 1) == ' ';
        at += apart || is_bracketed(in, at) ? 2 : 1;
        at += in->text[at - 1] != '@' && shape_at(in, at) == ' ';
    } else {
        at += strspn(in->text + at, "[({< ");
        if (!shape_continues(in, at, "at") || strchr("])}> ", shape_at(in, at + 2)) == NULL)
            return 0;
        at += 2;
        while (at < in->length && in->text[at] != '\0' && strchr("])}> ", in->text[at]) != NULL)
            at++;
    }
    while (at < in->length && is_beside_at(in->text[at]))
        at++;
    return at;
}

/* Where the host at start ends: x.zz, x [dot] zz; 0: it is none. */
static size_t host_end(const struct shaping *in, size_t start)
{
    size_t at = start, dot = 0;

    for (; at < in->length && at - start < LONGEST_ADDRESS; at++) {
        char c = in->text[at];
        size_t words = strspn(in->text + at, "[({< ");
        if (words > 0 && (shape_continues(in, at + words, "dot") || shape_continues(in, at + words, "titik"))) {
            at += words + (shape_continues(in, at + words, "dot") ? 3 : 5);
            at += strspn(in->text + at, "])}> ");
            dot = at--;
        } else if (words > 0 && shape_at(in, at + words) == '.' && is_closing(shape_at(in, at + words + 1))) {
            at += words + 2;
            dot = at--;
        } else if (c == '.' && stream_is_letter(shape_at(in, at + 1))) {
            dot = at + 1;
        } else if (!stream_is_letter(c) && c != '-' && !shape_is_joint(c)) {
            break;
        }
    }
    if (dot <= start + 1 || at < dot + 2)
        return 0;
    for (size_t i = dot; i < at; i++) {
        if (ascii_is_digit(in->text[i]) || (unsigned char)in->text[i] >= 0x80)
            return 0;
    }
    return at;
}

/* Where the account that ends before at begins; at: there is none. */
static size_t account_start(const struct shaping *in, size_t at)
{
    size_t start = at;

    while (start > 0 && at - start < LONGEST_ADDRESS && in->text[start - 1] != '\0' &&
           (is_address(in->text[start - 1]) || shape_is_joint(in->text[start - 1])))
        start--;
    while (start < at && !stream_is_letter(in->text[start]))
        start++;
    return start;
}

/* Accounts are given with a digit or sign, or with the name of the network. */
static void find_handle(const struct shaping *in, size_t at)
{
    size_t end = at + 1, telling = 0;
    char before = at > 0 ? in->text[at - 1] : ' ';

    if (in->settings->code || strchr(" \n(:,>", before) == NULL)
        return;
    for (; end < in->length && (stream_is_letter(in->text[end]) || strchr("._", in->text[end]) != NULL); end++)
        telling += !((ascii_lower(in->text[end]) >= 'a' && ascii_lower(in->text[end]) <= 'z') || in->text[end] == '.');
    while (end > at && in->text[end - 1] == '.')
        end--;
    if (end - at < 5 || telling == 0 || shape_at(in, end) == ':' || in->settings->aside)
        return;
    in->found(in->context, LEAK_ACCOUNT, at, end);
}

void leak_email_find(const struct shaping *in, size_t at)
{
    size_t account_end = is_bracketed(in, at) ? at - 1 : at;

    while (account_end > 0 && (is_beside_at(in->text[account_end - 1]) ||
                               (in->text[account_end - 1] == ' ' &&
                                (in->text[at] != '@' || shape_at(in, at + 1) == ' ' || is_bracketed(in, at)))))
        account_end--;
    size_t start = account_start(in, account_end), host = host_start(in, at), end = host > 0 ? host_end(in, host) : 0;
    if (end > 0 && start < account_end)
        in->found(in->context, LEAK_EMAIL, start, end);
    else if (in->text[at] == '@')
        find_handle(in, at);
}

/* The page at path is one that everybody has. */
static bool is_of_everybody(const struct shaping *in, size_t path)
{
    for (const char *const *word = words_single(WORDS_EVERYBODY); *word != NULL; word++) {
        if (shape_continues(in, path, *word))
            return true;
    }
    return false;
}

/* The beginnings of addresses, with the lengths of their hosts. */
static struct link {
    const char *text; /* "t.me/", "tiktok.com/@" */
    size_t host;
    size_t length;
    enum leak_kind kind;
    bool alone; /* only the page of somebody: what is behind it, github.com/NAME/WORK, is as public as a work */
} links[MOST_LINKS];

static void enter_links(void)
{
    size_t count = 0;

    for (const struct word_row *row = words_rows(WORDS_LINK); row->list == WORDS_LINK; row++) {
        bool alone = word_row_is(row, "profile");
        enum leak_kind kind = alone || word_row_is(row, "account") ? LEAK_ACCOUNT
                              : word_row_is(row, "map")            ? LEAK_POSITION
                              : word_row_is(row, "short")          ? LEAK_SHORT_LINK
                                                                   : LEAK_CLOUD;
        for (const char *const *link = row->words; *link != NULL && count + 1 < MOST_LINKS; link++)
            links[count++] = (struct link){*link, strcspn(*link, "/"), strlen(*link), kind, alone};
    }
}

static bool is_of_account(char c)
{
    return stream_is_letter(c) || c == '-' || c == '_' || c == '.';
}

/* The name of an account at at is the last of its path. */
static bool is_page(const struct shaping *in, size_t at)
{
    while (is_of_account(shape_at(in, at)))
        at++;
    return shape_at(in, at) != '/' || !stream_is_letter(shape_at(in, at + 1));
}

/* The address at slash, which ends its host, begins with link. */
static bool is_link(const struct shaping *in, size_t slash, const struct link *link)
{
    if (slash < link->host || ascii_lower(in->text[slash - 1]) != link->text[link->host - 1] ||
        !shape_continues(in, slash - link->host, link->text))
        return false;
    size_t start = slash - link->host;
    bool goes_on =
        stream_is_letter(link->text[link->length - 1]) || stream_is_letter(shape_at(in, start + link->length));
    return goes_on && (start == 0 || !is_address(in->text[start - 1]) || in->text[start - 1] == '.') &&
           !is_of_everybody(in, slash + 1) && (!link->alone || is_page(in, start + link->length));
}

static size_t link_end(const struct shaping *in, size_t slash)
{
    size_t end = slash + 1;

    while (end < in->length && in->text[end] > ' ' && strchr("<>\"')\\", in->text[end]) == NULL)
        end++;
    return end;
}

/* A page or a post of a person in a network that is on many hosts, as Mastodon's: HOST/@NAME, HOST/@NAME/123. */
static bool is_fediverse(const struct shaping *in, size_t slash)
{
    size_t host = slash, end = slash + 2;

    if (shape_at(in, slash + 1) != '@' || !stream_is_letter(shape_at(in, end)))
        return false;
    while (host > 0 && (is_address(in->text[host - 1]) || shape_is_joint(in->text[host - 1])))
        host--;
    while (end < in->length && is_address(in->text[end]))
        end++;
    return memchr(in->text + host, '.', slash - host) != NULL &&
           (shape_at(in, end) != '/' || ascii_is_digit(shape_at(in, end + 1)));
}

/* Pages of persons, files in somebody's cloud and places on a map, by the beginning of their address. */
void leak_link_find(const struct shaping *in, size_t slash)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    if (is_fediverse(in, slash))
        in->found(in->context, LEAK_ACCOUNT, slash, link_end(in, slash));
    if (slash == 0 || !ascii_is_letter(in->text[slash - 1]))
        return;
    pthread_once(&once, enter_links);
    for (const struct link *link = links; link->text != NULL; link++) {
        if (is_link(in, slash, link)) {
            in->found(in->context, link->kind, slash - link->host, link_end(in, slash));
            return;
        }
    }
}

/* ---- paths ---- */

static size_t path_end(const struct shaping *in, size_t at)
{
    while (at < in->length && (stream_is_letter(in->text[at]) || strchr("/\\._-~", in->text[at]) != NULL))
        at++;
    return at;
}

/* A file in a folder of a person: /home/NAME. */
static bool is_under_root(const struct shaping *in, size_t at)
{
    for (const struct word_row *row = words_rows(WORDS_ROOT); row->list == WORDS_ROOT; row++) {
        for (const char *const *root = row->words; *root != NULL; root++) {
            if ((*root)[1] == ascii_lower(shape_at(in, at + 1)) && shape_continues(in, at, *root) &&
                stream_is_letter(shape_at(in, at + strlen(*root))))
                return true;
        }
    }
    return false;
}

/* The address at slash is of a folder that machines share, smb://server/folder, or of a file: file://server/folder. */
static bool is_shared(const struct shaping *in, size_t slash)
{
    static const char *const schemes[] = {"smb", "cifs", "afp", "nfs", "file", NULL};
    size_t start = slash;

    if (slash == 0 || in->text[slash - 1] != ':' || shape_at(in, slash + 1) != '/' ||
        !stream_is_letter(shape_at(in, slash + 2)))
        return false;
    for (start--; start > 0 && slash - start < 6 && ascii_is_letter(in->text[start - 1]); start--)
        ;
    return text_is_one_of_any_case(in->text + start, slash - 1 - start, schemes);
}

/* At a '/': a path from the root of the machine, not one within an address. */
void leak_path_find(const struct shaping *in, size_t at)
{
    const char *root = in->settings->root;
    char before = at > 0 ? in->text[at - 1] : ' ';
    bool found = root[0] != '\0' && shape_continues(in, at, root);

    if (!found && (stream_is_letter(before) || strchr("./-_~", before) != NULL))
        found = at >= 7 && shape_continues(in, at - 7, "file://");
    else
        found = found || is_under_root(in, at) || is_shared(in, at);
    if (found)
        in->found(in->context, LEAK_PATH, at, path_end(in, at));
}

/* c:\users, d:\Skripsi, with one '\' or two, or '/'. at: the ':'. */
void leak_drive_find(const struct shaping *in, size_t at)
{
    size_t next = at + 1, strokes = 0;

    if (at == 0 || ascii_lower(in->text[at - 1]) < 'a' || ascii_lower(in->text[at - 1]) > 'z' ||
        (at > 1 && stream_is_letter(in->text[at - 2])))
        return;
    for (; next < in->length && next - at < 6; next++) {
        if (in->text[next] == '\\')
            strokes++;
        else if (in->text[next] != '/' && in->text[next] != STREAM_SOFT)
            break;
    }
    bool folder = next > at + 1 && (shape_continues(in, next, "users") || shape_continues(in, next, "documents"));
    bool other = strokes > (size_t)in->settings->code && stream_is_letter(shape_at(in, next)) &&
                 (ascii_is_capital(in->text[at - 1]) || strokes > 1) && stream_is_letter(shape_at(in, next + 1));
    if (folder || other)
        in->found(in->context, LEAK_PATH, at - 1, path_end(in, next));
}

/* ~/skripsi, ~tenri/skripsi */
void leak_home_find(const struct shaping *in, size_t at)
{
    size_t slash = at + 1;
    char before = at > 0 ? in->text[at - 1] : ' ';

    while (slash < in->length && slash - at < 32 && (stream_is_letter(in->text[slash]) || in->text[slash] == '-'))
        slash++;
    if (shape_at(in, slash) == '/' && stream_is_letter(shape_at(in, slash + 1)) &&
        strchr(" \n\"'`(>=:\1", before) != NULL && before != '\0' && !leak_is_in_address(in, at))
        in->found(in->context, LEAK_PATH, at, path_end(in, slash));
}

/* %USERPROFILE%\Skripsi, $HOME/skripsi, ${HOME}/skripsi, Users\tenri: at the first stroke. */
void leak_variable_find(const struct shaping *in, size_t stroke)
{
    size_t end = stroke, start, next = stroke + 1;
    char close = stroke > 0 ? in->text[stroke - 1] : ' ';

    next += shape_at(in, next) == '\\'; /* in code, each is two */
    if (!stream_is_letter(shape_at(in, next)))
        return;
    end -= close == '%' || close == '}';
    for (start = end; start > 0 && end - start < 16 && stream_is_letter(in->text[start - 1]); start--)
        ;
    char open = start > 0 ? in->text[start - 1] : ' ', before = start > 1 ? in->text[start - 2] : ' ';
    bool marked = close == '%' ? open == '%' : close == '}' ? open == '{' && before == '$' : open == '$';
    marked |= open == ':' && start >= 5 && shape_continues(in, start - 5, "$env:");
    bool users = in->text[stroke] == '\\' && end - start == 5 && shape_continues(in, start, "users") && end == stroke &&
                 !in->settings->code;
    if ((marked && words_find(WORDS_VARIABLE, in->text + start, end - start) != NULL) || users)
        in->found(in->context, LEAK_PATH, start, path_end(in, next));
}

/* \\server\berkas, \\wsl$\Ubuntu */
void leak_share_find(const struct shaping *in, size_t at)
{
    size_t name = at + 2;
    char before = at > 0 ? in->text[at - 1] : ' ';

    if (in->settings->code || strchr(" \n\"'`(>\1", before) == NULL || shape_at(in, at + 1) != '\\')
        return;
    while (name < in->length && (stream_is_letter(in->text[name]) || strchr("-.$", in->text[name]) != NULL))
        name++;
    if (name > at + 3 && shape_at(in, name) == '\\' && stream_is_letter(shape_at(in, name + 1)))
        in->found(in->context, LEAK_PATH, at, path_end(in, name));
}

/* ---- places on a map ---- */

/* A decimal at *at with so many decimals; moves behind it. */
static bool take_decimal(const struct shaping *in, size_t *at, double most, size_t *decimals)
{
    size_t start = *at, end;

    while (start < in->length && start - *at < 3 && strchr("+- ", in->text[start]) != NULL)
        start++;
    if (start >= in->length || !ascii_is_digit(in->text[start]))
        return false;
    double value = 0;
    for (end = start; end < in->length && ascii_is_digit(in->text[end]); end++)
        value = value * 10 + in->text[end] - '0';
    if (end - start > 3 || value > most || strchr(".,", shape_at(in, end)) == NULL)
        return false;
    for (*decimals = 0, end++; end < in->length && ascii_is_digit(in->text[end]); end++)
        ++*decimals;
    *at = end;
    return true;
}

/* Behind a decimal: "LS", "° E"; returns what follows. */
static size_t skip_direction(const struct shaping *in, size_t at)
{
    size_t start = at, letters = 0;

    at += shape_at(in, at) == STREAM_DEGREE;
    at += shape_at(in, at) == ' ';
    while (letters < 2 && ascii_is_capital(shape_at(in, at + letters)) &&
           strchr("LSUBTNEW", in->text[at + letters]) != NULL)
        letters++;
    return letters > 0 && !stream_is_letter(shape_at(in, at + letters)) ? at + letters : start;
}

/* What is between two coordinates: signs, and "bujur", "long", which are wordy. */
static size_t skip_between(const struct shaping *in, size_t at)
{
    size_t start = at;

    while (at < in->length && at - start < 3 && strchr(",; /&\"", in->text[at]) != NULL)
        at++;
    for (const char *const *word = words_single(WORDS_BETWEEN); *word != NULL; word++) {
        if (shape_continues(in, at, *word)) {
            at += strlen(*word);
            at += strspn(in->text + at, ": =\"");
        }
    }
    return at;
}

/* The label at start, up to end: "lintang" and "lat" mean more than places, unless longitude or no word follows them.
 */
static bool says_place(const struct shaping *in, size_t start, size_t end)
{
    if (!leak_is_place_label(in->text + start, end - start))
        return false;
    if (!shape_continues(in, start, "lintang") && !shape_continues(in, start, "lat"))
        return true;
    end += shape_at(in, end) == ' ';
    bool joined = shape_continues(in, end, "dan ");
    end += joined ? strlen("dan ") : 0;
    for (const char *const *word = words_single(WORDS_LONGITUDE); *word != NULL; word++)
        if (shape_continues(in, end, *word))
            return true;
    return !joined && !stream_is_letter(shape_at(in, end));
}

/* Behind at, in the same sentence: "(koordinat balai)", ", titik GPS-nya". */
static bool is_place_behind(const struct shaping *in, size_t at)
{
    size_t end = at + PLACE_REACH;

    while (at < in->length && at < end) {
        size_t word = at;
        if (strchr("\n.;:", in->text[at]) != NULL || ascii_is_digit(in->text[at]))
            return false;
        while (stream_is_letter(shape_at(in, word)))
            word++;
        if (word > at && says_place(in, at, word))
            return true;
        at = word > at ? word : at + 1;
    }
    return false;
}

/* -2.992513, 120.196855; or the other way round, as programs of maps have it */
void leak_coordinates_find(const struct shaping *in, size_t start, bool labelled)
{
    size_t at = start, first, second;
    bool turned = !take_decimal(in, &at, 90, &first);

    if ((turned && !take_decimal(in, &at, 180, &first)) || first < 4)
        return;
    bool comma = in->text[at - first - 1] == ',';
    size_t gap = skip_direction(in, at);
    bool bare = comma && !labelled && gap == at; /* "0,0123; 0,0456" */
    at = skip_between(in, gap);
    bool signed_on = at == gap && (shape_at(in, at) == '+' || shape_at(in, at) == '-'); /* -02.9925+120.1968 */
    if ((at == gap && !signed_on) || !take_decimal(in, &at, turned ? 90 : 180, &second) || second < 4 ||
        (bare && !is_place_behind(in, at)))
        return;
    /* Drawings are full of such pairs, in their attributes. */
    if (!in->settings->aside || labelled)
        in->found(in->context, LEAK_POSITION, start, at);
}

/* The '°' is behind a number with many decimals: 3.00451° */
static bool is_exact(const struct shaping *in, size_t degree)
{
    size_t start = degree;

    while (start > 0 && ascii_is_digit(in->text[start - 1]))
        start--;
    return degree - start >= 4 && start > 1 && strchr(".,", in->text[start - 1]) != NULL &&
           ascii_is_digit(in->text[start - 2]);
}

/* The figures before degree, as a number; *start is where they begin. */
static int degrees_before(const struct shaping *in, size_t degree, size_t *start)
{
    int value = 0;

    for (*start = degree; *start > 0 && degree - *start < 3 && ascii_is_digit(in->text[*start - 1]); --*start)
        ;
    for (size_t i = *start; i < degree; i++)
        value = value * 10 + in->text[i] - '0';
    return value;
}

/* 2°53'15" - 3°04'08": from one of these degrees to the other is an area, no place; dashes are blanks in a stream. */
static bool is_range(const struct shaping *in, size_t first, size_t second)
{
    static const char between[] = "0123456789'\"\\ \n.-";
    size_t start, end, at = first + 1;
    int from = degrees_before(in, first, &start), to = degrees_before(in, second, &end);

    while (at < end &&
           (shape_is_joint(in->text[at]) || (in->text[at] != '\0' && strchr(between, in->text[at]) != NULL)))
        at++;
    return at == end && start < first && end < second && to >= from && to - from < MOST_DEGREES;
}

/* The place at degree is the beginning or the end of an area. */
static bool is_of_range(const struct shaping *in, size_t degree)
{
    size_t low = degree > RANGE_REACH ? degree - RANGE_REACH : 0, at = degree;
    const char *next = degree + 1 < in->length
                           ? memchr(in->text + degree + 1, STREAM_DEGREE,
                                    in->length - degree - 1 < RANGE_REACH ? in->length - degree - 1 : RANGE_REACH)
                           : NULL;

    if (next != NULL && is_range(in, degree, (size_t)(next - in->text)))
        return true;
    while (at > low && in->text[at - 1] != STREAM_DEGREE)
        at--;
    return at > low && is_range(in, at - 1, degree);
}

/* 2°59'33.1"S, 3.00451° */
void leak_degrees_find(const struct shaping *in, size_t degree)
{
    size_t at = degree + 1, start;

    if (is_exact(in, degree)) {
        if (!in->settings->aside)
            in->found(in->context, LEAK_POSITION, degree - 4, degree);
        return;
    }
    degrees_before(in, degree, &start);
    while (at < in->length && in->text[at] == ' ')
        at++;
    size_t minutes = at;
    while (at < in->length && ascii_is_digit(in->text[at]))
        at++;
    if (start == degree || at == minutes || at - minutes > 2)
        return;
    char sign = shape_at(in, at);
    if ((sign == '\'' || sign == ' ' || sign == '.') && !is_of_range(in, degree))
        in->found(in->context, LEAK_POSITION, start, at);
}

/* 6P5W2542+XF: at the '+'. */
void leak_plus_code_find(const struct shaping *in, size_t at)
{
    static const char letters[] = "23456789CFGHJMPQRVWX";
    size_t start = at, end = at + 1, digits = 0;

    for (; start > 0 && in->text[start - 1] != '\0' && strchr(letters, in->text[start - 1]) != NULL; start--)
        digits += ascii_is_digit(in->text[start - 1]);
    while (end < in->length && in->text[end] != '\0' && strchr(letters, in->text[end]) != NULL)
        end++;
    size_t count = at - start;
    if ((count == 4 || count == 8) && digits > 0 && digits < count && (end - at == 3 || end - at == 4) &&
        !(start > 0 && stream_is_letter(in->text[start - 1])) && !stream_is_letter(shape_at(in, end)))
        in->found(in->context, LEAK_POSITION, start, end);
}
