// Loaded before a program by LD_PRELOAD: the nth call that changes a file below FAULT_WITHIN fails with the error
// FAULT_ERRNO, or, when that is 0, ends the program by SIGKILL. Unlike node:fs it reaches what the engine and the
// driver of SQLite do themselves. Appends the call that it hit to FAULT_LOG.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int count;

static int hit(const char *call, const char *path) {
  const char *within = getenv("FAULT_WITHIN");
  const char *nth = getenv("FAULT_NTH");
  if (within == NULL || nth == NULL || strncmp(path, within, strlen(within)) != 0) return 0;
  if (atomic_fetch_add(&count, 1) + 1 != atoi(nth)) return 0;
  FILE *log = fopen(getenv("FAULT_LOG"), "a");
  if (log != NULL) {
    fprintf(log, "%s %s\n", call, path);
    fclose(log);
  }
  int error = atoi(getenv("FAULT_ERRNO"));
  if (error == 0) kill(getpid(), SIGKILL);
  errno = error;
  return 1;
}

static int hit_file(const char *call, int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return hit(call, path);
}

#define PLAIN(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OF_FILE(type, name, parameters, ...)              \
  type name parameters {                                  \
    if (hit_file(#name, file)) return -1;                 \
    return PLAIN(name)(__VA_ARGS__);                      \
  }

OF_FILE(ssize_t, write, (int file, const void *from, size_t size), file, from, size)
OF_FILE(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), file, from, size, at)
OF_FILE(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), file, from, size, at)
OF_FILE(ssize_t, writev, (int file, const struct iovec *from, int size), file, from, size)
OF_FILE(ssize_t, pwritev, (int file, const struct iovec *from, int size, off_t at), file, from, size, at)
OF_FILE(int, fsync, (int file), file)
OF_FILE(int, fdatasync, (int file), file)
OF_FILE(int, ftruncate, (int file, off_t size), file, size)
OF_FILE(int, ftruncate64, (int file, off64_t size), file, size)

#define OF_PATH(name, parameters, ...)                    \
  int name parameters {                                   \
    if (hit(#name, path)) return -1;                      \
    return PLAIN(name)(__VA_ARGS__);                      \
  }

OF_PATH(unlink, (const char *path), path)
OF_PATH(rmdir, (const char *path), path)
OF_PATH(mkdir, (const char *path, mode_t mode), path, mode)
OF_PATH(rename, (const char *path, const char *to), path, to)

#define OPENS(name)                                       \
  int name(const char *path, int flags, ...) {            \
    va_list more;                                         \
    va_start(more, flags);                                \
    mode_t mode = va_arg(more, mode_t);                   \
    va_end(more);                                         \
    if ((flags & O_CREAT) && hit(#name, path)) return -1; \
    return PLAIN(name)(path, flags, mode);                \
  }

OPENS(open)
OPENS(open64)
