// platforms: linux
// apply: Test the result
// title: a logger of its own with the reason, and a null pointer
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void log_error(const char *module, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    fprintf(stderr, "%s: ", module);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
}

static char *new_key(size_t length)
{
    char *key = malloc(length);

    if (key == NULL) {
        log_error("keys", "no memory for %zu bytes: %s", length, strerror(errno));
        return NULL;
    }
    mlock(key, length); // expect: unchecked-result
    return key;
}

int main(void)
{
    return new_key(32) ? EXIT_SUCCESS : EXIT_FAILURE;
}
