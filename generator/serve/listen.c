#include "serve/private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORTS_TRIED = 100, HIGHEST_PORT = 65535 };

/* A socket that listens at port, or -1. */
static int listen_at(int port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int yes = 1, descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (descriptor < 0)
        return -1;
    /* So that a preview can be started again at once, with its last connections still in the air. */
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0 && listen(descriptor, SOMAXCONN) == 0)
        return descriptor;
    int saved = errno;
    close(descriptor);
    errno = saved;
    return -1;
}

static int port_of(int descriptor)
{
    struct sockaddr_in address = {0};
    socklen_t size = sizeof address;

    getsockname(descriptor, (struct sockaddr *)&address, &size);
    return ntohs(address.sin_port);
}

int listen_on_loopback(int *port)
{
    int descriptor = -1;

    errno = EADDRINUSE;
    for (int i = 0; descriptor < 0 && errno == EADDRINUSE && i < PORTS_TRIED && *port + i <= HIGHEST_PORT; i++)
        descriptor = listen_at(*port == 0 ? 0 : *port + i);
    if (descriptor >= 0)
        *port = port_of(descriptor);
    return descriptor;
}
