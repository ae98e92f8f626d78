#include "base/buffer.h"
#include "base/diag.h"
#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The oracle is the string library of the installed Lua: same question, same answer. */

static uint64_t seed = 42;

static unsigned pick(unsigned count)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % count;
}

static const char *pick_of(const char *const *choices, unsigned count)
{
    return choices[pick(count)];
}

#define PICK(array) pick_of(array, sizeof(array) / sizeof *(array))

static void random_subject(struct buffer *out)
{
    static const char *const parts[] = {"a", "b", "c", "ab", "(", ")", "(a)", " ", "1", "x2", "_", "-", "]", "^", "A"};

    buffer_clear(out);
    for (unsigned n = pick(12); n > 0; n--)
        buffer_text(out, PICK(parts));
    if (pick(20) == 0)
        buffer_bytes(out, "\0\xff", 2);
}

static void random_pattern(struct buffer *out)
{
    static const char *const singles[] = {"a",  "b",   "c",    ".",     "%a",     "%d",    "%s",     "%w", "%A",
                                          "%S", "%p",  "%(",   "[abc]", "[^a]",   "[a-c]", "[%d_]",  "x",  "%l",
                                          "%u", "[]]", "[^]]", "[a-]",  "[%a-]",  "[%]x]", "[^%s1]", "-",  "^",
                                          "%x", "%g",  "%c",   "$",     "[a%-c]", "[+--]", "1",      "]",  "%%"};
    static const char *const quantifiers[] = {"", "", "", "*", "+", "-", "?"};
    static const char *const others[] = {"(", ")", "()", "%b()", "%f[%w]", "%f[^a]", "%1", "%2", "%bab", "%f[%z]"};

    buffer_clear(out);
    if (pick(5) == 0)
        buffer_char(out, '^');
    for (unsigned n = pick(6); n > 0; n--) {
        if (pick(4) == 0) {
            buffer_text(out, PICK(others));
        } else {
            buffer_text(out, PICK(singles));
            buffer_text(out, PICK(quantifiers));
        }
    }
    if (pick(6) == 0)
        buffer_char(out, '$');
}

/* All values above base, as one text. */
static void describe(lua_State *lua, int base, struct buffer *out)
{
    buffer_clear(out);
    for (int i = base + 1; i <= lua_gettop(lua); i++) {
        size_t length;
        int type = lua_type(lua, i);
        const char *text = luaL_tolstring(lua, i, &length);
        buffer_format(out, "<%d:", type);
        buffer_bytes(out, text, length);
        buffer_char(out, '>');
        lua_pop(lua, 1);
    }
}

/* Calls the function text with subject, pattern and a third argument. False: it raised an error. */
static bool ask(lua_State *lua, int function, const struct buffer *subject, const struct buffer *pattern,
                struct buffer *answer)
{
    int base = lua_gettop(lua);

    lua_pushvalue(lua, function);
    lua_pushlstring(lua, subject->bytes, subject->length);
    lua_pushlstring(lua, pattern->bytes, pattern->length);
    bool good = lua_pcall(lua, 2, LUA_MULTRET, 0) == LUA_OK;
    describe(lua, base, answer);
    lua_settop(lua, base);
    return good;
}

static const char *const functions[] = {
    "return function(s, p) return string.find(s, p) end",
    "return function(s, p) return string.match(s, p) end",
    "return function(s, p) return string.match(s, p, -3) end",
    "return function(s, p) return string.find(s, p, 4) end",
    "return function(s, p) return string.find(s, p, 2, true) end",
    "return function(s, p) return string.gsub(s, p, '<%0>') end",
    "return function(s, p) return string.gsub(s, p, '<%1>', 3) end",
    "return function(s, p) return string.gsub(s, p, {a = 'AA', b = false}) end",
    "return function(s, p) return string.gsub(s, p, function(x, y) if y then return y .. x end end) end",
    "return function(s, p) local t = {} for a, b in string.gmatch(s, p) do t[#t + 1] = tostring(a) .. ':' .. "
    "tostring(b) end return table.concat(t, '|') end",
    "return function(s, p) local t = {} for a in string.gmatch(s, p, 3) do t[#t + 1] = a end "
    "return table.concat(t, '|') end",
};

enum { FUNCTIONS = sizeof functions / sizeof *functions, TRIALS = 20000 };

static void patterns_answer_as_the_string_library_of_lua(void **state)
{
    lua_State *oracle = luaL_newstate();
    struct sandbox *sandbox = sandbox_new(&sandbox_default_limits, NULL);
    struct diags *diags = diags_new();
    lua_State *lua = sandbox_lua(sandbox);
    struct buffer subject = {0}, pattern = {0}, expected = {0}, given = {0};
    int malformed = 0, matched = 0;
    (void)state;

    luaL_openlibs(oracle);
    for (int i = 0; i < FUNCTIONS; i++) {
        assert_int_equal(luaL_dostring(oracle, functions[i]), LUA_OK);
        assert_true(sandbox_load(sandbox, "lua/hooks/uji.lua", functions[i], strlen(functions[i]), diags));
        assert_true(sandbox_call(sandbox, 0, 1, diags));
    }
    for (int trial = 0; trial < TRIALS; trial++) {
        random_subject(&subject);
        random_pattern(&pattern);
        int function = 1 + (int)pick(FUNCTIONS);
        bool good = ask(oracle, function, &subject, &pattern, &expected);
        bool own = ask(lua, function, &subject, &pattern, &given);
        /* Lua finds what is malformed only when it gets there; we always do. */
        if (!own) {
            malformed++;
            continue;
        }
        matched += good && strstr(expected.bytes, "<0:") == NULL;
        if (!good || strcmp(expected.bytes, given.bytes) != 0)
            printf("%s\nsubject '%s' pattern '%s': wants %d %s, gave %s\n", functions[function - 1], subject.bytes,
                   pattern.bytes, good, expected.bytes, given.bytes);
        assert_true(good);
        assert_int_equal(expected.length, given.length);
        assert_memory_equal(expected.bytes, given.bytes, given.length);
    }
    assert_true(malformed < TRIALS / 3);
    assert_true(matched > TRIALS / 4);
    buffer_free(&subject);
    buffer_free(&pattern);
    buffer_free(&expected);
    buffer_free(&given);
    diags_free(diags);
    sandbox_free(sandbox);
    lua_close(oracle);
}

/* Patterns that Lua refuses whatever the text is. */
static void a_malformed_pattern_is_an_error_with_our_line(void **state)
{
    static const char *const malformed[] = {"[a", "[",   "[^", "[^]", "[%", "%",    "a%", "(",     "(()", ")",
                                            "%b", "%bx", "%f", "%fa", "%1", "(%1)", "%0", "(a)%2", "[a-", "[]"};
    (void)state;

    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        struct sandbox *sandbox = sandbox_new(&sandbox_default_limits, NULL);
        struct diags *diags = diags_new();
        struct buffer text = {0}, json = {0};
        buffer_format(&text, "local p = [==[%s]==]\nreturn string.match('', p)", malformed[i]);
        assert_true(sandbox_load(sandbox, "lua/hooks/uji.lua", text.bytes, text.length, diags));
        assert_false(sandbox_call(sandbox, 0, 0, diags));
        diags_print_json(diags, &json);
        assert_non_null(strstr(json.bytes, "\"line\": 2"));
        buffer_free(&text);
        buffer_free(&json);
        diags_free(diags);
        sandbox_free(sandbox);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_answer_as_the_string_library_of_lua),
        cmocka_unit_test(a_malformed_pattern_is_an_error_with_our_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
