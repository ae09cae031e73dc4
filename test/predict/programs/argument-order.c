/* Compilers differ in which argument they evaluate first, and gcc takes the last. */
static int calls;

static int next(void)
{
    return ++calls;
}

static int both(int first, int second)
{
    return first * 10 + second;
}

int main(void)
{
    return both(next(), next());
}
