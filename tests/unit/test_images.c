#include "base/buffer.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The copy of bytes, which the caller frees. */
static struct buffer copy_of(const char *bytes, size_t length)
{
    struct buffer out = {0};

    assert_true(image_clean(&out, bytes, length));
    return out;
}

static bool holds(const struct buffer *bytes, const char *part, size_t length)
{
    return memmem(bytes->bytes, bytes->length, part, length) != NULL;
}

static void takes_camera_place_and_remarks_out_of_a_photograph(void **state)
{
    static const char photo[] = "\xff\xd8"
                                "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
                                "\xff\xe1\0\x10"
                                "Exif\0\0kamera X"
                                "\xff\xfe\0\x07oleh"
                                "\0\xff\xda\0\2titik\xff\0titik\xff\xfe\0\6nama\xff\xd9"
                                "di belakang";

    (void)state;
    struct buffer out = copy_of(photo, sizeof photo - 1);
    assert_true(holds(&out, "JFIF", 4));
    assert_true(holds(&out, "titik\xff\0titik", 12));
    assert_false(holds(&out, "kamera", 6));
    assert_false(holds(&out, "oleh", 4));
    assert_false(holds(&out, "nama", 4));
    assert_false(holds(&out, "belakang", 8));
    assert_memory_equal(out.bytes + out.length - 2, "\xff\xd9", 2);
    buffer_free(&out);
}

static void keeps_which_way_is_up(void **state)
{
    static const char turned[] = "\xff\xd8\xff\xe1\0\x22"
                                 "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
                                 "\xff\xda\0\2x\xff\xd9";

    (void)state;
    struct buffer out = copy_of(turned, sizeof turned - 1);
    assert_true(holds(&out, "\1\x12\0\3\0\0\0\1\0\6", 10));
    assert_false(holds(&out, "II*", 3));
    buffer_free(&out);
}

static void keeps_only_what_a_png_needs(void **state)
{
    static const char image[] = "\x89PNG\r\n\x1a\n"
                                "\0\0\0\1IHDRa0000"
                                "\0\0\0\4tEXtnama0000"
                                "\0\0\0\4pHYs96960000"
                                "\0\0\0\4eXIfGPSx0000"
                                "\0\0\0\1IDATp0000"
                                "\0\0\0\0IEND0000akhir";

    (void)state;
    struct buffer out = copy_of(image, sizeof image - 1);
    assert_true(holds(&out, "IHDRa", 5));
    assert_true(holds(&out, "pHYs9696", 8));
    assert_true(holds(&out, "IDATp", 5));
    assert_false(holds(&out, "nama", 4));
    assert_false(holds(&out, "GPSx", 4));
    assert_false(holds(&out, "akhir", 5));
    buffer_free(&out);
}

static void takes_exif_out_of_webp(void **state)
{
    static const char image[] = "RIFF\x2c\0\0\0WEBPVP8X\4\0\0\0\x08\0\0\0VP8 \2\0\0\0xxEXIF\3\0\0\0gps\0";

    (void)state;
    struct buffer out = copy_of(image, sizeof image - 1);
    assert_true(holds(&out, "VP8 ", 4));
    assert_false(holds(&out, "gps", 3));
    assert_int_equal(out.bytes[20], 0);
    assert_int_equal(out.bytes[4], out.length - 8);
    buffer_free(&out);
}

static void leaves_what_is_no_image_or_broken(void **state)
{
    struct buffer out = {0};

    (void)state;
    assert_false(image_clean(&out, "<svg/>", 6));
    assert_false(image_clean(&out, "", 0));
    assert_false(image_clean(&out, "\x89PNG\r\n\x1a\n\0\0\1\0IDAT", 16));
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_camera_place_and_remarks_out_of_a_photograph),
        cmocka_unit_test(keeps_which_way_is_up),
        cmocka_unit_test(keeps_only_what_a_png_needs),
        cmocka_unit_test(takes_exif_out_of_webp),
        cmocka_unit_test(leaves_what_is_no_image_or_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
