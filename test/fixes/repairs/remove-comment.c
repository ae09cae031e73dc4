// repair: {"kind": "remove", "span": "// mlock-lint: ignore", "title": "Take the comment away"}
int x; // mlock-lint: ignore
int y;
