// platforms: linux
// title: MCL_FUTURE, and a thread and a mapping after the right was given up
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void *work(void *area)
{
    return area;
}

static int give_up(uid_t user)
{
    return setresuid(user, user, user); // expect? warning: dropped-privilege
}

int main(int argc, char **argv)
{
    pthread_t thread;
    char *area;

    (void)argv;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (argc > 1) {
        /* All that is needed is there before. */
        area = malloc(1 << 20);
        if (area == NULL || setuid(1000) == -1)
            return 1;
        area[0] = 1;
        return 0;
    }
    if (give_up(1000) == -1)
        return 1;
    area = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED)
        return 1;
    if (pthread_create(&thread, NULL, work, area) != 0)
        return 0;
    return pthread_join(thread, NULL);
}
