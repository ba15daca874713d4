/* Preloaded into a server, makes one sync fail as a broken disk does: when the file named by SOAK_FAIL_SYNC is there,
 * the next fsync or fdatasync of a path that contains the text in it answers EIO. Once: the kernel, too, reports a
 * lost write to one fsync only, and the next one succeeds as if nothing had been. The moment is written beside it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static atomic_flag failed = ATOMIC_FLAG_INIT;

static int is_armed_for(int fd) {
    const char *trigger = getenv("SOAK_FAIL_SYNC");
    char wanted[256], link[64], path[PATH_MAX];
    if (trigger == NULL) return 0;
    int file = open(trigger, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, wanted, sizeof wanted - 1);
    close(file);
    if (length <= 0) return 0;
    wanted[length] = 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, wanted) != NULL && !atomic_flag_test_and_set(&failed);
}

static int fail(void) {
    char name[PATH_MAX];
    struct timespec now;
    snprintf(name, sizeof name, "%s.at", getenv("SOAK_FAIL_SYNC"));
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        clock_gettime(CLOCK_REALTIME, &now);
        dprintf(file, "%lld", (long long) now.tv_sec * 1000000000LL + now.tv_nsec);
        close(file);
    }
    errno = EIO;
    return -1;
}

int fsync(int fd) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
    return is_armed_for(fd) ? fail() : real(fd);
}

int fdatasync(int fd) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");
    return is_armed_for(fd) ? fail() : real(fd);
}
