/* -1 is 255 to whoever waits. */
int main(void)
{
	return -1;
}
