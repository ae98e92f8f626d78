#ifndef LAMPIRAN_STUDY_FINDINGS_H
#define LAMPIRAN_STUDY_FINDINGS_H

/* What the researcher writes: findings, pages, conclusions; the interview guide, answers to checklists. */

#include "base/list.h"
#include "study/schema.h"

struct block;
struct span;

enum finding_status { STATUS_DRAFT, STATUS_FINAL };
enum menu_group { MENU_ABOUT, MENU_RESULTS, MENU_DATA, MENU_GROUNDS, MENU_METHOD, MENU_GROUP_COUNT };

/* findings/NAME.md and pages/NAME.md: front matter and Markdown */
struct finding {
    struct record record;
    const char *id;
    struct reference objective;
    struct reference theme; /* a code */
    struct span *title;
    long order;
    int status; /* enum finding_status */
    struct block *summary;
    struct block *conclusion;  /* of its theme, for now; NULL: not written */
    struct block *implication; /* NULL: not written */
    struct block *body;
};

struct page {
    struct record record;
    const char *id; /* also its file name in the site */
    struct span *title;
    const char *menu; /* its name in the navigation; NULL: the title */
    int group;        /* enum menu_group */
    const char *description;
    long order;
    int status;           /* enum finding_status: of the recommendations that it holds */
    struct block *basis;  /* what they rest on */
    struct list formerly; /* of const char *: ids that it had */
    struct block *body;
};

/* guide.yaml */
struct guide_file {
    struct record record;
    struct block *introduction;
    struct list questions; /* of struct question */
};

struct question {
    struct record record;
    const char *id;
    struct list themes; /* of struct reference */
    struct list groups; /* of const char *: groups of informants */
    struct block *text;
    struct list probes; /* of struct block */
};

/* conclusions.yaml: what is concluded for each objective, and what is suggested to whom */
struct conclusions_file {
    struct record record;
    struct block *introduction;
    struct list conclusions; /* of struct conclusion */
    struct list suggestions; /* of struct suggestion */
};

struct conclusion {
    struct record record;
    struct reference objective;
    struct block *text;
};

struct suggestion {
    struct record record;
    const char *actor;
    struct block *text;
    struct list findings; /* of struct reference: what it rests on */
};

struct reporting_file {
    struct record record;
    struct list items; /* of struct reporting_item */
};

struct reporting_item {
    struct record record;
    int standard; /* coreq, srqr */
    long number;
    struct block *answer;
};

/* Values of the choices above, as in the files: "about", "coreq". */
extern const char *const menu_group_names[];
extern const char *const standard_names[];

#endif
