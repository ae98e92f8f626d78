#ifndef LAMPIRAN_TYPESET_TEX_ERROR_H
#define LAMPIRAN_TYPESET_TEX_ERROR_H

/* An error of TeX in our words, at the place in the study, or in its layouts, where its cause stands. */

struct arena;
struct collection;
struct diags;
struct map;

/* The Debian packages that hold what lampiran.tex loads, with pdflatex. */
#define TEX_PACKAGES "texlive-latex-recommended lmodern texlive-lang-other"

/* What a run of TeX is held against. */
struct tex_errors {
    struct arena *arena;
    const struct collection *files;   /* what TeX read: fragments whose comments tell where their lines come from */
    const struct collection *layouts; /* "layouts/latex/fragment.tex" and others that the study has of its own */
    struct diags *diags;
    struct map *told; /* one cause is told once, and not all of very many */
};

/* error: "lampiran-hasil.tex:12: Undefined control sequence. \emf", or the message alone. */
void tex_error_report(struct tex_errors *errors, const char *error);

#endif
