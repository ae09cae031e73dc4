/* A report is put together and compared. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	char report[128] = "";
	char number[16];
	int i;

	for (i = 0; i < 4; i++) {
		snprintf(number, sizeof number, "%d,", mlockall(8 << i));
		strcat(report, number);
	}
	if (strcmp(report, "-1,-1,-1,-1,") != 0)
		return 1;
	if (strlen(report) != 12)
		return 2;
	return strchr(report, '9') == NULL ? 0 : 3;
}
