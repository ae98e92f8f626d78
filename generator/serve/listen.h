#ifndef LAMPIRAN_SERVE_LISTEN_H
#define LAMPIRAN_SERVE_LISTEN_H

/*
 * A socket that listens on 127.0.0.1 at *port, or when that is taken at the next free one, which is put in *port;
 * 0 stands for any. -1: none is to be had, errno tells.
 */
int listen_on_loopback(int *port);

#endif
