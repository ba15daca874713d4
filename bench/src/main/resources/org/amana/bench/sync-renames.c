/* Loaded into nginx before the C library: a file is synced before it is renamed to where it is served from, so that
   a PUT over WebDAV is as durable as ours when it is answered. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int rename(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real) real = dlsym(RTLD_NEXT, "rename");
    int file = open(from, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0) {
        if (file >= 0) close(file);
        return -1;
    }
    close(file);
    return real(from, to);
}
