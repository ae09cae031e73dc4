// How long an array is that its initialiser ends; `?` where an index cannot be computed.
int counted[] = { 1, 2, 3 };
int placed[] = { [4] = 1, 2 };
int unknown_place[] = { [SOMETHING] = 1 };
int unknown_behind[] = { 1, 2, [SOMETHING] = 3, 4 };
int nested[][2] = { { 1 }, { [SOMETHING] = 2 } };
int given[7] = { [SOMETHING] = 1 };
// sizeof counted = 12
// sizeof placed = 24
// sizeof unknown_place = ?
// sizeof unknown_behind = ?
// sizeof nested = 16
// sizeof given = 28
