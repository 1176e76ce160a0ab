/* A wall clock that a test can put ahead while a program runs: loaded before the program's own libraries (LD_PRELOAD),
 * for tests alone. The machine's clock stays as it is, and so does what the program measures with a monotonic clock.
 *
 *   cc -shared -fPIC -O2 wallclock.c -o wallclock.so -ldl
 *   LD_PRELOAD=./wallclock.so WALLCLOCK_AHEAD=/lab/ahead tongband ...
 *
 * The file WALLCLOCK_AHEAD holds by how many seconds the clock is ahead, as 8 bytes of this machine's order; whoever
 * changes them changes the clock of every program that has it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
/* The version that programs have been linked with for twenty years; without its name dlsym may find an older one. */
#define REAL_COND(name) \
    ((__typeof__(&name))(dlvsym(RTLD_NEXT, #name, "GLIBC_2.3.2") ?: dlsym(RTLD_NEXT, #name)))
/* No machine has run for so long: times above it are the wall clock's, times below it a monotonic clock's. */
#define RUN_SECONDS_MAX 1000000000

static _Atomic int64_t *shared;

__attribute__((constructor)) static void map(void) {
    const char *path = getenv("WALLCLOCK_AHEAD");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof *shared, PROT_READ, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) shared = memory;
    close(file);
}

static int64_t ahead(void) { return shared ? atomic_load(shared) : 0; }

/* An end of waiting as the kernel has to know it. */
static struct timespec in_truth(const struct timespec *end) {
    struct timespec real = *end;
    if (real.tv_sec > RUN_SECONDS_MAX) real.tv_sec -= ahead();
    return real;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = REAL(clock_gettime)(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += ahead();
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int result = REAL(gettimeofday)(time, zone);
    if (result == 0) time->tv_sec += ahead();
    return result;
}

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict end) {
    struct timespec real = in_truth(end);
    return REAL_COND(pthread_cond_timedwait)(condition, mutex, &real);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
    struct timespec real = in_truth(end);
    return REAL(sem_timedwait)(semaphore, &real);
}
