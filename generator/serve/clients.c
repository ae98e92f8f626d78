/*
 * Who is connected to the preview, so that none can keep others out: a connection waits for a whole request, or is
 * answered, and whoever takes long over either gives way. libmicrohttpd counts idle seconds alone, which a byte now
 * and then starts anew.
 */

#include "serve/private.h"

#include "base/arena.h"
#include "base/process.h"

#include <stdlib.h>
#include <sys/socket.h>

enum {
    MOST_CLIENTS = SERVE_MOST_CONNECTIONS - 16, /* room for those that come before the next look */
    WAIT_SECONDS = 10,                          /* for a whole request */
    ANSWER_SECONDS = 60,                        /* to take the answer in, on the same machine */
};

struct client {
    struct client *newer, *older;
    int socket;
    enum client_state state;
    bool gone;     /* it was shut, and only has to be forgotten */
    int64_t since; /* milliseconds: when it came into its state */
};

static void unlink_client(struct clients *clients, struct client *client)
{
    if (client->newer != NULL)
        client->newer->older = client->older;
    else
        clients->newest = client->older;
    if (client->older != NULL)
        client->older->newer = client->newer;
    else
        clients->oldest = client->newer;
}

/* The newest of all: the list is in the order of since. */
static void link_client(struct clients *clients, struct client *client, enum client_state state)
{
    client->state = state;
    client->since = process_milliseconds();
    client->newer = NULL;
    client->older = clients->newest;
    if (clients->newest != NULL)
        clients->newest->newer = client;
    else
        clients->oldest = client;
    clients->newest = client;
}

/* The library sees an end of the connection, and closes it. */
static void shut(struct client *client)
{
    shutdown(client->socket, SHUT_RDWR);
    client->gone = true;
}

static void shut_oldest(struct clients *clients)
{
    struct client *client = clients->oldest;

    while (client != NULL && (client->gone || client->state == CLIENT_STREAMING))
        client = client->newer;
    if (client != NULL)
        shut(client);
}

struct client *clients_add(struct clients *clients, int socket)
{
    struct client *client = memory_alloc(sizeof *client);

    if (++clients->count > MOST_CLIENTS)
        shut_oldest(clients);
    *client = (struct client){.socket = socket};
    link_client(clients, client, CLIENT_WAITING);
    return client;
}

void clients_remove(struct clients *clients, struct client *client)
{
    unlink_client(clients, client);
    clients->count--;
    free(client);
}

void clients_move(struct clients *clients, struct client *client, enum client_state state)
{
    unlink_client(clients, client);
    link_client(clients, client, state);
}

void clients_end_slow(struct clients *clients)
{
    int64_t time = process_milliseconds();

    for (struct client *client = clients->oldest; client != NULL; client = client->newer) {
        int64_t limit = client->state == CLIENT_WAITING ? WAIT_SECONDS * 1000 : ANSWER_SECONDS * 1000;
        if (!client->gone && client->state != CLIENT_STREAMING && time - client->since > limit)
            shut(client);
    }
}
