/* What the machine allows: two processes that do nothing but what no exchange can leave out.
 *
 * Each keeps messages in SQLite as a node does (write-ahead log, synchronous=FULL, one transaction for everything that
 * waits), sends them over ZeroMQ with CURVE, and promises nothing before its commit. There are no cases, no signatures, no
 * hashes, no API. A node's figures are told as a part of these, taken in the same minutes on the same machine.
 *
 *   limit forward FOLDER --messages N --bytes N [--batch N] [--results]
 *   limit latency FOLDER --rate N --seconds N --bytes N
 *   limit stream  FOLDER --size BYTES --frame BYTES [--files N]
 *
 * forward: messages durable here, sent, durable there, receipted and the receipt durable here; with --results every message
 * is answered by one of the same size, which is durable at both ends too. latency: the same at a fixed rate, each timed from
 * the moment when it was due to the moment when its answer is durable here. stream: as many files,
 * of so many bytes in all, in frames, each written there and synced. Prints one line of JSON. Exit codes: 0, 1 something
 * failed, 64 wrong use.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

enum { FRAME_MAX = 256 << 10, WINDOW = 16 << 10, KEY = 41, HEAD = 16 };

static void fail(const char *what) {
    fprintf(stderr, "limit: %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec + at.tv_nsec / 1e9;
}

/* ---- what is kept ---- */

struct store {
    sqlite3 *database;
    sqlite3_stmt *begin, *commit, *out, *in, *mark;
};

static void check(struct store *store, int code, int wanted) {
    if (code != wanted) {
        fprintf(stderr, "limit: sqlite: %s\n", sqlite3_errmsg(store->database));
        exit(1);
    }
}

static sqlite3_stmt *prepare(struct store *store, const char *sql) {
    sqlite3_stmt *statement;
    check(store, sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), SQLITE_OK);
    return statement;
}

static void run(struct store *store, sqlite3_stmt *statement) {
    check(store, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

static void open_store(struct store *store, const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.sqlite", folder, name);
    check(store, sqlite3_open(path, &store->database), SQLITE_OK);
    check(store, sqlite3_exec(store->database,
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;"
        "PRAGMA wal_autocheckpoint = 2048;"
        "CREATE TABLE sent (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL);"
        "CREATE TABLE received (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL);"
        "CREATE TABLE mark (id INTEGER PRIMARY KEY, through INTEGER NOT NULL);", NULL, NULL, NULL), SQLITE_OK);
    store->begin = prepare(store, "BEGIN IMMEDIATE");
    store->commit = prepare(store, "COMMIT");
    store->out = prepare(store, "INSERT INTO sent VALUES (?, ?)");
    store->in = prepare(store, "INSERT INTO received VALUES (?, ?)");
    store->mark = prepare(store, "INSERT OR REPLACE INTO mark VALUES (1, ?)");
}

static void keep(struct store *store, sqlite3_stmt *statement, uint64_t sequence, const void *body, int bytes) {
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)sequence);
    sqlite3_bind_blob(statement, 2, body, bytes, SQLITE_STATIC);
    run(store, statement);
}

static void mark(struct store *store, uint64_t through) {
    sqlite3_bind_int64(store->mark, 1, (sqlite3_int64)through);
    run(store, store->mark);
}

/* ---- what is sent: frames of messages one after another, each with its sequence and its length before it ---- */

struct frame {
    char *bytes;
    size_t count;
};

static void send_bytes(void *socket, const void *bytes, size_t count) {
    while (zmq_send(socket, bytes, count, 0) < 0)
        if (zmq_errno() != EINTR) fail("send");
}

static void flush_frame(void *socket, struct frame *frame) {
    if (frame->count > 0) send_bytes(socket, frame->bytes, frame->count);
    frame->count = 0;
}

static void put(void *socket, struct frame *frame, uint64_t sequence, const void *body, uint64_t bytes) {
    if (frame->count + HEAD + bytes > FRAME_MAX) flush_frame(socket, frame);
    memcpy(frame->bytes + frame->count, &sequence, 8);
    memcpy(frame->bytes + frame->count + 8, &bytes, 8);
    memcpy(frame->bytes + frame->count + HEAD, body, bytes);
    frame->count += HEAD + bytes;
}

/* A receipt is a frame of eight bytes: through which message everything is on the disk. */
static int is_receipt(size_t count) { return count == 8; }

/* ---- the two sides ---- */

struct plan {
    const char *mode, *folder;
    uint64_t messages, bytes, batch, size, frame, files;
    double rate, seconds;
    int results;
};

static void *connect_socket(void *context, int is_server, char server[2][KEY], char client[2][KEY], int port) {
    void *socket = zmq_socket(context, ZMQ_DEALER);
    int one = 1, none = 0, buffer = 1 << 20;
    char address[64];
    zmq_setsockopt(socket, ZMQ_SNDHWM, &none, sizeof none);
    zmq_setsockopt(socket, ZMQ_RCVHWM, &none, sizeof none);
    zmq_setsockopt(socket, ZMQ_SNDBUF, &buffer, sizeof buffer);
    zmq_setsockopt(socket, ZMQ_RCVBUF, &buffer, sizeof buffer);
    snprintf(address, sizeof address, "tcp://127.0.0.1:%d", port);
    if (is_server) {
        zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &one, sizeof one);
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, server[1], KEY);
        if (zmq_bind(socket, address) < 0) fail("bind");
    } else {
        zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server[0], KEY);
        zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, client[0], KEY);
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, client[1], KEY);
        if (zmq_connect(socket, address) < 0) fail("connect");
    }
    return socket;
}

/* Waits for a frame; 0 where none comes within the milliseconds. */
static int wait_frame(void *socket, long milliseconds) {
    zmq_pollitem_t item = {.socket = socket, .events = ZMQ_POLLIN};
    int found = zmq_poll(&item, 1, milliseconds);
    if (found < 0 && zmq_errno() != EINTR) fail("poll");
    return found > 0;
}

/* Keeps every message that is here already, at most a batch of them; answers where that is wanted. */
static void serve(struct plan *plan, void *socket) {
    struct store store;
    struct frame frame = {malloc(FRAME_MAX), 0};
    char *answer = malloc(plan->bytes);
    memset(answer, 'y', plan->bytes);
    open_store(&store, plan->folder, "there");
    for (;;) {
        uint64_t last = 0, first = 0, count = 0;
        wait_frame(socket, -1);
        run(&store, store.begin);
        while (count < plan->batch) {
            zmq_msg_t message;
            zmq_msg_init(&message);
            if (zmq_msg_recv(&message, socket, ZMQ_DONTWAIT) < 0) break;
            char *at = zmq_msg_data(&message), *end = at + zmq_msg_size(&message);
            if (is_receipt(end - at)) {
                mark(&store, *(uint64_t *)at);
                at = end;
            }
            while (at < end) {
                uint64_t bytes;
                memcpy(&last, at, 8);
                memcpy(&bytes, at + 8, 8);
                keep(&store, store.in, last, at + HEAD, (int)bytes);
                if (plan->results) keep(&store, store.out, last, answer, (int)plan->bytes);
                if (first == 0) first = last;
                at += HEAD + bytes;
                count++;
            }
            zmq_msg_close(&message);
        }
        run(&store, store.commit);
        if (last == 0) continue;
        send_bytes(socket, &last, 8);
        if (plan->results) {
            for (uint64_t sequence = first; sequence <= last; sequence++)
                put(socket, &frame, sequence, answer, plan->bytes);
            flush_frame(socket, &frame);
        }
    }
}

/* Takes what came: through where it is receipted, and the answers, inside a transaction that is open. */
static void take(struct store *store, void *socket, uint64_t *receipted, uint64_t *answered) {
    for (;;) {
        zmq_msg_t message;
        zmq_msg_init(&message);
        if (zmq_msg_recv(&message, socket, ZMQ_DONTWAIT) < 0) return;
        char *at = zmq_msg_data(&message), *end = at + zmq_msg_size(&message);
        if (is_receipt(end - at)) {
            memcpy(receipted, at, 8);
            mark(store, *receipted);
            at = end;
        }
        while (at < end) {
            uint64_t bytes;
            memcpy(answered, at, 8);
            memcpy(&bytes, at + 8, 8);
            keep(store, store->in, *answered, at + HEAD, (int)bytes);
            at += HEAD + bytes;
        }
        zmq_msg_close(&message);
    }
}

static void forward(struct plan *plan, void *socket) {
    struct store store;
    struct frame frame = {malloc(FRAME_MAX), 0};
    uint64_t written = 0, receipted = 0, answered = 0, told = 0;
    char *body = malloc(plan->bytes);
    memset(body, 'x', plan->bytes);
    open_store(&store, plan->folder, "here");
    double began = now();
    while (receipted < plan->messages || (plan->results && answered < plan->messages)) {
        uint64_t done = plan->results ? answered : receipted;
        uint64_t space = WINDOW - (written - done), left = plan->messages - written;
        uint64_t count = space < left ? space : left;
        if (count > plan->batch) count = plan->batch;
        if (count < plan->batch && count < left) count = 0;
        if (count == 0) wait_frame(socket, -1);
        run(&store, store.begin);
        take(&store, socket, &receipted, &answered);
        for (uint64_t index = 1; index <= count; index++)
            keep(&store, store.out, written + index, body, (int)plan->bytes);
        run(&store, store.commit);
        for (uint64_t index = 1; index <= count; index++)
            put(socket, &frame, written + index, body, plan->bytes);
        flush_frame(socket, &frame);
        written += count;
        if (plan->results && answered > told) {
            send_bytes(socket, &answered, 8);
            told = answered;
        }
    }
    double seconds = now() - began;
    printf("{\"mode\": \"forward\", \"messages\": %lu, \"bytes\": %lu, \"results\": %s, \"seconds\": %.3f, \"perSecond\": %.0f}\n",
        plan->messages, plan->bytes, plan->results ? "true" : "false", seconds, plan->messages / seconds);
}

static int order(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return difference < 0 ? -1 : difference > 0;
}

static void latency(struct plan *plan, void *socket) {
    struct store store;
    struct frame frame = {malloc(FRAME_MAX), 0};
    uint64_t all = (uint64_t)(plan->rate * plan->seconds), written = 0, receipted = 0, answered = 0;
    double *times = malloc(all * sizeof *times);
    char *body = malloc(plan->bytes);
    memset(body, 'x', plan->bytes);
    open_store(&store, plan->folder, "here");
    double began = now() + 0.2;
    while (answered < all) {
        double wait = written < all ? began + written / plan->rate - now() : 1;
        if (wait > 0) {
            /* The last part of a millisecond is waited for without poll, whose steps are whole ones. */
            if (!wait_frame(socket, (long)(wait * 1000)) && wait < 0.001) usleep((useconds_t)(wait * 1e6));
        }
        uint64_t before = answered, first = written;
        run(&store, store.begin);
        take(&store, socket, &receipted, &answered);
        while (written < all && began + written / plan->rate <= now())
            keep(&store, store.out, ++written, body, (int)plan->bytes);
        run(&store, store.commit);
        double at = now();
        for (uint64_t sequence = before; sequence < answered; sequence++)
            times[sequence] = at - (began + sequence / plan->rate);
        while (first < written) put(socket, &frame, ++first, body, plan->bytes);
        flush_frame(socket, &frame);
        if (answered > before) send_bytes(socket, &answered, 8);
    }
    qsort(times, all, sizeof *times, order);
    printf("{\"mode\": \"latency\", \"rate\": %.0f, \"messages\": %lu, \"p50\": %.3f, \"p90\": %.3f, \"p99\": %.3f, \"max\": %.3f}\n",
        plan->rate, all, times[all / 2] * 1e3, times[all * 9 / 10] * 1e3, times[all * 99 / 100] * 1e3,
        times[all - 1] * 1e3);
}

/* ---- a file ---- */

static void stream_there(struct plan *plan, void *socket) {
    int folder = open(plan->folder, O_RDONLY | O_DIRECTORY), file = -1;
    uint64_t taken = 0, end = 0;
    while (taken < plan->size) {
        zmq_msg_t message;
        zmq_msg_init(&message);
        if (zmq_msg_recv(&message, socket, 0) < 0) fail("receive");
        size_t count = zmq_msg_size(&message);
        if (file < 0) {
            char path[4096];
            snprintf(path, sizeof path, "%s/there.%lu", plan->folder, taken);
            file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
            end = taken + plan->size / plan->files;
        }
        if (write(file, zmq_msg_data(&message), count) != (ssize_t)count) fail("write");
        taken += count;
        zmq_msg_close(&message);
        if (taken >= end) {
            if (fsync(file) < 0 || fsync(folder) < 0) fail("fsync");
            close(file);
            file = -1;
        }
        /* Lets the sender go on: at most a few frames are under way. */
        if (taken < plan->size) send_bytes(socket, &taken, 8);
    }
    send_bytes(socket, &taken, 8);
    for (;;) pause();
}

static void stream(struct plan *plan, void *socket) {
    enum { UNDERWAY = 8 << 20 };
    char *bytes = malloc(plan->frame);
    uint64_t sent = 0, taken = 0;
    memset(bytes, 'x', plan->frame);
    double began = now();
    while (taken < plan->size) {
        while (sent < plan->size && sent - taken < UNDERWAY) {
            uint64_t count = plan->size - sent < plan->frame ? plan->size - sent : plan->frame;
            send_bytes(socket, bytes, count);
            sent += count;
        }
        zmq_recv(socket, &taken, 8, 0);
    }
    double seconds = now() - began;
    printf("{\"mode\": \"stream\", \"bytes\": %lu, \"frame\": %lu, \"seconds\": %.3f, \"megabytesPerSecond\": %.1f}\n",
        plan->size, plan->frame, seconds, plan->size / seconds / 1e6);
}

/* ---- the command ---- */

static void usage(void) {
    fprintf(stderr, "usage: limit forward|latency|stream FOLDER [--messages N] [--bytes N] [--batch N] [--results]"
        " [--rate N] [--seconds N] [--size BYTES] [--frame BYTES] [--files N] [--port N]\n");
    exit(64);
}

int main(int count, char **arguments) {
    struct plan plan = {.messages = 100000, .bytes = 1024, .batch = 2048, .size = 100 << 20, .files = 1, .frame = 256 << 10,
        .rate = 200, .seconds = 10};
    int port = 20000 + getpid() % 20000;
    if (count < 3) usage();
    plan.mode = arguments[1];
    plan.folder = arguments[2];
    for (int index = 3; index < count; index++) {
        const char *name = arguments[index];
        if (strcmp(name, "--results") == 0) {
            plan.results = 1;
            continue;
        }
        if (index + 1 == count) usage();
        double value = atof(arguments[++index]);
        if (value <= 0) usage();
        if (strcmp(name, "--messages") == 0) plan.messages = (uint64_t)value;
        else if (strcmp(name, "--bytes") == 0) plan.bytes = (uint64_t)value;
        else if (strcmp(name, "--batch") == 0) plan.batch = (uint64_t)value;
        else if (strcmp(name, "--rate") == 0) plan.rate = value;
        else if (strcmp(name, "--seconds") == 0) plan.seconds = value;
        else if (strcmp(name, "--size") == 0) plan.size = (uint64_t)value;
        else if (strcmp(name, "--files") == 0) plan.files = (uint64_t)value;
        else if (strcmp(name, "--frame") == 0) plan.frame = (uint64_t)value;
        else if (strcmp(name, "--port") == 0) port = (int)value;
        else usage();
    }
    /* A frame of eight bytes is a receipt. */
    if (plan.bytes < 16 || plan.bytes + HEAD > FRAME_MAX || plan.batch > WINDOW) usage();
    int is_forward = strcmp(plan.mode, "forward") == 0, is_latency = strcmp(plan.mode, "latency") == 0;
    int is_stream = strcmp(plan.mode, "stream") == 0;
    if (!is_forward && !is_latency && !is_stream) usage();
    if (is_latency) plan.results = 1;
    char server[2][KEY], client[2][KEY];
    if (zmq_curve_keypair(server[0], server[1]) < 0 || zmq_curve_keypair(client[0], client[1]) < 0) fail("CURVE");
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        void *socket = connect_socket(zmq_ctx_new(), 1, server, client, port);
        if (is_stream) stream_there(&plan, socket);
        serve(&plan, socket);
    }
    void *socket = connect_socket(zmq_ctx_new(), 0, server, client, port);
    if (is_forward) forward(&plan, socket);
    else if (is_latency) latency(&plan, socket);
    else stream(&plan, socket);
    fflush(stdout);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    _exit(0);
}
