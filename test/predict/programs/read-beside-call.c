/* Is the variable read before or after the call that changes it? */
static int level;

static int raised(void)
{
    level = 5;
    return 1;
}

int main(void)
{
    int all = level + raised();
    all += level - raised() * 0;
    return all;
}
