// platforms: posix
// Who asks for POSIX alone names no system.
// sizeof(mode_t) = ?
// sizeof(time_t) = ?
// sizeof(wchar_t) = ?
// sizeof(rlim_t) = ?
