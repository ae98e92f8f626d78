#ifndef LAMPIRAN_REPORT_BUILD_RECORD_H
#define LAMPIRAN_REPORT_BUILD_RECORD_H

/*
 * What ties a printed appendix to its data: the version of the program and the SHA-256 of every input file.  No clock
 * and no path of the machine is in it, and nothing below content/private/.  Every input is read once more for it, so
 * only the examiner's trail has it.
 */

#include "report/assembly.h"

/*
 * A table of the inputs with their digests. The files of a folder with many of them are one row: the digest of their
 * lines as sha256sum prints them. A file that is named after a withheld informant is not named.
 */
struct block *build_record(const struct assembly *assembly);

#endif
