enum mode { OFF, ON = 4, AUTO };
void step(int);

int modes(int m, unsigned char c) {
  switch (m) {
    case OFF:
      step(0);
    case ON:
      step(1);
      break;
    default:
      step(2);
    case AUTO:
    case MCL_FUTURE:
      step(3);
  }
  switch (c) {
    case 'a' ... 'c':
      return 1;
    case 100 ... 200:
      return 2;
    case -1:
      return 3;
  }
  while (m--) {
    switch (m) {
      case 1: {
        case 2: continue;
      }
    }
    step(4);
  }
  return 0;
}

void duff(int n) {
  switch (n % 2) {
    case 0:
      do {
        step(0);
        case 1:
        step(1);
      } while (--n > 0);
  }
}
