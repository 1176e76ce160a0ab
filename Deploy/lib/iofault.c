/* A disk that goes bad on demand, or is slow: loaded before a program's own libraries (LD_PRELOAD), for tests and measurements
 * alone.
 *
 *   cc -shared -fPIC -O2 iofault.c -o iofault.so -ldl
 *   LD_PRELOAD=./iofault.so IOFAULT_BELOW=/lab/data/ IOFAULT_ORDER=/lab/order tongband ...
 *
 * What concerns a file whose path begins with IOFAULT_BELOW fails as the file IOFAULT_ORDER says while it is there:
 *   full   every write fails with ENOSPC, as on a full disk
 *   sync   every fsync and fdatasync fails with EIO, as when the disk does not take what was written
 *   torn   as full, and the first half of what was to be written is on the disk
 *
 * With IOFAULT_DIE_AT=N the process ends, as by a power cut, right before its N-th write or sync of such a file. With
 * IOFAULT_SYNC_MICROSECONDS=N every fsync and fdatasync, of whatever file, takes so much longer.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* What is ordered now: the first letter, or 0. */
static char ordered(void) {
    const char *path = getenv("IOFAULT_ORDER");
    char letter = 0;
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    if (read(file, &letter, 1) != 1) letter = 0;
    close(file);
    return letter;
}

static int concerns(int file) {
    const char *below = getenv("IOFAULT_BELOW");
    char link[64], path[4096];
    if (!below) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

/* The order for a file, without a change of errno where there is none. */
static char order_for(int file) {
    int before = errno;
    char order = ordered();
    if (order && !concerns(file)) order = 0;
    errno = before;
    return order;
}

/* Counts what is about to be done with a file, and ends the process where it has lived long enough. */
static void count(int file) {
    static atomic_long done;
    int before = errno;
    const char *last = getenv("IOFAULT_DIE_AT");
    if (last && concerns(file) && atomic_fetch_add(&done, 1) + 1 >= atol(last)) raise(SIGKILL);
    errno = before;
}

/* Takes as long as another machine's disk takes. */
static void linger(void) {
    const char *text = getenv("IOFAULT_SYNC_MICROSECONDS");
    long microseconds = text ? atol(text) : 0;
    struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
    if (microseconds > 0) nanosleep(&pause, NULL);
}

static int sync_fails(int file) {
    count(file);
    linger();
    if (order_for(file) != 's') return 0;
    errno = EIO;
    return 1;
}

int fsync(int file) { return sync_fails(file) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return sync_fails(file) ? -1 : REAL(fdatasync)(file); }

/* Whether a write fails. A torn one writes its half first, with `half`. */
#define WRITE(call, half)                                                                                              \
    count(file);                                                                                                       \
    char order = order_for(file);                                                                                      \
    if (order != 'f' && order != 't') return call;                                                                     \
    if (order == 't' && size > 1 && half < 0) return -1;                                                               \
    errno = ENOSPC;                                                                                                    \
    return -1;

ssize_t write(int file, const void *bytes, size_t size) {
    WRITE(REAL(write)(file, bytes, size), REAL(write)(file, bytes, size / 2))
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    WRITE(REAL(pwrite)(file, bytes, size, place), REAL(pwrite)(file, bytes, size / 2, place))
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    WRITE(REAL(pwrite64)(file, bytes, size, place), REAL(pwrite64)(file, bytes, size / 2, place))
}
