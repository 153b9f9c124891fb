/* Records the disk operations of the program and makes some fail; loaded with LD_PRELOAD.
 *
 * SHIM_UNDER   only files whose path begins with this are watched
 * SHIM_LOG     every write, truncation, removal and sync is appended to this file, in order
 * SHIM_FAIL    "N:ERRNO:MODE": the N-th operation fails; MODE is once, good (this and all later ones) or kill
 * SHIM_WHEN    SHIM_FAIL counts only while this file exists
 * SHIM_CLOCK   once this file exists, the next reading of the clock fails, so that a Rust program
 *              panics wherever it is; the file is then removed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long counted;

static int watched(const char *path) {
    const char *under = getenv("SHIM_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return watched(path);
}

static void remember(char op, const char *path, uint64_t offset, const void *data, uint32_t length) {
    const char *log = getenv("SHIM_LOG");
    if (!log) return;
    int fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (fd < 0) return;
    uint32_t path_length = strlen(path);
    size_t size = 1 + 4 + path_length + 8 + 4 + length;
    char *record = malloc(size), *at = record;
    *at++ = op;
    memcpy(at, &path_length, 4), at += 4;
    memcpy(at, path, path_length), at += path_length;
    memcpy(at, &offset, 8), at += 8;
    memcpy(at, &length, 4), at += 4;
    memcpy(at, data, length);
    syscall(SYS_write, fd, record, size);
    free(record);
    syscall(SYS_close, fd);
}

/* Whether this operation fails; sets errno. */
static int fails(void) {
    const char *fail = getenv("SHIM_FAIL"), *when = getenv("SHIM_WHEN");
    if (!fail || (when && syscall(SYS_access, when, F_OK) != 0)) return 0;
    long at = 0;
    int error = EIO;
    char mode[16] = "once";
    sscanf(fail, "%ld:%d:%15s", &at, &error, mode);
    long now = __sync_add_and_fetch(&counted, 1);
    if (now < at || (now > at && strcmp(mode, "good") != 0)) return 0;
    if (strcmp(mode, "kill") == 0) raise(SIGKILL);
    errno = error;
    return 1;
}

static ssize_t put(int fd, const void *data, size_t length, off64_t offset, int at) {
    char path[4096];
    if (path_of(fd, path)) {
        if (fails()) return -1;
        uint64_t where = at ? (uint64_t)offset : (uint64_t)lseek64(fd, 0, SEEK_CUR);
        remember('w', path, where, data, length);
    }
    return at ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
}

ssize_t write(int fd, const void *data, size_t length) { return put(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return put(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return put(fd, data, length, offset, 1); }

static int settle(int fd, long call) {
    char path[4096];
    if (path_of(fd, path)) {
        if (fails()) return -1;
        remember('s', path, 0, "", 0);
    }
    return syscall(call, fd);
}

int fsync(int fd) { return settle(fd, SYS_fsync); }
int fdatasync(int fd) { return settle(fd, SYS_fdatasync); }

static int cut(int fd, off64_t length) {
    char path[4096];
    if (path_of(fd, path)) {
        if (fails()) return -1;
        remember('t', path, length, "", 0);
    }
    return syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int unlink(const char *path) {
    if (watched(path)) {
        if (fails()) return -1;
        remember('u', path, 0, "", 0);
    }
    return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rename(const char *from, const char *to) {
    if (watched(to)) {
        if (fails()) return -1;
        remember('r', from, 0, to, strlen(to));
    }
    return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    const char *when = getenv("SHIM_CLOCK");
    if (when && syscall(SYS_unlinkat, AT_FDCWD, when, 0) == 0) {
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_clock_gettime, clock, now);
}
