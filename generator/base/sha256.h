#ifndef LAMPIRAN_BASE_SHA256_H
#define LAMPIRAN_BASE_SHA256_H

/* The SHA-256 digest of FIPS 180-4, as sha256sum prints it. */

#include <stddef.h>

enum { SHA256_HEX = 65 }; /* 64 digits and the NUL */

/* Of length bytes: small letters and digits, and the NUL. */
void sha256_hex(const void *bytes, size_t length, char hex[SHA256_HEX]);

#endif
