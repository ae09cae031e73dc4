int step(int);

int broken(int a) {
  step(1);
  step(a, , 2);
  step(3);
  if (a ++ ++ b c) step(4);
  int x = a +* ;
  x @ y;
  step(5);
  return step(6);
}

int missing_semicolon(int a) {
  step(1)
}

MACRO_ATTRIBUTE int attributed(int a) { return a; }
