#ifndef TESTS_SUPPORT_REPLAY_H
#define TESTS_SUPPORT_REPLAY_H

/*
 * What the programs of tests/fuzz/ do where they are no fuzzers: files as they are, and each changed at random, with
 * the same changes in every run.
 */

#include <stddef.h>
#include <stdint.h>

struct buffer;

/* The fuzzer's entry, which each of the programs has. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A number; state is not 0. */
uint32_t replay_random(uint32_t *state);

/* Runs the entry on text. */
void replay_run(struct buffer *text);

/*
 * For main: runs each file, then CHANGES (of the environment, or the default given) copies of it that change made
 * another. Returns the exit status.
 */
int replay_files(int count, char **arguments, long changes,
                 void (*change)(struct buffer *copy, const struct buffer *text, uint32_t *state));

/*
 * Makes changed of text: a byte that says which of kinds it is, then the text with marks in place of some bytes,
 * perhaps cut short.
 */
void replay_change(struct buffer *changed, const struct buffer *text, size_t kinds, const char *marks,
                   size_t mark_count, uint32_t *state);

#endif
