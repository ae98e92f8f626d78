/* SHA-256 against the examples of FIPS 180-4 and the edges of its padding. */

#include "base/buffer.h"
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *bytes, size_t length, const char *digest)
{
    char hex[SHA256_HEX];

    sha256_hex(bytes, length, hex);
    assert_string_equal(hex, digest);
}

static void gives_the_digests_of_the_standard(void **state)
{
    (void)state;
    expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    expect("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void gives_the_digest_of_a_million_letters(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    for (int i = 0; i < 1000000; i++)
        buffer_char(&bytes, 'a');
    expect(bytes.bytes, bytes.length, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    buffer_free(&bytes);
}

static void pads_texts_that_just_fit_a_block(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    for (int i = 0; i < 55; i++)
        buffer_char(&bytes, 'a');
    expect(bytes.bytes, 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    for (int i = 55; i < 64; i++)
        buffer_char(&bytes, 'a');
    expect(bytes.bytes, 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    buffer_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_digests_of_the_standard),
        cmocka_unit_test(gives_the_digest_of_a_million_letters),
        cmocka_unit_test(pads_texts_that_just_fit_a_block),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
