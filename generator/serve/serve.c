#include "base/say.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/platform.h"
#include "base/process.h"
#include "serve/private.h"
#include "study/study.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
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
    int yes = 1, descriptor = socket(AF_INET, SOCK_STREAM, 0);

    if (descriptor < 0)
        return -1;
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
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

/*
 * A socket that listens on 127.0.0.1 at *port, or when that is taken at the next free one, which is put in *port;
 * 0 stands for any. -1: none is to be had, errno tells.
 */
static int listen_on_loopback(int *port)
{
    int descriptor = -1;

    errno = EADDRINUSE;
    for (int i = 0; descriptor < 0 && errno == EADDRINUSE && i < PORTS_TRIED && *port + i <= HIGHEST_PORT; i++)
        descriptor = listen_at(*port == 0 ? 0 : *port + i);
    if (descriptor >= 0)
        *port = port_of(descriptor);
    return descriptor;
}

enum {
    MOST_STREAMS = 48, /* a page has one; the oldest gives way */
    IDLE_SECONDS = 10, /* a connection that says nothing for so long is closed */
    CONNECTION_MEMORY = 32 * 1024,
    STREAM_BLOCK = 4096,
};

/* The path below which the preview's own files are, and where they lie. */
#define OWN_PATH "/__lampiran/"
#define OWN_FOLDER "layouts/preview/"

struct server {
    struct MHD_Daemon *daemon;
    const struct build *build;
    char *folder; /* of the site */
    int port;
    struct buffer site; /* as serve_tell was told */
    struct buffer state;
    struct buffer early; /* the page that is served from elsewhere; "" if none is */
    struct buffer early_file, early_site;
    unsigned long told; /* how often serve_tell was called */
    struct stream *newest;
    int streams;
    struct clients clients;
};

/* A connection over which a page gets events. */
struct stream {
    struct server *server;
    struct MHD_Connection *connection;
    struct stream *newer, *older;
    struct buffer page; /* that listens: "index.html" */
    struct buffer text; /* what is to be sent */
    size_t sent;        /* as much of it is */
    unsigned long told; /* the server's count when text was written */
    bool asleep;        /* has nothing to send: suspended */
    bool ending;
};

/* Sends the response, which is taken, with the headers that all of them have. */
static enum MHD_Result send_response(struct MHD_Connection *connection, unsigned status, const char *type,
                                     struct MHD_Response *response)
{
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

/* Sends body, which is taken and left empty. */
static enum MHD_Result send_body(struct MHD_Connection *connection, unsigned status, const char *type,
                                 struct buffer *body)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body->length, (void *)buffer_string(body), MHD_RESPMEM_MUST_FREE);

    if (response == NULL) {
        buffer_free(body);
        return MHD_NO;
    }
    *body = (struct buffer){0};
    return send_response(connection, status, type, response);
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status)
{
    struct buffer body = {0};

    buffer_format(&body, "%u %s\n", status, MHD_get_reason_phrase_for(status));
    return send_body(connection, status, "text/plain; charset=utf-8", &body);
}

/*
 * Adds the script that reloads it to a page.  Behind its end, where browsers take it as the last thing in its body, so
 * that nothing in the page has to be understood.  The policy of pages (write/site) lets it run.
 */
static void add_script(struct buffer *page, const struct buffer *site)
{
    buffer_format(page, "<script src=\"/__lampiran/reload.js?%s\"></script>\n", site->bytes);
}

/* A page of the preview itself; it has the script as well, so it goes away when it is no longer true. */
static enum MHD_Result send_notice(const struct server *server, struct MHD_Connection *connection, unsigned status,
                                   const char *notice)
{
    struct buffer body = {0};

    buffer_format(&body,
                  "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<title>lampiran</title>\n<body>\n<p>%s</p>\n</body>\n</html>\n",
                  say_language(), notice);
    add_script(&body, &server->site);
    return send_body(connection, status, request_content_type(".html"), &body);
}

/* Opens a file to be read, -1: there is none, or it is a folder or a device. */
static int open_file(const char *path, uint64_t *size)
{
    struct stat info;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (descriptor >= 0 && (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(descriptor);
        return -1;
    }
    *size = descriptor >= 0 ? (uint64_t)info.st_size : 0;
    return descriptor;
}

/* Sends a file piece by piece, so that many large ones at a time take no memory; false: there is none. */
static bool send_pieces(struct MHD_Connection *connection, const char *path, enum MHD_Result *result)
{
    uint64_t size;
    int descriptor = open_file(path, &size);

    if (descriptor < 0)
        return false;
    struct MHD_Response *response = MHD_create_response_from_fd64(size, descriptor);
    if (response == NULL) {
        close(descriptor);
        *result = MHD_NO;
        return true;
    }
    *result = send_response(connection, MHD_HTTP_OK, request_content_type(path), response);
    return true;
}

/* Sends a page of the build that site names, with the script in it; false: there is none. */
static bool send_page(const struct buffer *site, struct MHD_Connection *connection, unsigned status, const char *path,
                      enum MHD_Result *result)
{
    struct buffer page = {0};

    if (file_read(path, &page) != FILE_OK) {
        buffer_free(&page);
        return false;
    }
    add_script(&page, site);
    *result = send_body(connection, status, request_content_type(path), &page);
    return true;
}

/* Sends a file of the site; false: there is none, or a link leads out of the site. */
static bool send_site_file(const struct server *server, struct MHD_Connection *connection, unsigned status,
                           const char *file, enum MHD_Result *result)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", server->folder, file) >= (int)sizeof path ||
        !file_is_inside(path, server->folder))
        return false;
    if (strcmp(request_content_type(file), request_content_type(".html")) == 0)
        return send_page(&server->site, connection, status, path, result);
    return send_pieces(connection, path, result);
}

static bool is_early(const struct server *server, struct buffer *page)
{
    return server->early.length > 0 && strcmp(server->early.bytes, buffer_string(page)) == 0;
}

/* Sends page as the build that still runs made it; false: it is not that which is shown early. */
static bool send_early(const struct server *server, struct MHD_Connection *connection, struct buffer *page,
                       enum MHD_Result *result)
{
    return is_early(server, page) &&
           send_page(&server->early_site, connection, MHD_HTTP_OK, server->early_file.bytes, result);
}

static enum MHD_Result answer_page(const struct server *server, struct MHD_Connection *connection, const char *target)
{
    struct buffer file = {0};
    enum MHD_Result result;
    unsigned refusal = request_read_path(target, &file);

    if (refusal != 0)
        result = refuse(connection, refusal);
    else if (!send_early(server, connection, &file, &result) &&
             !send_site_file(server, connection, MHD_HTTP_OK, buffer_string(&file), &result) &&
             (server->site.length == 0 || !send_site_file(server, connection, MHD_HTTP_NOT_FOUND, "404.html", &result)))
        result = send_notice(server, connection,
                             server->site.length == 0 ? MHD_HTTP_SERVICE_UNAVAILABLE : MHD_HTTP_NOT_FOUND,
                             server->site.length == 0
                                 ? translated("The study has not been built yet. This page shows it as soon as it is.")
                                 : translated("404: there is no such page. Back to <a href=\"/\">the first page</a>."));
    buffer_free(&file);
    return result;
}

/* "data: " before each line, as server-sent events have it. */
static void write_event(struct stream *stream)
{
    const char *line = buffer_string(&stream->server->state);

    buffer_set(&stream->text, "event: state\n");
    while (*line != '\0') {
        size_t length = strcspn(line, "\n");
        buffer_format(&stream->text, "data: %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
    buffer_char(&stream->text, '\n');
    stream->sent = 0;
    stream->told = stream->server->told;
}

/* The next bytes of a stream; one that has none sleeps until it is woken. */
static ssize_t read_stream(void *context, uint64_t position, char *bytes, size_t most)
{
    struct stream *stream = context;

    (void)position;
    if (stream->ending)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream->sent == stream->text.length && stream->told != stream->server->told)
        write_event(stream);
    size_t length = stream->text.length - stream->sent;
    if (length == 0) {
        stream->asleep = true;
        MHD_suspend_connection(stream->connection);
        return 0;
    }
    if (length > most)
        length = most;
    memcpy(bytes, stream->text.bytes + stream->sent, length);
    stream->sent += length;
    return (ssize_t)length;
}

static void wake(struct stream *stream)
{
    if (stream->asleep) {
        stream->asleep = false;
        MHD_resume_connection(stream->connection);
    }
}

static void end_stream(struct stream *stream)
{
    stream->ending = true;
    wake(stream);
}

static void free_stream(void *context)
{
    struct stream *stream = context;
    struct server *server = stream->server;

    if (stream->newer != NULL)
        stream->newer->older = stream->older;
    else
        server->newest = stream->older;
    if (stream->older != NULL)
        stream->older->newer = stream->newer;
    server->streams--;
    buffer_free(&stream->page);
    buffer_free(&stream->text);
    free(stream);
}

static void end_oldest_stream(struct server *server)
{
    struct stream *oldest = NULL;

    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older) {
        if (!stream->ending)
            oldest = stream;
    }
    if (oldest != NULL)
        end_stream(oldest);
}

/* What a page tells of itself when it begins to listen. */
static void greet(struct stream *stream)
{
    const struct server *server = stream->server;
    const char *page = MHD_lookup_connection_value(stream->connection, MHD_GET_ARGUMENT_KIND, "page");
    const char *site = MHD_lookup_connection_value(stream->connection, MHD_GET_ARGUMENT_KIND, "site");

    if (page == NULL || request_read_path(page, &stream->page) != 0)
        buffer_clear(&stream->page);
    /* Its count is not the server's, so how things stand is the first that it is told; but not what was before it. */
    bool is_newer = is_early(server, &stream->page) && site != NULL && strcmp(site, server->early_site.bytes) == 0;
    stream->told = is_newer ? server->told : server->told - 1;
    buffer_text(&stream->text, "retry: 500\n\n");
}

static enum MHD_Result open_stream(struct server *server, struct MHD_Connection *connection)
{
    struct stream *stream = memory_alloc(sizeof *stream);

    if (server->streams >= MOST_STREAMS)
        end_oldest_stream(server);
    *stream = (struct stream){.server = server, .connection = connection, .older = server->newest};
    greet(stream);
    if (stream->older != NULL)
        stream->older->newer = stream;
    server->newest = stream;
    server->streams++;
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, stream, free_stream);
    if (response == NULL) {
        free_stream(stream);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

/* The script and the style sheet, read anew each time: whoever works on them sees what they do. */
static enum MHD_Result answer_own_file(const struct server *server, struct MHD_Connection *connection, const char *name)
{
    struct build build = *server->build;
    struct buffer bytes = {0};

    build.arena = arena_new();
    const char *path = build_find(&build, arena_format(build.arena, OWN_FOLDER "%s", name));
    bool found = path != NULL && file_read(path, &bytes) == FILE_OK;
    arena_free(build.arena);
    if (found)
        return send_body(connection, MHD_HTTP_OK, request_content_type(name), &bytes);
    buffer_free(&bytes);
    return refuse(connection, MHD_HTTP_NOT_FOUND);
}

static enum MHD_Result answer_own(struct server *server, struct MHD_Connection *connection, const char *name)
{
    if (strcmp(name, "events") == 0)
        return open_stream(server, connection);
    if (strcmp(name, "state.json") == 0) {
        struct buffer body = {0};
        buffer_bytes(&body, buffer_string(&server->state), server->state.length);
        return send_body(connection, MHD_HTTP_OK, request_content_type(name), &body);
    }
    if (strcmp(name, "reload.js") == 0 || strcmp(name, "overlay.css") == 0)
        return answer_own_file(server, connection, name);
    return refuse(connection, MHD_HTTP_NOT_FOUND);
}

/* The Host headers of a request. */
struct host {
    const char *value; /* of the last */
    int count;
};

static enum MHD_Result note_host(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
    struct host *host = context;

    (void)kind;
    if (strcasecmp(key, MHD_HTTP_HEADER_HOST) == 0) {
        host->value = value;
        host->count++;
    }
    return MHD_YES;
}

/* The status to refuse the request with before it is looked at more closely, or 0. */
static unsigned check_request(const struct server *server, struct MHD_Connection *connection, const char *method)
{
    const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    struct host host = {0};

    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return MHD_HTTP_METHOD_NOT_ALLOWED;
    if ((length != NULL && strcmp(length, "0") != 0) ||
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL)
        return MHD_HTTP_CONTENT_TOO_LARGE;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, note_host, &host);
    return host.count > 1 ? MHD_HTTP_BAD_REQUEST : request_check_host(host.value, server->port);
}

/*
 * Who is connected to the preview, so that none can keep others out: a connection waits for a whole request, or is
 * answered, and whoever takes long over either gives way. libmicrohttpd counts idle seconds alone, which a byte now
 * and then starts anew.
 */

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

/* One more, which waits. Where there are many, the one that is longest in its state is shut. */
static struct client *clients_add(struct clients *clients, int socket)
{
    struct client *client = memory_alloc(sizeof *client);

    if (++clients->count > MOST_CLIENTS)
        shut_oldest(clients);
    *client = (struct client){.socket = socket};
    link_client(clients, client, CLIENT_WAITING);
    return client;
}

/* Its connection is closed. */
static void clients_remove(struct clients *clients, struct client *client)
{
    unlink_client(clients, client);
    clients->count--;
    free(client);
}

static void clients_move(struct clients *clients, struct client *client, enum client_state state)
{
    unlink_client(clients, client);
    link_client(clients, client, state);
}

/* Ends the connections that are slow with a request or with taking an answer. */
static void clients_end_slow(struct clients *clients)
{
    int64_t time = process_milliseconds();

    for (struct client *client = clients->oldest; client != NULL; client = client->newer) {
        int64_t limit = client->state == CLIENT_WAITING ? WAIT_SECONDS * 1000 : ANSWER_SECONDS * 1000;
        if (!client->gone && client->state != CLIENT_STREAMING && time - client->since > limit)
            shut(client);
    }
}

/* ---- requests ---- */

static void move_client(struct server *server, struct MHD_Connection *connection, enum client_state state)
{
    struct client *client = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;

    if (client != NULL)
        clients_move(&server->clients, client, state);
}

/* Called when the headers have come, and once more when the whole request has. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *target, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **request)
{
    static int known;
    struct server *server = context;

    (void)version;
    (void)upload;
    (void)upload_size;
    if (*request == NULL) {
        unsigned refusal = check_request(server, connection, method);
        *request = &known;
        return refusal != 0 ? refuse(connection, refusal) : MHD_YES;
    }
    move_client(server, connection, strcmp(target, OWN_PATH "events") == 0 ? CLIENT_STREAMING : CLIENT_ANSWERED);
    if (strncmp(target, OWN_PATH, strlen(OWN_PATH)) == 0)
        return answer_own(server, connection, target + strlen(OWN_PATH));
    return answer_page(server, connection, target);
}

/* Keeps a client beside each connection, in the library's place for it. */
static void note_connection(void *context, struct MHD_Connection *connection, void **client,
                            enum MHD_ConnectionNotificationCode code)
{
    struct server *server = context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *client = clients_add(&server->clients,
                              MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
    } else if (*client != NULL) {
        clients_remove(&server->clients, *client);
        *client = NULL;
    }
}

static void note_end(void *context, struct MHD_Connection *connection, void **request,
                     enum MHD_RequestTerminationCode why)
{
    struct server *server = context;

    (void)request;
    (void)why;
    move_client(server, connection, CLIENT_WAITING);
}

/* Leaves escapes in paths as they are: request_read_path has to see them. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static struct MHD_Daemon *start_daemon(struct server *server, int listening)
{
    return MHD_start_daemon((ON_LINUX ? MHD_USE_EPOLL : 0) | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer, server,
                            MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT,
                            (unsigned)SERVE_MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_NOTIFY_CONNECTION,
                            note_connection, server, MHD_OPTION_NOTIFY_COMPLETED, note_end, server,
                            MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1,
                            MHD_OPTION_END);
}

struct server *serve_open(const struct build *build, const char *site, int *port)
{
    int listening = listen_on_loopback(port);

    if (listening < 0) {
        say_error("cannot listen at port %d: %s", *port, strerror(errno));
        say_hint("give another one with --port");
        return NULL;
    }
    struct server *server = memory_alloc(sizeof *server);
    *server = (struct server){.build = build, .port = *port, .folder = strdup(site)};
    serve_tell(server, "", "{}\n");
    server->daemon = start_daemon(server, listening);
    if (server->daemon == NULL) {
        say_error("cannot start the server for the preview");
        close(listening);
        serve_close(server);
        return NULL;
    }
    return server;
}

/* Each descriptor that the server waits for, where no single one stands for all of them. */
static size_t wait_for_each(const struct server *server, struct pollfd *waits)
{
    fd_set reads, writes, others;
    size_t count = 0;
    int highest = -1;

    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_ZERO(&others);
    MHD_get_fdset(server->daemon, &reads, &writes, &others, &highest);
    for (int descriptor = 0; descriptor <= highest && count < SERVE_MOST_WAITS; descriptor++) {
        bool is_read = FD_ISSET(descriptor, &reads), is_written = FD_ISSET(descriptor, &writes);
        if (is_read || is_written)
            waits[count++] = (struct pollfd){.fd = descriptor,
                                             .events = (short)((is_read ? POLLIN : 0) | (is_written ? POLLOUT : 0))};
    }
    return count;
}

size_t serve_waits(const struct server *server, struct pollfd *waits)
{
    if (!ON_LINUX)
        return wait_for_each(server, waits);
    int descriptor = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    waits[0] = (struct pollfd){.fd = descriptor, .events = POLLIN};
    return 1;
}

int serve_timeout(const struct server *server)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;

    if (MHD_get_timeout(server->daemon, &milliseconds) != MHD_YES)
        return -1;
    return milliseconds < INT_MAX ? (int)milliseconds : INT_MAX;
}

void serve_work(struct server *server)
{
    clients_end_slow(&server->clients);
    MHD_run(server->daemon);
}

void serve_tell(struct server *server, const char *site, const char *state)
{
    buffer_set(&server->site, site);
    buffer_set(&server->state, state);
    buffer_clear(&server->early);
    server->told++;
    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older)
        wake(stream);
}

const char *serve_looked_at(const struct server *server)
{
    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older) {
        if (stream->page.length > 0 && !stream->ending)
            return buffer_string(&stream->page);
    }
    return "";
}

/* Sends text after what is being sent. */
static void send_event(struct stream *stream, const char *text)
{
    if (stream->asleep) {
        buffer_clear(&stream->text);
        stream->sent = 0;
    }
    buffer_text(&stream->text, text);
    wake(stream);
}

void serve_show(struct server *server, const char *page, const char *file, const char *site)
{
    buffer_set(&server->early, page);
    buffer_set(&server->early_file, file);
    buffer_set(&server->early_site, site);
    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older) {
        if (is_early(server, &stream->page))
            send_event(stream, "event: page\ndata: new\n\n");
    }
}

void serve_beat(struct server *server)
{
    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older) {
        if (stream->asleep)
            send_event(stream, ":\n\n");
    }
}

void serve_close(struct server *server)
{
    /* Sleeping connections would keep the daemon from ending. */
    for (struct stream *stream = server->newest; stream != NULL; stream = stream->older)
        end_stream(stream);
    if (server->daemon != NULL) {
        MHD_run(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    buffer_free(&server->site);
    buffer_free(&server->state);
    buffer_free(&server->early);
    buffer_free(&server->early_file);
    buffer_free(&server->early_site);
    free(server->folder);
    free(server);
}
