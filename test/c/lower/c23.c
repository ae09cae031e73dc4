[[nodiscard]] int step(int);
[[noreturn]] void die(void);

int c23(int n) {
  constexpr int four = 4;
  auto copy = step(n);
  int *nothing = nullptr;
  bool yes = true, no = false;
  [[maybe_unused]] int separated = 1'000'000 + 0b101;
  static_assert(sizeof(int) == 4);
  typeof(copy) same = copy;
  switch (n) {
    case 1:
      step(1);
      [[fallthrough]];
    case 2:
      int declared = 2;
      step(declared);
  }
label:
  int after = 3;
  if (yes) [[likely]] step(after);
  if (!nothing) die();
  return four + same + separated;
}
