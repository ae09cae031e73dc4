/* What a run of the driver sees of its own memory, and the lines in which it says so. */
#ifndef OBSERVE_H
#define OBSERVE_H

#define PAGE 4096ul

/* Opens what this process reads about itself; anew after a fork. */
void open_eyes(void);
/* "h BREAK SECRET" (is there memfd_secret()?), then "v START-END PROTECTION ... NAME" and "f FLAGS" for each mapping there is, then a report. */
void introduce(unsigned long program_break, int has_secret);
/* "= RESULT ERRNO SIGNAL VmLck VmSize PAGES PAGES": a character a page, '.' where nothing is mapped. */
void report(long result, int error, int signal);
/* " NUMBER" */
void put_number(long value);
void put_char(char c);
void flush(void);
/* Ends the process after what it has to say. */
void give_up(int status) __attribute__((noreturn));

#endif
