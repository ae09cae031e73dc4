// platforms: linux, freebsd
/* Tests that hand a result, or errno, to somebody with the error that they want to see. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int wrong;

static void wants(int error, int result)
{
    if (result != -1 || errno != error) {
        printf("wanted error %d\n", error);
        wrong++;
    }
}

void assert_int_equal(long found, long wanted);
void require_errno(const char *place, int error, const char *words, int failed);

void refuses_unknown_flags(void)
{
    wants(EINVAL, mlockall(1 << 20));
    wants(EINVAL, mlockall(0));
}

void refuses_a_hole(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *area = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    int result;

    if (area == MAP_FAILED || munmap(area + page, page) == -1)
        return;
    result = mlock(area, 2 * page);
    assert_int_equal(result, -1);
    assert_int_equal(errno, ENOMEM);
    require_errno(__FILE__, ENOMEM, "munlock of a hole", munlock(area + page, page) == -1);
}
