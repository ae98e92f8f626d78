#include "study/study.h"

static double given(const struct number *number, double otherwise)
{
    return number->text != NULL ? number->value : otherwise;
}

struct appendix_page appendix_page(const struct appendix_settings *settings)
{
    static const struct appendix_page pages[] = {
        [APPENDIX_A4] = {21, 29.7, 4, 3, 3, 3},
        [APPENDIX_B5] = {17.6, 25, 2.5, 2, 2.5, 2},
        [APPENDIX_A5] = {14.8, 21, 2.5, 2, 2.5, 2},
    };
    struct appendix_page page = pages[settings ? settings->paper : APPENDIX_A4];

    if (settings == NULL || settings->margins == NULL)
        return page;
    page.left = given(&settings->margins->left, page.left);
    page.right = given(&settings->margins->right, page.right);
    page.top = given(&settings->margins->top, page.top);
    page.bottom = given(&settings->margins->bottom, page.bottom);
    return page;
}
