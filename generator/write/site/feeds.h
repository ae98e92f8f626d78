#ifndef LAMPIRAN_WRITE_SITE_FEEDS_H
#define LAMPIRAN_WRITE_SITE_FEEDS_H

/*
 * Files beside the pages that no reader sees: robots.txt, sitemap.xml (with base_url), the Atom feed of the changes
 * that study.yaml tells, manifest.webmanifest, and _headers, which some hosts read.  All dates come from the study.
 */

struct output_sink;
struct report;

void feeds_put(const struct report *report, struct output_sink *sink);

#endif
